"""Measure speed, side by side with what people would use instead: ``python -m bench [NAME …]``."""

from __future__ import annotations

import importlib
import sys

MEASURED = ("citations", "force", "search", "site", "api", "intake")
"""What is measured, in this order; each module has a ``main`` that prints its table."""


def run(wanted: list[str]) -> int:
    """Run the measurements named, or all that there are; 2 where one is not known."""
    unknown = [name for name in wanted if name not in MEASURED]
    if unknown:
        print(f"No measurement is called {unknown[0]}. There are: {', '.join(MEASURED)}.")
        return 2
    for name in wanted or MEASURED:
        print(f"== {name}", flush=True)
        sys.argv = [name]
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
