"""The letter beside its draft: a page drawn, or the page's words with the field's marked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from compendium.intake.letter_text import LetterText
from compendium.intake.open_letter import bytes_of, digest_of, letter_of
from compendium.reading import PagePicture, page_picture
from compendium.vocabulary.errors import UserError

_HELD: Final = 24
"""Pages and texts kept at hand."""
_DRAWN: Final = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
V = TypeVar("V")


class Words(NamedTuple):
    """A page as text: what stands before the field, the field, what stands behind."""

    before: str
    lit: str
    after: str
    pages: int


@dataclass
class Letters:
    """The letters that drafts were made of. ``folder`` is where to look for files moved since."""

    folder: Path | None = None

    def __post_init__(self) -> None:
        self._held: OrderedDict[tuple[str, str, int], Any] = OrderedDict()

    def is_drawn(self, read: dict[str, Any]) -> bool:
        """Whether a draft's letter has pages that can be shown as pictures."""
        return Path(read["file"]).suffix.lower() in _DRAWN

    def picture(self, read: dict[str, Any], number: int) -> PagePicture:
        """A page of a draft's letter. Raises UserError."""
        return self._kept(
            ("picture", read["sha256"], number),
            lambda: page_picture(self._data(read), Path(read["file"]).name, number),
        )

    def words(self, read: dict[str, Any], number: int, place: Mapping[str, Any] | None) -> Words:
        """A page of a draft's letter as text, a place on it apart. Raises UserError."""
        letter = self._text(read)
        starts = [*letter.page_starts, (len(letter.text), 0)]
        at = next((n for n, (_, page) in enumerate(starts[:-1]) if page == number), 0)
        start, end = starts[at][0], starts[at + 1][0]
        left, right = end, end
        if place is not None and start <= place["start"] < end:
            left, right = place["start"], min(end, place["end"])
        text = letter.text
        return Words(text[start:left], text[left:right], text[right:end], len(starts) - 1)

    def path_of(self, read: Mapping[str, Any]) -> Path:
        """Where a draft's letter is now. Raises UserError ``no-letter``."""
        return self._found(read)[0]

    def _text(self, read: dict[str, Any]) -> LetterText:
        return self._kept(
            ("text", read["sha256"], 0),
            lambda: letter_of(self._data(read), Path(read["file"]).name),
        )

    def _data(self, read: Mapping[str, Any]) -> bytes:
        """The letter's bytes, where they are those that the draft was made of."""
        return self._found(read)[1]

    def _found(self, read: Mapping[str, Any]) -> tuple[Path, bytes]:
        named = Path(read["file"])
        for path in (named, *((self.folder / named.name,) if self.folder else ())):
            if path.is_file():
                data = bytes_of(path)
                if digest_of(data) == read["sha256"]:
                    return path, data
        raise UserError(
            "no-letter",
            f"{named.name} is not where it was read, or has changed; "
            "name its folder with --letters.",
        )

    def _kept(self, key: tuple[str, str, int], make: Callable[[], V]) -> V:
        if key not in self._held:
            self._held[key] = make()
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        value: V = self._held[key]
        return value
