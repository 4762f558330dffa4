"""An outline as a tagged PDF (PDF/UA-1), set by Typst with its own fonts.

The text goes in as data, never as markup, so nothing that a person wrote can be a command.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec
import typst

from compendium.reports.outline import Outline
from compendium.vocabulary.errors import FaultError

_NO_TEXT: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff]")
_LATIN: Final = re.compile(r"[^\n\x20-\x7e\xa1-\u017f‐-―‘’“”•…·†‡§€™×≤≥]")
"""What the fonts are sure to lack nothing of; outside of it they may."""

_STANDS_IN: Final = "□"
_LACKS: Final = " A □ stands for a sign that this file’s fonts lack."


def pdf_of(outline: Outline, made: datetime) -> bytes:
    """The file. Raises FaultError ``no-pdf`` where it cannot be set.

    PDF/UA wants a shape for every sign. Where the fonts lack one, what is not plain Latin
    is shown as □, and the foot says so.
    """
    told = {**msgspec.to_builtins(outline), "pieces": [_piece(one) for one in outline.pieces]}
    told = _replaced(told, _NO_TEXT, " ")
    try:
        return _set(told, made)
    except (RuntimeError, ValueError):
        plain = _replaced(told, _LATIN, _STANDS_IN)
        plain["foot"] += _LACKS
    try:
        return _set(plain, made)
    except (RuntimeError, ValueError) as error:
        raise FaultError("no-pdf", f"The PDF could not be set: {error}.") from None


def _set(told: dict[str, Any], made: datetime) -> bytes:
    file = typst.compile(
        _template(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(told, ensure_ascii=False)},
        timestamp=made.astimezone(timezone(made.utcoffset() or timedelta())),
    )
    return file if isinstance(file, bytes) else b"".join(file or [])


def _piece(piece: object) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(piece)
    return {"kind": type(piece).__name__.lower(), **plain}


def _replaced(value: Any, what: re.Pattern[str], by: str) -> Any:  # noqa: ANN401  any JSON value
    """A JSON value with a pattern replaced in all its texts."""
    if isinstance(value, str):
        return what.sub(by, value)
    if isinstance(value, dict):
        return {key: _replaced(one, what, by) for key, one in value.items()}
    return [_replaced(one, what, by) for one in value] if isinstance(value, list | tuple) else value


@cache
def _template() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()
