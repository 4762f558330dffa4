"""Rewrite content files in canonical form. Comments of an editor are not kept."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from compendium.content.load import Content, load_content
from compendium.content.paths import shelf_of
from compendium.content.write import write_record, write_records


def canonical_text(content: Content, path: str) -> str | None:
    """The canonical text of a YAML file, or None where it could not be read whole."""
    shelf = shelf_of(path)
    if shelf is None or path not in content.texts:
        return None
    if content.problems and any(problem.path == path for problem in content.problems):
        return None
    records = [one.record for one in content.by_path.get(path, ())]
    if shelf.single:
        return write_record(records[0]) if records else None
    return write_records(records)


def format_content(root: Path) -> list[str]:
    """Rewrite every readable file of a content directory; the paths that changed."""
    content = load_content(root)
    changed = []
    for path, text in content.texts.items():
        wanted = canonical_text(content, path)
        if wanted is not None and wanted != text:
            (root / path).write_text(wanted, encoding="utf-8")
            changed.append(path)
    return changed


def main(arguments: Sequence[str]) -> int:
    """Format the content directories named, or the one of this checkout."""
    for root in arguments or ["content/california-csec"]:
        for path in format_content(Path(root)):
            print(f"formatted {path}")  # noqa: T201  a command's answer
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
