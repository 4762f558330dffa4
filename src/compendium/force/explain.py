"""Why a status is what it is, in sentences that name instruments and dates."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from compendium.force.claims import disagree, is_doubted
from compendium.force.graph import Acting, EffectGraph, ForceEntry, names_part
from compendium.force.status import StatusAnswer, acts_on, first_day
from compendium.model.instruments import Effect
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.kinds import BillOutcome, EffectVerb, RelationType, Status

VERBS: Final = {
    EffectVerb.SUPERSEDES: ("superseded", "supersedes"),
    EffectVerb.SUPERSEDES_IN_PART: ("superseded a part of", "supersedes a part of"),
    EffectVerb.ENACTS: ("added", "adds"),
    EffectVerb.AMENDS: ("amended", "amends"),
    EffectVerb.CORRECTS: ("corrected", "corrects"),
    EffectVerb.REPEALS: ("repealed", "repeals"),
    EffectVerb.WITHDRAWS: ("withdrew", "withdraws"),
    EffectVerb.COMMENCES: ("brought into force", "brings into force"),
    EffectVerb.EXTENDS: ("extended", "extends"),
    EffectVerb.ENDS: ("ended", "ends"),
    EffectVerb.REVISES: ("revised", "revises"),
    EffectVerb.REVISES_AMOUNT: ("revised an amount of", "revises an amount of"),
    EffectVerb.AUGMENTS_AMOUNT: ("added to an amount of", "adds to an amount of"),
    EffectVerb.FINALISES_AMOUNT: ("gave the final amount of", "gives the final amount of"),
    EffectVerb.REPLACES_CODES: ("replaced codes of", "replaces codes of"),
    EffectVerb.RENUMBERS: ("renumbered", "renumbers"),
}
"""Each verb as it reads of the past and of the present; what it acts on follows."""
_MOST_LISTED: Final = 4


class _Tense(NamedTuple):
    """How a status is said of a day that is past, is today, or is to come."""

    plain: str
    not_yet: str
    already: str
    still: str
    no_longer: str


_PAST: Final = _Tense("was", "was not yet", "was already", "was still", "was no longer")
_PRESENT: Final = _Tense("is", "is not yet", "is already", "is still", "is no longer")
_FUTURE: Final = _Tense(
    "will be", "will not yet be", "will already be", "will still be", "will no longer be"
)


def explain(graph: EffectGraph, answer: StatusAnswer, today: date | None = None) -> str:
    """The reasons of a status, as one short paragraph.

    With ``today`` its first sentence is in the tense of who reads it on that day; without,
    in the past tense on any day, so that what is kept of it stays right.
    """
    entry = graph.entry(answer.id)
    if entry is None:
        raise KeyError(answer.id)
    if answer.status is None:
        return _joined([_no_force(entry), *_enacted(graph, entry)])
    sentences = [
        _opening(entry, answer, _tense(answer.on, today)),
        *_ends(entry, answer),
        *_doubts(entry, answer),
        *_operative(entry, answer),
        *_kept(graph, answer),
        *_changes(answer),
    ]
    return _joined(sentences)


def _tense(on: date, today: date | None) -> _Tense:
    if today is None or on < today:
        return _PAST
    return _PRESENT if on == today else _FUTURE


def _opening(entry: ForceEntry, answer: StatusAnswer, said: _Tense) -> str:
    name, day = entry.citation, day_in_words(answer.on)
    start = answer.claims.start
    if start is None:
        return (
            f"Whether {name} {said.plain} in force on {day} cannot be told: its date is not known."
        )
    dated = _dated(entry, start)
    if answer.status is Status.NOT_YET_IN_FORCE:
        return f"{name} {said.not_yet} in force on {day}: {dated}."
    if answer.status is Status.UNKNOWN and start.reached_by(answer.on) is None:
        return f"Whether {name} {said.already} in force on {day} cannot be told: {dated}."
    if answer.status is Status.UNKNOWN:
        return f"Whether {name} {said.still} in force on {day} cannot be told. {_capital(dated)}."
    if answer.status is Status.NO_LONGER_IN_FORCE:
        return f"{name} {said.no_longer} in force on {day}. {_capital(dated)}."
    partly = ", but no longer all of it" if answer.status is Status.PARTIALLY_IN_FORCE else ""
    calm = "" if partly or answer.claims.expires else ", and nothing held here ends it"
    return f"{name} {said.plain} in force on {day}{partly}: {dated}{calm}."


def _dated(entry: ForceEntry, start: PartialDate) -> str:
    """When an instrument began, in words that keep issue, force and inference apart."""
    if start is entry.in_force_from:
        return (
            f"it is in force from {start.in_words()}"
            if start.is_exact
            else (f"its first day in force is {start.in_words()}")
        )
    if start is entry.issued:
        if not entry.issued_inferred:
            return (
                f"it was issued on {start.in_words()}"
                if start.is_exact
                else (f"its day of issue is {start.in_words()}")
            )
        return f"its day of issue is not known; inferred, it is {start.in_words()}"
    return (
        f"it took force on {start.in_words()}"
        if start.is_exact
        else (f"the day on which it took force is {start.in_words()}")
    )


def _ends(entry: ForceEntry, answer: StatusAnswer) -> list[str]:
    """What ended it or parts of it by the day; later ends are not told yet."""
    ending = answer.ended_by or answer.partly_ended_by
    if answer.status is Status.NO_LONGER_IN_FORCE:
        ending = answer.ended_by
    said = [_done(acting, entry.citation) for acting in ending]
    if answer.expired and entry.expires is not None:
        said.append(f"It ran out on {entry.expires.in_words()}.")
    elif answer.claims.expires is not None and answer.status is Status.IN_FORCE:
        said.append(f"It is set to run out on {answer.claims.expires.in_words()}.")
    return said


def _done(acting: Acting, name: str) -> str:
    """One effect as a sentence: who, when, what, in the source's own word, and its note."""
    effect = acting.effect
    note = f" {_stopped(effect.note)}" if effect.note else ""
    act = act_in_words(effect, name)
    return f"{_named(acting)} {act} (in the source's words: “{effect.stated}”).{note}"


