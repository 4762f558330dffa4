"""Where content, editions and changing rows stand on this machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.content.load import fingerprint
from compendium.edition.colophon import Colophon
from compendium.edition.reader import EditionReader, open_edition
from compendium.edition.shelf import Current, edition_file, read_current, set_current
from compendium.vocabulary.errors import UserError

CONTENT: Final = Path("content/california-csec")
_CHECKOUT: Final = Path(__file__).resolve().parents[3]


def content_directory() -> Path:
    """The content directory in use: COMPENDIUM_CONTENT, or that of this checkout.

    Raises UserError ``no-content`` where there is none.
    """
    named = os.environ.get("COMPENDIUM_CONTENT")
    if named:
        return Path(named)
    for place in (Path.cwd(), *Path.cwd().parents, _CHECKOUT):
        if (place / CONTENT / "compendium.yaml").is_file():
            return place / CONTENT
    raise UserError(
        "no-content",
        "No content was found here: run this in a checkout, name an edition with --edition, "
        "or set COMPENDIUM_CONTENT to a content directory.",
    )


def state_directory() -> Path:
    """Where what this machine makes is kept: COMPENDIUM_HOME, the checkout's var, or the user's."""
    named = os.environ.get("COMPENDIUM_HOME")
    if named:
        return Path(named)
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "var"
    return user_data_path("csec-compendium")


def shelf_of(content: Path) -> Path:
    """The shelf of the editions compiled from a content directory."""
    return state_directory() / "editions" / content.resolve().name


def commit_of(content: Path) -> str | None:
    """The commit of the content, with + where files differ from it; None outside git."""
    try:
        head = _git(content, "rev-parse", "--short=12", "HEAD")
        changed = _git(content, "status", "--porcelain", "--", ".")
    except (OSError, subprocess.SubprocessError):
        return None
    return f"{head}+" if changed else head


def compile_to_shelf(content: Path) -> tuple[Colophon, Path]:
    """Compile a content directory onto its shelf and make the edition current."""
    checked = check_directory(content)
    shelf = shelf_of(content)
    fresh = shelf / "compiling.sqlite"
    colophon = compile_edition(checked, fresh, commit=commit_of(content))
    target = edition_file(shelf, colophon.edition)
    fresh.replace(target)
    set_current(shelf, Current(colophon.edition, target.name, fingerprint(content)))
    return colophon, target


def current_edition() -> EditionReader:
    """The edition of the content in use, compiled where it is missing, stale or damaged."""
    content = content_directory()
    shelf = shelf_of(content)
    current = read_current(shelf)
    if current is not None and current.fingerprint == fingerprint(content):
        try:
            return open_edition(shelf / current.file)
        except UserError:
            pass
    _, target = compile_to_shelf(content)
    return open_edition(target, verify=False)


def _git(content: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["git", "-C", str(content), *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    return run.stdout.strip()
