"""A letter becomes a draft: every field with the place it was read from.

A draft is nearly always right and never trusted: a person reads it against the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from compendium.intake.claim_targets import LETTERS
from compendium.intake.claims import Claim, Level, claims_of
from compendium.intake.effective import effective
from compendium.intake.enclosures import (
    Code,
    DueDate,
    Enclosure,
    codes_in,
    due_dates_in,
    enclosures_in,
    office_of,
    plain,
)
from compendium.intake.flow import Flow, Sentence, paragraphs, sentences
from compendium.intake.letter_text import LetterText, Place
from compendium.intake.letterhead import addressees, fiscal_year, issued, references, subject
from compendium.intake.money import Amount, amounts_in
from compendium.intake.numbering import Numbered, numbered
from compendium.intake.obligations import Obligation, obligations_in
from compendium.intake.printed_dates import numeric_dates, written_dates
from compendium.intake.reading_of import FieldReading
from compendium.intake.sections import Head, head_of
from compendium.intake.transmittal import reason_boxes
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import EffectVerb

ENDS_WHOLE: Final = (EffectVerb.SUPERSEDES, EffectVerb.WITHDRAWS)
_SAYS_SO: Final = ("super", "overr", "resc")
"""How the verbs begin that end letters; "replaces the form of" does not supersede a letter."""


@dataclass(frozen=True, slots=True)
class LetterClaim:
    """A claim, the sentence that makes it, and where it stands."""

    claim: Claim
    sentence: str
    place: Place

    def plain(self) -> dict[str, Any]:
        """The claim as JSON values."""
        return {
            "verb": self.claim.kind.value,
            "targets": list(self.claim.targets),
            "stated": self.claim.stated,
            "part": self.claim.part,
            "guess": self.claim.level.value,
            "sentence": self.sentence,
            **{name: value for name, value in self.place.plain().items() if name != "text"},
        }


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """Everything that was read from one letter."""

    number: Numbered
    issued: FieldReading[PartialDate | None]
    addressees: FieldReading[tuple[str, ...]]
    subject: FieldReading[str | None]
    references: FieldReading[tuple[str, ...]]
    supersedes: FieldReading[tuple[str, ...]]
    supersession_statement: FieldReading[str | None]
    reason_boxes: FieldReading[tuple[str, ...]]
    effective: FieldReading[PartialDate | None]
    expires: FieldReading[PartialDate | None]
    fiscal_year: FieldReading[FiscalYear | None]
    amounts: tuple[Amount, ...]
    claims: tuple[LetterClaim, ...]
    obligations: tuple[Obligation, ...]
    due_dates: tuple[DueDate, ...]
    enclosures: tuple[Enclosure, ...]
    codes: tuple[Code, ...]
    office: str | None
    scanned: bool
    notes: tuple[str, ...]

    @property
    def citation(self) -> str | None:
        """The letter's own canonical citation."""
        return self.number.citation.value

    def readings(self) -> dict[str, FieldReading[Any]]:
        """The fields that have a place of their own, by name."""
        return {
            "citation": self.number.citation,
            **{
                name: getattr(self, name)
                for name in (
                    "issued",
                    "addressees",
                    "subject",
                    "references",
                    "supersedes",
                    "supersession_statement",
                    "reason_boxes",
                    "effective",
                    "expires",
                    "fiscal_year",
                )
            },
        }


def draft_letter(letter: LetterText) -> LetterDraft:
    """The draft of a letter. What the text does not show stays empty; nothing is raised."""
    head = head_of(letter)
    number = numbered(letter, head)
    own = number.citation.value
    body = list(paragraphs(head.body))
    said = [sentence for flow in body for sentence in sentences(flow)]
    claims = tuple(_claims(letter, head, said, own))
    subject_flow = head.sections["subject"].flow if "subject" in head.sections else None
    titled = [Sentence(subject_flow.text, subject_flow, 0)] if subject_flow else []
    return LetterDraft(
        number=number,
        issued=issued(letter, head, number),
        addressees=addressees(letter, head),
        subject=subject(letter, head),
        references=references(letter, head, own),
        supersedes=_supersedes(claims),
        supersession_statement=_statement(claims),
        reason_boxes=reason_boxes(letter),
        effective=effective(letter, subject_flow, body),
        expires=_expires(letter, head),
        fiscal_year=fiscal_year(letter, head, body),
        amounts=tuple(amounts_in(letter, [*titled, *said])),
        claims=claims,
        obligations=tuple(obligations_in(letter, said)),
        due_dates=tuple(due_dates_in(letter, said)),
        enclosures=tuple(enclosures_in(letter, body)),
        codes=tuple(codes_in(letter, said)),
        office=office_of(letter),
        scanned=letter.scanned,
        notes=letter.notes,
    )


def _claims(
    letter: LetterText, head: Head, said: list[Sentence], own: str | None
) -> list[LetterClaim]:
    found: list[LetterClaim] = []
    for name in ("subject", "reference"):
        if name in head.sections:
            flow = head.sections[name].flow
            titled = name == "subject"
            found += _claims_in(letter, Sentence(flow.text, flow, 0), own, as_title=titled)
    if "supersedes" in head.sections:
        found += _labelled(letter, head.sections["supersedes"].flow, own)
    for sentence in said:
        found += _claims_in(letter, sentence, own)
    return _with_parent(letter, found, own, head)


