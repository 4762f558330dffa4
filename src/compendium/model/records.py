"""What every record shares: how it is frozen, read and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import SourceKind

R = TypeVar("R", bound="Record")
S = TypeVar("S", bound=msgspec.Struct)


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """Base of all records: immutable, named fields only, unknown fields refused.

    A frozen tree has no circles, so the collector need not walk a million of them.
    """


class Source(Record, frozen=True, kw_only=True):
    """Where a fact was seen.

    ``id`` is unique within its record, so that an effect can name its source.
    ``url`` is the publisher's own address; ``mirror`` names a copy elsewhere and
    is shown as words, never as a link. ``supports`` lists the fields it bears out.
    """

    id: str
    title: str
    kind: SourceKind
    shows: str
    url: str | None = None
    mirror: str | None = None
    page: str | None = None
    read: date | None = None
    supports: tuple[str, ...] = ()


def source_to_name(sources: Sequence[Source]) -> Source | None:
    """The source to name where there is room for one: one to look at, where there is any."""
    return next((one for one in sources if one.url), sources[0] if sources else None)


def from_plain(plain: Any, kind: type[R]) -> R:  # noqa: ANN401  parsed YAML or JSON
    """A record from plain lists and dictionaries.

    Raises msgspec.ValidationError naming the field that does not fit.
    """
    return msgspec.convert(plain, kind, strict=False, dec_hook=_decode)


def to_plain(record: Record) -> dict[str, Any]:
    """A record as plain dictionaries, lists and strings, defaults left out."""
    plain = msgspec.to_builtins(record, enc_hook=_encode)
    if not isinstance(plain, dict):  # pragma: no cover  records are always mappings
        raise TypeError(f"{type(record).__name__} is not a mapping")
    return plain


def to_json(record: Record) -> str:
    """A record as canonical JSON: keys sorted, no spaces, defaults left out."""
    return msgspec.json.encode(record, enc_hook=_encode, order="sorted").decode()


def from_json(text: str | bytes, kind: type[R]) -> R:
    """The record that ``to_json`` wrote."""
    return msgspec.json.decode(text, type=kind, dec_hook=_decode)


def decoder_of(kind: type[S]) -> Callable[[bytes], S]:
    """A fast reader of many JSON texts of one type, for lists too long to hold as files."""
    return msgspec.json.Decoder(kind, dec_hook=_decode).decode


def _decode(kind: type, value: Any) -> Any:  # noqa: ANN401  msgspec's hook
    if kind is PartialDate:
        return _day(value.isoformat() if isinstance(value, date) else str(value))
    if kind is FiscalYear:
        return FiscalYear.parse(str(value))
    raise NotImplementedError(kind)


@lru_cache(maxsize=65_536)
def _day(text: str) -> PartialDate:
    """A date by its text: the same few days stand in many records."""
    return PartialDate.parse(text)


def _encode(value: Any) -> Any:  # noqa: ANN401  msgspec's hook
    if isinstance(value, (PartialDate, FiscalYear)):
        return str(value)
    raise NotImplementedError(type(value))