def act_in_words(effect: Effect, name: str) -> str:
    """What an effect did to something called ``name``: replaced the four codes of ACL 15-49."""
    verb = VERBS[effect.verb][0]
    if not effect.part:
        return f"{verb} {name}"
    if verb.endswith(" of"):
        verb = "replaced" if effect.verb is EffectVerb.REPLACES_CODES else verb.split()[0]
    return f"{verb} {effect.part} of {name}"


def _named(acting: Acting) -> str:
    """Who acts, and from when."""
    when = acting.when
    if when is None:
        return f"{acting.holder.citation} (day not known)"
    inferred = acting.effect.starts is None and acting.holder.issued_inferred
    inferred = inferred and acting.holder.in_force_from is None
    mark = ", inferred" if inferred else ""
    return f"{acting.holder.citation} ({when.in_words()}{mark})"


def _doubts(entry: ForceEntry, answer: StatusAnswer) -> list[str]:
    if answer.status is not Status.UNKNOWN:
        return []
    said = []
    for acting in answer.perhaps:
        verb = VERBS[acting.effect.verb][1]
        who = _named(acting)
        if acts_on(acting, answer.on) is None:
            said.append(f"{who} {verb} {entry.citation}, and may or may not have done so by then.")
        elif is_doubted(acting):
            said.append(f"That {who} {verb} {entry.citation} is an inference; no source says so.")
        elif disagree(answer.claims, acting):
            said.append(f"Sources disagree whether {who} ended the whole or only a part of it.")
    if answer.expired is None and answer.claims.expires is not None:
        said.append(f"It was to run out on {answer.claims.expires.in_words()}.")
    return said


def _operative(entry: ForceEntry, answer: StatusAnswer) -> list[str]:
    """In force and not yet operative are two things; both are said."""
    day = entry.operative_from
    if day is None or answer.status not in (Status.IN_FORCE, Status.PARTIALLY_IN_FORCE):
        return []
    applies = day.reached_by(answer.on)
    if applies is False:
        return [f"It was not yet operative: it applies from {day.in_words()}."]
    if applies is None:
        return [f"Whether it was operative cannot be told: it applies from {day.in_words()}."]
    return [f"It has been operative since {day.in_words()}."]


def _kept(graph: EffectGraph, answer: StatusAnswer) -> list[str]:
    """Who says that a part, or the whole, lives on."""
    if answer.status is not Status.PARTIALLY_IN_FORCE:
        return []
    said = []
    for holder, relation in graph.related_to(answer.id):
        if relation.type is not RelationType.CONFIRMS_IN_EFFECT:
            continue
        begun = holder.own_start.reached_by(answer.on) if holder.own_start else None
        if begun is False:
            continue
        what = relation.part or "it"
        note = f" {_stopped(relation.note)}" if relation.note else ""
        said.append(f"{holder.citation} keeps in effect {what}.{note}")
    return said


def _changes(answer: StatusAnswer) -> list[str]:
    """Changes that leave the status as it is: amendments, corrections, revised amounts."""
    if answer.status in (Status.NOT_YET_IN_FORCE, Status.NO_LONGER_IN_FORCE):
        return []
    by_verb: dict[EffectVerb, list[str]] = {}
    for acting in sorted(answer.claims.other, key=first_day):
        if acts_on(acting, answer.on) is False:
            continue
        by_verb.setdefault(acting.effect.verb, []).append(_named(acting))
    said = []
    for verb, named in by_verb.items():
        who = list(dict.fromkeys(named))
        said.append(f"{_listed(who)} {VERBS[verb][0]} it.")
    return said


def _no_force(entry: ForceEntry) -> str:
    if entry.outcome is None:
        return f"{entry.citation} is not a directive: it has no force of its own."
    if entry.outcome is BillOutcome.ENACTED:
        return f"{entry.citation} is a bill that was enacted; its force is in what it changed."
    fate = {
        BillOutcome.VETOED: "was vetoed and never became law",
        BillOutcome.NOT_ENACTED: "was not enacted and never became law",
        BillOutcome.PENDING: "is pending, as far as is known here, and is not law",
    }[entry.outcome]
    return f"{entry.citation} is a bill that {fate}."


def _enacted(graph: EffectGraph, entry: ForceEntry) -> list[str]:
    """What something without force of its own did to others, by verb."""
    by_verb: dict[EffectVerb, list[str]] = {}
    for effect in entry.effects:
        target = graph.entry(effect.target)
        name = target.citation if target else effect.target
        if names_part(effect) and effect.part and effect.part.startswith("("):
            name = f"{name}{effect.part}"
        when = effect.starts or entry.own_start
        since = f" from {when.in_words()}" if when is not None else ""
        by_verb.setdefault(effect.verb, []).append(f"{name}{since}")
    return [
        f"It {VERBS[verb][0]} {_listed(list(dict.fromkeys(named)), most=12)}."
        for verb, named in by_verb.items()
    ]


def _listed(names: list[str], most: int = _MOST_LISTED) -> str:
    shown = names[:most]
    left = len(names) - len(shown)
    if left:
        return f"{', '.join(shown)} and {left} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _joined(sentences: list[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
