"""eyecite on one text, in a process of its own: ``python eyecite_apart.py FILE``.

It needs eyecite and hyperscan and nothing of this project, so any Python that has both
can run it. Prints JSON: seconds and finds of its fast tokenizer alone, and of the whole.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eyecite import get_citations
from eyecite.tokenizers import HyperscanTokenizer

PASSES = 3


def _least(work: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    """The least seconds of some passes, and what they gave."""
    took = []
    for _ in range(PASSES):
        start = time.process_time()
        found = work()
        took.append(time.process_time() - start)
    return min(took), found


def main(file: str) -> None:
    """Time the tokenizer, compiled before, and ``get_citations`` with it."""
    logging.disable(logging.CRITICAL)
    text = Path(file).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as cache:
        tokenizer = HyperscanTokenizer(cache_dir=cache)
        tokenizer.tokenize(text[:10_000])
        alone, tokens = _least(lambda: tokenizer.tokenize(text)[1])
        whole, found = _least(lambda: get_citations(text, tokenizer=tokenizer))
    print(
        json.dumps(
            {
                "tokenizer": alone,
                "tokens": len(tokens),
                "whole": whole,
                "found": sum(type(one).__name__ != "UnknownCitation" for one in found),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
