"""Write the next one: questions on a page, and a Word draft made from their answers.

Nothing is kept: the answers go into the draft, and the draft to whoever asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from compendium.checks.saved import SavedCheck
from compendium.model.checklists import Checklist
from compendium.reports.draft_filled import SHORT, Answers, answer_faults, questions_for
from compendium.reports.draft_words import Question, wording_of
from compendium.reports.drafting import asked_for, make_draft
from compendium.search.refusal import child_detail, familiar_words
from compendium.vocabulary.dates import CALIFORNIA
from compendium.web.checking.views import attached, guarded
from compendium.web.rendering import render
from compendium.web.standpoint import Standpoint, here

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_FILE_NAME: Final = re.compile(r"[^a-z0-9]+")
_CHOSEN: Final = ("yes", "no")
COUNTY: Final = "county"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page: its field, what was answered, what is wrong with it."""

    field: str
    question: Question
    choice: bool
    said: str
    wrong: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The page of a draft: its checklist, its questions by section, what is wrong."""

    checklist: Checklist
    sections: list[tuple[str, list[Asked]]]
    county: str
    wrong: list[tuple[str, str, str]]
    longest: int = SHORT


@guarded
def draft(request: HttpRequest, template: str) -> HttpResponse:
    """The questions of a draft; sent, the Word file that their answers make."""
    standpoint = here(request)
    checklist = standpoint.reader.all(Checklist).get(template)
    if checklist is None:
        raise Http404
    check = asked_for(standpoint.reader, template, standpoint.on)
    if request.method != "POST":
        return _page(request, checklist, check, {}, {})
    answers = _answers(check, request.POST)
    wrong = _wrong(standpoint, answers)
    if wrong:
        said = {COUNTY: answers.county, **{k: str(v) for k, v in answers.answers.items()}}
        return _page(request, checklist, check, said, wrong)
    made = make_draft(
        standpoint.reader, check, answers, datetime.now(CALIFORNIA).replace(microsecond=0)
    )
    name = _FILE_NAME.sub("-", f"draft-{template}-{answers.county.lower()}").strip("-")
    return attached(made.body, WORD, f"{name}.docx")


def _answers(check: SavedCheck, sent: QueryDict) -> Answers:
    asked = questions_for(check, wording_of(check.setup.checklist))
    said = {key: _plain(sent.get(_field(at), "")) for at, key in enumerate(asked)}
    choices = {line.key for line in check.lines}
    said = {key: text for key, text in said.items() if key not in choices or text in _CHOSEN}
    return Answers(_plain(sent.get(COUNTY, "")), {key: text for key, text in said.items() if text})


def _wrong(standpoint: Standpoint, answers: Answers) -> dict[str, str]:
    """What is wrong with answers, by their question, in one sentence each."""
    wrong = dict(answer_faults(answers))
    familiar = familiar_words(standpoint.reader)
    for key, text in ((COUNTY, answers.county), *answers.answers.items()):
        said = child_detail(str(text), today=standpoint.today, familiar=familiar)
        if said:
            wrong[key] = (
                f"This looks like {said}. Take out everything about a young person; for a date, "
                "its month and year will do."
            )
    return wrong


def _page(
    request: HttpRequest,
    checklist: Checklist,
    check: SavedCheck,
    said: Mapping[str, str],
    wrong: Mapping[str, str],
) -> HttpResponse:
    sections = list(_sections(check, said, wrong))
    listed = [(COUNTY, "County", wrong[COUNTY])] if COUNTY in wrong else []
    listed += [(x.field, x.question.asks, x.wrong) for _, xs in sections for x in xs if x.wrong]
    page = DraftPage(checklist, sections, said.get(COUNTY, ""), listed)
    return render(request, "check_draft.html", status=400 if wrong else 200, keep=False, page=page)


def _sections(
    check: SavedCheck, said: Mapping[str, str], wrong: Mapping[str, str]
) -> Iterator[tuple[str, list[Asked]]]:
    """The questions under the section of the first line that asks them."""
    wording = wording_of(check.setup.checklist)
    numbers = {key: at for at, key in enumerate(questions_for(check, wording))}
    choices = {line.key for line in check.lines}
    seen: set[str] = set()
    for section in dict.fromkeys(line.section for line in check.lines):
        lines = tuple(line for line in check.lines if line.section == section)
        found = questions_for(check, wording, lines)
        asked = [
            Asked(_field(numbers[key]), one, key in choices, said.get(key, ""), wrong.get(key, ""))
            for key, one in found.items()
            if key not in seen
        ]
        seen |= found.keys()
        if asked:
            yield section, asked


def _field(number: int) -> str:
    return f"q-{number}"


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