def _claims_in(
    letter: LetterText, sentence: Sentence, own: str | None, *, as_title: bool = False
) -> list[LetterClaim]:
    claims = claims_of(sentence.text, own, as_title=as_title)
    return [LetterClaim(claim, sentence.text, sentence.place(letter)) for claim in claims]


def _labelled(letter: LetterText, flow: Flow, own: str | None) -> list[LetterClaim]:
    """A line that begins with the label SUPERSEDES."""
    claims = claims_of(f"Supersedes {flow.text}", own)
    place = flow.place(letter, 0, len(flow.text))
    return [LetterClaim(claim, f"Supersedes {flow.text}", place) for claim in claims]


def _with_parent(
    letter: LetterText, claims: list[LetterClaim], own: str | None, head: Head
) -> list[LetterClaim]:
    """An erratum corrects the letter of its number, whatever else it says."""
    if own is None or not own.endswith("E") or not own.startswith(LETTERS):
        return claims
    parent = own[:-1]
    if any(c.claim.kind is EffectVerb.CORRECTS and parent in c.claim.targets for c in claims):
        return claims
    claim = Claim(EffectVerb.CORRECTS, (parent,), "E", None, Level.STATED, 0, 0)
    place = letter.place(*_first_line(head, letter))
    return [LetterClaim(claim, own, place), *claims]


def _first_line(head: Head, letter: LetterText) -> tuple[int, int]:
    lines = head.above or list(letter.lines[:1])
    return (lines[-1].start, lines[-1].end) if lines else (0, 0)


def _supersedes(claims: tuple[LetterClaim, ...]) -> FieldReading[tuple[str, ...]]:
    """The letters that this one says it replaces or ends as a whole."""
    names: list[str] = []
    places = []
    for one in claims:
        if one.claim.kind in ENDS_WHOLE and _counts(one.claim):
            for target in one.claim.targets:
                if target not in names:
                    names.append(target)
                    places.append(one.place)
    return FieldReading(tuple(names), tuple(places), 0.9 if names else 0.0)


def _counts(claim: Claim) -> bool:
    """Only what the letter states of itself counts; what is likely is a doubt for a person."""
    return claim.level is Level.STATED


def _statement(claims: tuple[LetterClaim, ...]) -> FieldReading[str | None]:
    """The first sentence in which the letter says that it supersedes something."""
    for one in claims:
        if _supersedes_letters(one.claim) and _counts(one.claim):
            return FieldReading(one.sentence, (one.place,), 0.9)
    return FieldReading(None)


def _supersedes_letters(claim: Claim) -> bool:
    if claim.kind in ENDS_WHOLE:
        return True
    in_part = claim.kind in (EffectVerb.SUPERSEDES_IN_PART, EffectVerb.REPLACES_CODES)
    return in_part and claim.stated.lower().startswith(_SAYS_SO)


def _expires(letter: LetterText, head: Head) -> FieldReading[PartialDate | None]:
    section = head.sections.get("expires")
    if section is None:
        return FieldReading(None)
    flow = section.flow
    for day in (*written_dates(flow.text), *numeric_dates(flow.text)):
        place = flow.place(letter, day.start, day.end)
        return FieldReading(day.value, (place,), 0.9 if day.value else 0.0, day.note)
    return FieldReading(None)


def plain_draft(draft: LetterDraft) -> dict[str, Any]:
    """A draft as the JSON values that `compendium intake` answers."""
    provenance = {
        name: where
        for name, reading in draft.readings().items()
        if (where := reading.provenance()) is not None
    }
    if draft.amounts:
        provenance["amounts"] = {**draft.amounts[0].place.plain(), "confidence": 0.95}
    return {
        "citation": draft.citation,
        "series": draft.number.series,
        "number": draft.number.number,
        "is_errata": draft.number.is_errata,
        "issued": str(draft.issued.value) if draft.issued.value else None,
        "addressees": list(draft.addressees.value),
        "subject": draft.subject.value,
        "references": list(draft.references.value),
        "supersedes": list(draft.supersedes.value),
        "supersession_statement": draft.supersession_statement.value,
        "reason_boxes": list(draft.reason_boxes.value),
        "effective": str(draft.effective.value) if draft.effective.value else None,
        "expires": str(draft.expires.value) if draft.expires.value else None,
        "fiscal_year": str(draft.fiscal_year.value) if draft.fiscal_year.value else None,
        "amounts": list(dict.fromkeys(amount.printed for amount in draft.amounts)),
        "effects": [claim.plain() for claim in draft.claims],
        "duties": [{**one.place.plain(), **one.plain()} for one in draft.obligations],
        "money": [amount.plain() for amount in draft.amounts],
        "due_dates": [plain(one) for one in draft.due_dates],
        "enclosures": [plain(one) for one in draft.enclosures],
        "codes": [plain(one) for one in draft.codes],
        "office": draft.office,
        "scanned": draft.scanned,
        "notes": [*draft.notes, *_doubts(draft)],
        "provenance": provenance,
    }


def _doubts(draft: LetterDraft) -> list[str]:
    return [f"{name}: {reading.note}" for name, reading in draft.readings().items() if reading.note]
