"""What a run has done, so that the next one goes on: one JSON line for each file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compendium.intake.writing import not_written
from compendium.vocabulary.errors import UserError

_CHECKED = "checked"


class Journal:
    """The journal of a folder of drafts.

    A line is written when a file's draft is, and one when the rules have been asked about
    all drafts before it. A run that was killed leaves at most half a line, which counts as
    none: that file is done again.
    """

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self._version = version
        self._done: set[bytes] = set()
        self.unchecked: list[str] = []
        self._whole = True
        for entry in self._read():
            self._take(entry)
        self._open_for_more()

    def _open_for_more(self) -> None:
        """Fail at once where nothing can be written, not after the first letter."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.open("a", encoding="utf-8").close()
        except OSError as error:
            raise not_written(self._path, error) from None

    def done(self, digest: str) -> bool:
        """Whether a file with these bytes was read by this version."""
        return _short(digest) in self._done

    def note(self, digest: str, row: dict[str, Any]) -> None:
        """Write down what became of a file. Raises UserError ``not-written``, ``disk-full``."""
        self._append({"sha256": digest, **row})

    def note_checked(self) -> None:
        """Write down that the rules were asked about every draft so far."""
        if self.unchecked:
            self._append({_CHECKED: True})

    def _append(self, entry: dict[str, Any]) -> None:
        entry = {**entry, "version": self._version}
        lead = "" if self._whole else "\n"
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(lead + json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as error:
            raise not_written(self._path, error) from None
        self._whole = True
        self._take(entry)

    def _take(self, entry: dict[str, Any]) -> None:
        if entry.get(_CHECKED):
            self.unchecked.clear()
            return
        self._done.add(_short(str(entry.get("sha256"))))
        if entry.get("written") in ("written", "same") and entry.get("path"):
            self.unchecked.append(str(entry["path"]))

    def _read(self) -> Iterator[dict[str, Any]]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        except OSError:
            raise UserError("bad-journal", f"{self._path} cannot be read; remove it.") from None
        self._whole = text.endswith("\n") or not text
        for line in text.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and entry.get("version") == self._version:
                yield entry


def _short(digest: str) -> bytes:
    """Half a digest, as bytes: enough to tell letters apart, and little to hold of each."""
    return digest[:32].encode("ascii", "replace")
