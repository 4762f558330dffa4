"""A county's answers put into the sentences of a draft: what is filled, open, or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

import msgspec

from compendium.checks.saved import SavedCheck, SavedLine
from compendium.reports.draft_words import GIVEN, Question, Sentence, Wording, slots_in, with_slots
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality

SHORT: Final = 600
"""Characters of an answer to a question."""
LONG: Final = 4_000
"""Characters of a county's own words for a line."""

_NAME: Final = 120

_WORKER: Final = {Bearer.CHILD_WELFARE: "social worker", Bearer.PROBATION: "probation officer"}
_YES: Final = {"yes": True, "no": False}
_NO_WORDS: Final = frozenset({
    "", "-", "?", "n/a", "na", "no", "none", "nothing", "tbd", "to be decided", "unknown", "yes",
})  # fmt: skip
_CHOICE: Final = "Take this in, yes or no?"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a county says: its name, answers to the questions, and its own words for lines.

    ``answers`` are by the id of a question, or by the key of a line that is taken in or not.
    Empty texts are no answers.
    """

    county: str
    answers: Mapping[str, str | bool] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the county wrote freely."""
        said = (text for text in self.answers.values() if isinstance(text, str))
        return (self.county, *said, *self.lines.values())

    @property
    def whose(self) -> str:
        """The county's name as it stands in a sentence."""
        name = " ".join(self.county.split())
        return name if "county" in name.lower() else f"{name} County"


class _Sent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of answers as it comes. ``questions`` are there to be read by people."""

    county: Any = ""
    answers: dict[str, Any] = {}
    lines: dict[str, Any] = {}
    questions: Any = None


def answers_in(data: bytes) -> Answers:
    """The answers in a JSON file. Raises UserError ``bad-answers`` that names the place."""
    try:
        sent = msgspec.json.decode(data, type=_Sent)
    except msgspec.ValidationError as error:
        said = str(error).replace("`", "").replace("$.", "")
        said = said.replace("object", "names with values, in braces").replace("array", "a list")
        raise _wrong(f"The file of answers is not as it should be: {said}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _wrong(
            "The file of answers is no readable JSON; begin from the one that --questions prints."
        ) from None
    if not isinstance(sent.county, str):
        raise _wrong("Write the name of the county as text.")
    told = {key: said for key, said in sent.answers.items() if said is not None}
    for key, said in (*told.items(), *sent.lines.items()):
        if not isinstance(said, str) and not (isinstance(said, bool) and key in told):
            raise _wrong(f"Answer “{key[:80]}” with text, or yes or no.")
    answers = Answers(sent.county, told, sent.lines)
    for key, fault in answer_faults(answers):
        raise _wrong(fault if key == "county" else f"“{key[:80]}”: {fault}")
    return answers


def answer_faults(answers: Answers) -> Iterator[tuple[str, str]]:
    """What is wrong with answers by itself: the key, and one sentence."""
    if not answers.county.strip():
        yield "county", "Write the name of the county first."
    elif len(answers.county) > _NAME:
        yield "county", f"The county’s name is longer than {_NAME} characters; shorten it."
    for key, said in answers.answers.items():
        if isinstance(said, str) and len(said) > SHORT:
            yield key, f"This is longer than {SHORT:,} characters; shorten it."
    for key, said in answers.lines.items():
        if len(said) > LONG:
            yield key, f"This is longer than {LONG:,} characters; shorten it."


def _wrong(said: str) -> UserError:
    return UserError("bad-answers", said)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a draft: its sentences, what it still asks, and how it stands.

    A line is ``filled``, or it is ``declined`` (the county answered no), or it is open.
    ``own`` says that the words are the county's, ``worded`` that we hold words of our own;
    ``said_by`` is the line whose words say this one too. A line with parts is filled where
    they are, without words of its own. ``head`` and ``section`` are its headings.
    """

    line: SavedLine
    sentences: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    filled: bool = False
    declined: bool = False
    own: bool = False
    worded: bool = True
    said_by: str = ""
    head: str = ""
    section: str = ""


def drafted(check: SavedCheck, answers: Answers, wording: Wording) -> list[DraftLine]:
    """The lines of a draft in the order of its checklist.

    Raises UserError ``bad-answers`` for a choice that is answered with neither yes nor no,
    and for a question that is answered with no words.
    """
    values = _values(answers, wording)
    made: dict[str, DraftLine] = {}
    for line in check.lines:
        made[line.key] = _drafted(line, check.setup.as_of, answers, wording, values)
    for key, one in made.items():
        said = wording.lines[key].said if key in wording.lines else ""
        if said in made and not one.own:
            made[key] = replace(made[said], line=one.line, sentences=(), own=False, said_by=said)
    return [_headed(_with_parts(one, made), wording) for one in made.values()]


def _headed(one: DraftLine, wording: Wording) -> DraftLine:
    sentence = wording.lines.get(one.line.key)
    head = sentence.head if sentence else ""
    section = wording.sections.get(one.line.section, one.line.section)
    return replace(one, head=head or one.line.title, section=section)


def questions_for(
    check: SavedCheck, wording: Wording, lines: Sequence[SavedLine] | None = None
) -> dict[str, Question]:
    """The questions that the lines of a check ask, choices with them, in their order.

    ``lines`` are those of the check that are looked at; all where none are given.
    """
    asked: dict[str, Question] = {}
    keys = {line.key for line in check.lines}
    for line in check.lines if lines is None else lines:
        sentence = wording.lines.get(line.key)
        if sentence is None or sentence.said in keys:
            continue
        if sentence.choice:
            given = {"worker": _worker(line), "limit": line.deadline or "", "county": "the county"}
            said = with_slots(sentence.says, given)
            asked[line.key] = Question(id=line.key, asks=f"{_CHOICE} “{said}”", example="yes")
        for slot in slots_in(f"{sentence.says} {sentence.more}"):
            if slot not in GIVEN:
                asked[slot] = wording.questions[slot]
    return asked


