"""Every link of a static site, followed: to a file that is there, and to a place in it."""

from __future__ import annotations

from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from compendium.publish.manifest import read_manifest, write_manifest
from compendium.publish.rewriting import parsed


class Broken(NamedTuple):
    """A link that leads nowhere: the file it stands in, and where it points."""

    file: str
    target: str


def check_links(folder: Path) -> list[Broken]:
    """The broken links of a copy; where it notes that it has none, they are not followed again."""
    said = read_manifest(folder)
    if said is None or said.linked:
        return []
    found = broken_links(folder)
    said.linked = not found
    write_manifest(folder, said)
    return found


def broken_links(folder: Path) -> list[Broken]:
    """The links of all pages in a folder that lead to no file or to no place in one."""
    trees = {
        str(file.relative_to(folder)): parsed(file.read_bytes())
        for file in sorted(folder.rglob("*.html"))
    }
    places = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    found: list[Broken] = []
    for name, tree in trees.items():
        targets = dict.fromkeys([*tree.xpath("//@href"), *tree.xpath("//@src")])
        found += [Broken(name, one) for one in targets if not _leads(folder, name, one, places)]
    return found


def _leads(folder: Path, name: str, target: str, places: dict[str, set[str]]) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    if target.startswith("/"):
        return False
    path = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
    if not (folder / path).is_file():
        return False
    return not parts.fragment or path not in places or unquote(parts.fragment) in places[path]
