"""Measure speed, side by side with what people would use instead.

``python -m bench [--keep] [NAME …]``; with ``--keep`` what is printed is kept under
``docs/measured``.
"""

from __future__ import annotations

import importlib
import sys

from tools.keeping import run_and_keep

MEASURED = (
    "citations",
    "force",
    "search",
    "site",
    "static",
    "api",
    "swap",
    "intake",
    "intake_memory",
    "checks",
)
"""What is measured, in this order; each module has a ``main`` that prints its table."""


def run(wanted: list[str], *, keep: bool = False) -> int:
    """Run the measurements named, or all that there are; 2 where one is not known."""
    unknown = [name for name in wanted if name not in MEASURED]
    if unknown:
        print(f"No measurement is called {unknown[0]}. There are: {', '.join(MEASURED)}.")
        return 2
    for name in wanted or MEASURED:
        print(f"== {name}", flush=True)
        sys.argv = [name]
        main = importlib.import_module(f"bench.{name}").main
        if keep:
            run_and_keep(f"bench-{name}", f"python -m bench {name}", main)
        else:
            main()
    return 0


if __name__ == "__main__":
    asked = [one for one in sys.argv[1:] if one != "--keep"]
    raise SystemExit(run(asked, keep="--keep" in sys.argv))
