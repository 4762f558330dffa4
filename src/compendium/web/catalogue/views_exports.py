"""Whole editions in the forms that others read, and feeds and calendars of what is dated."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections import OrderedDict
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from compendium.edition.exports.forms import FORMS
from compendium.edition.exports.jsonld import jsonld_of
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.vocabulary.identifiers import address_of
from compendium.web.catalogue.downloads import download
from compendium.web.errors import missing
from compendium.web.standpoint import here

_KEPT: Final = 12
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The day that every file in an archive bears, so that its bytes hang on nothing else."""


class _Made:
    """Exports made lately: each takes a moment, and many want the same one."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, date, str], bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, reader: EditionReader, on: date, name: str) -> bytes:
        """The bytes of an export. One is made at a time."""
        key = (reader.colophon.edition, on, name)
        with self._lock:
            if key not in self._held:
                self._held[key] = _make(reader, on, name)
                while len(self._held) > _KEPT:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]


_made: Final = _Made()


def export(request: HttpRequest, name: str) -> HttpResponse:
    """The edition in one form, its status as of the day; tables come in an archive."""
    form = FORMS.get(name)
    if form is None:
        return missing(request, name[:120], "There is no export of this name here.")
    standpoint = here(request)
    body = _made.of(standpoint.reader, standpoint.on, name)
    if name == "csv":
        return download(request, body, "application/zip", "compendium-csv.zip")
    return download(request, body, form.kind, form.file)


def as_jsonld(request: HttpRequest, series: str, number: str) -> HttpResponse:
    """An instrument in the words of schema.org."""
    standpoint = here(request)
    one = standpoint.reader.one(Instrument, f"{series}-{number.replace('/', '-')}")
    if one is None or address_of(one.id) != f"/{series}/{number}":
        return missing(request, f"{series} {number}"[:120], "There is no page at this address.")
    value = jsonld_of(standpoint.reader, one, standpoint.on, settings.ADDRESS)
    body = json.dumps(value, ensure_ascii=False, indent=1)
    return download(request, body, "application/ld+json", f"{one.id}.jsonld", attached=False)


def _make(reader: EditionReader, on: date, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / FORMS[name].file
        FORMS[name].write(reader, on, settings.ADDRESS, target)
        return _packed(target) if target.is_dir() else target.read_bytes()


def _packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.writestr(zipfile.ZipInfo(file.name, _FIRST_DAY), file.read_bytes())
    return out.getvalue()
