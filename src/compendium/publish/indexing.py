"""Full-text search of a copy: Pagefind's index beside the pages, made anew where they changed."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, run
from typing import Final

from compendium.publish.manifest import read_manifest, stands, sum_of, write_manifest
from compendium.vocabulary.errors import FaultError

_FOLDER: Final = "pagefind"
_ENTRY: Final = "pagefind-entry.json"


def can_index() -> bool:
    """Whether Pagefind is installed."""
    return find_spec("pagefind") is not None


def index(folder: Path, *, changed: bool) -> None:
    """Index the pages of a copy. Where none changed and the index stands, nothing is done."""
    said = read_manifest(folder)
    if said is not None and not changed and stands(folder, said.search):
        return
    place = folder / _FOLDER
    if (place / _ENTRY).is_file():
        shutil.rmtree(place)
    command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
    if run(command, stdout=DEVNULL, stderr=DEVNULL, check=False).returncode:
        raise FaultError("no-index", "Pagefind could not index the site.")
    entry = json.loads((place / _ENTRY).read_text(encoding="utf-8"))
    # Pagefind writes its languages in any order; the same site has the same bytes.
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    (place / _ENTRY).write_text(text, encoding="utf-8")
    if said is not None:
        found = sorted(one for one in place.rglob("*") if one.is_file())
        said.search = {str(one.relative_to(folder)): sum_of(one) or "" for one in found}
        write_manifest(folder, said)
