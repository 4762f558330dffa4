"""Score every room against labelled real examples: ``python -m tests.evaluation [NAME …]``.

Each module of this folder is one evaluation. Its ``main`` prints every miss, then the
scores, and last one line for all.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def names() -> list[str]:
    """The evaluations there are."""
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(one.name for one in found if not one.ispkg and not one.name.startswith("_"))


def run(wanted: list[str]) -> int:
    """Run the evaluations named, or all; 2 where one is not known."""
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"No evaluation is called {unknown[0]}. There are: {', '.join(names())}.")
        return 2
    for name in wanted or names():
        sys.argv = [name]
        importlib.import_module(f"tests.evaluation.{name}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
