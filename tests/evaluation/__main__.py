"""Score every room against labelled real examples.

``python -m tests.evaluation [--keep] [NAME …]``; with ``--keep`` what is printed is kept
under ``docs/measured``.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

from tools.keeping import run_and_keep


def names() -> list[str]:
    """The evaluations there are."""
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(one.name for one in found if not one.ispkg and not one.name.startswith("_"))


def run(wanted: list[str], *, keep: bool = False) -> int:
    """Run the evaluations named, or all; 2 where one is not known."""
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"No evaluation is called {unknown[0]}. There are: {', '.join(names())}.")
        return 2
    for name in wanted or names():
        sys.argv = [name]
        main = importlib.import_module(f"tests.evaluation.{name}").main
        if keep:
            run_and_keep(f"eval-{name}", f"python -m tests.evaluation {name}", main)
        else:
            main()
    return 0


if __name__ == "__main__":
    asked = [one for one in sys.argv[1:] if one != "--keep"]
    raise SystemExit(run(asked, keep="--keep" in sys.argv))