def unknown_keys(check: SavedCheck, answers: Answers, wording: Wording) -> list[tuple[str, str]]:
    """Answers that no line of the checklist asks for on its day, each with a near match."""
    lines = {line.key for line in check.lines}
    asked = {*questions_for(check, wording), *wording.questions}
    wrong = [(key, lines) for key in answers.lines if key not in lines]
    wrong += [(key, asked) for key in answers.answers if key not in asked]
    return sorted((key, next(iter(get_close_matches(key, known, 1)), "")) for key, known in wrong)


def _values(answers: Answers, wording: Wording) -> dict[str, str]:
    """The answers as words for a sentence: on one line, without a full stop at the end.

    A bare "no" or "none" answers no question that asks for words, and makes no sentence.
    """
    told = {}
    for key, said in answers.answers.items():
        if key not in wording.questions:
            continue
        if not isinstance(said, str):
            raise _wrong(f"Answer “{key}” with words.")
        words = " ".join(said.split()).rstrip(" .;,")
        if words.lower() not in _NO_WORDS:
            told[key] = words
    return {**told, "county": answers.whose}


def _drafted(
    line: SavedLine, on: date, answers: Answers, wording: Wording, values: Mapping[str, str]
) -> DraftLine:
    own = answers.lines.get(line.key, "").strip()
    if own:
        return DraftLine(line, sentences=tuple(own.splitlines()), filled=True, own=True)
    given = {**values, "worker": _worker(line)}
    if line.deadline:
        given["limit"] = line.deadline
    sentence = wording.lines.get(line.key)
    if sentence is None:
        return _generic(line)
    if not _holds(sentence, given, on):
        return _unsaid(line)
    if sentence.choice:
        chosen = _choice(line.key, answers)
        if chosen is None:
            return DraftLine(line, asks=(_CHOICE,))
        if not chosen:
            return DraftLine(line, declined=True)
    return _spoken(line, sentence, wording, given)


def _spoken(
    line: SavedLine, sentence: Sentence, wording: Wording, given: Mapping[str, str]
) -> DraftLine:
    wanted = _open_slots(sentence.says, given)
    if wanted:
        return DraftLine(line, asks=tuple(wording.questions[slot].asks for slot in wanted))
    said = [with_slots(sentence.says, given)] if sentence.says else []
    later = _open_slots(sentence.more, given)
    if sentence.more and not later:
        said.append(with_slots(sentence.more, given))
    asks = tuple(wording.questions[slot].asks for slot in later)
    return DraftLine(line, sentences=tuple(said), asks=asks, filled=bool(said))


def _holds(sentence: Sentence, given: Mapping[str, str], on: date) -> bool:
    """Whether a sentence can stand for a line as the line is on a day."""
    if "limit" in slots_in(sentence.says) and "limit" not in given:
        return False
    return sentence.since is None or on >= sentence.since


def _generic(line: SavedLine) -> DraftLine:
    """A duty of law in the words of its own record; what else there is waits for the county."""
    if line.force is not DutyForce.LAW or line.asks.startswith(
        ("The protocol", "The plan", "The document", "The policy")
    ):
        return _unsaid(line)
    verb = "may" if line.modality is Modality.PERMISSION else "shall"
    limit = f", {line.deadline}" if line.deadline else ""
    said = f"The {_worker(line)} {verb} do the following: {line.asks.rstrip('.')}{limit}."
    return DraftLine(line, sentences=(said,), filled=True, worded=False)


def _unsaid(line: SavedLine) -> DraftLine:
    """A line that waits for the county's own words."""
    return DraftLine(line, asks=(f"What would count: {line.evidence}",), worded=False)


def _with_parts(one: DraftLine, made: Mapping[str, DraftLine]) -> DraftLine:
    """A line with parts is filled as its parts are: all that are not optional."""
    parts = [
        part
        for part in made.values()
        if part.line.part_of == one.line.key and not part.line.optional
    ]
    if not parts or one.own:
        return one
    spoken = one.sentences if one.worded else ()
    asks = one.asks if one.worded else ()
    return replace(one, sentences=spoken, asks=asks, filled=all(part.filled for part in parts))


def _open_slots(sentence: str, given: Mapping[str, str]) -> list[str]:
    return [slot for slot in slots_in(sentence) if slot not in given]


def _choice(key: str, answers: Answers) -> bool | None:
    said = answers.answers.get(key)
    if isinstance(said, bool) or said is None or not said.strip():
        return said if isinstance(said, bool) else None
    chosen = _YES.get(said.strip().lower())
    if chosen is None:
        raise _wrong(f"Answer “{key}” with yes or no.")
    return chosen


def _worker(line: SavedLine) -> str:
    words = " or ".join(_WORKER[one] for one in line.departments if one in _WORKER)
    return words or "county"


def open_words(lines: list[DraftLine], titles: Mapping[str, str]) -> Iterator[str]:
    """What a draft leaves open, line by line, with its questions; then what was left out."""
    for one in lines:
        optional = ", optional" if one.line.optional else ""
        for asked in one.asks if not one.said_by else ():
            yield f"{titles[one.line.key]}{optional}: {asked}"
    for one in lines:
        if one.declined:
            yield f"{titles[one.line.key]}: left out, as the county decided."
