"""How a check begins: what a person chose on the first page, or a saved file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from django.http import HttpRequest, QueryDict

from compendium.checks import Jurisdiction
from compendium.checks.saved import LINE, VERSION, SavedCheck, opened, version_of
from compendium.edition.checking import begin, reopen, setup_for
from compendium.edition.counties import names_in
from compendium.reading import parse
from compendium.search.refusal import child_detail
from compendium.vocabulary.dates import parse_day
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer
from compendium.web.checking.uploads import sent_document, sent_file
from compendium.web.standpoint import Standpoint

DEPARTMENTS: Final = (Bearer.CHILD_WELFARE, Bearer.PROBATION)
_COUNTIES: Final = 8
_LINES: Final = 570
"""Lines on one page at most: each has up to seven fields, and a form has its limit."""


def started(request: HttpRequest, here: Standpoint, familiar: Collection[str]) -> SavedCheck:
    """A fresh check from the first form. Raises UserError for what cannot be read."""
    sent = request.POST
    chosen = [one for one in DEPARTMENTS if one.value in sent.getlist("department")]
    whose = sent.get("whose", "")
    setup = setup_for(
        here.reader,
        sent.get("checklist", ""),
        day_sent(sent, "on", here.on),
        counties=_counties(sent.get("counties", ""), here.today, familiar),
        departments=() if len(chosen) == len(DEPARTMENTS) else chosen,
        told=Jurisdiction(whose) if whose in ("county", "other") else None,
        revised=parse_day(sent["revised"].strip()) if sent.get("revised", "").strip() else None,
    )
    return begin(here.reader, setup, sent_document(request))


def sampled(here: Standpoint) -> SavedCheck:
    """A check of a sample document of ours, with gaps in it, as of the day that is shown."""
    told = Jurisdiction.COUNTY
    setup = setup_for(here.reader, "missing-from-care", here.on, told=told)
    return begin(here.reader, setup, parse(_sample(), "sample.md"))


@cache
def _sample() -> bytes:
    return files(__package__).joinpath("sample.txt").read_bytes()


def reopened(request: HttpRequest, here: Standpoint) -> tuple[SavedCheck, str]:
    """A saved check as of the day asked, from the second form, and a sentence on an older file."""
    file = sent_file(request, "saved")
    if file is None:
        raise UserError(
            "no-saved-check", "Choose the file of a saved check; its name ends in .json."
        )
    on = day_sent(request.POST, "on", here.on)
    check = reopen(here.reader, opened(file[0]), on, sent_document(request))
    if len(check.lines) > _LINES:
        raise UserError(
            "too-many-lines",
            f"This check has {len(check.lines)} lines, more than one page can hold: go on with it "
            "by the command `compendium check --saved`, or check fewer counties at a time.",
        )
    version = version_of(file[0])
    older = (
        f"This file was saved in version {version} of the format; saved again, it is in {VERSION}."
    )
    return check, older if version != VERSION else ""


def day_sent(sent: QueryDict, name: str, otherwise: date) -> date:
    """A day from a form. Raises UserError ``bad-date``."""
    written = sent.get(name, "").strip()
    return parse_day(written) if written else otherwise


def _counties(written: str, today: date, familiar: Collection[str]) -> list[str]:
    said = child_detail(written, today=today, familiar=familiar)
    if said:
        raise UserError("detail", f"The county looks like {said}; write names of counties only.")
    names = names_in(written)
    if len(names) > _COUNTIES or any(len(one) > LINE for one in names):
        raise UserError("bad-county", f"Name at most {_COUNTIES} counties, apart by commas.")
    return names
