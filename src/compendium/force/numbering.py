"""A paragraph of a law under every number it has had: what was meant, what it is called now."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import msgspec

from compendium.model.instruments import Instrument, Numbering, Provision
from compendium.vocabulary.dates import day_in_words

_LAST_STEP: Final = re.compile(r"\([^()]+\)$")


class ProvisionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a pinpoint names. ``label`` and both numbers are None where it is not held."""

    label: str | None
    numbered_then: str | None
    numbered_now: str | None
    sentence: str


def provision_at(instrument: Instrument, pinpoint: str, on: date) -> ProvisionAnswer:
    """The paragraph that a pinpoint meant on a day, else the one that it meant at any time.

    Where a number was given to another paragraph, the answer says where the older one went.
    """
    bearers = [p for p in instrument.provisions if _with(p, pinpoint)]
    if not bearers:
        return _not_held(instrument, pinpoint)
    then = [p for p in bearers if _number_on(p, on) == pinpoint]
    chosen = (then or bearers)[0]
    others = [p for p in bearers if p is not chosen]
    return ProvisionAnswer(
        label=chosen.label,
        numbered_then=_number_on(chosen, on),
        numbered_now=_newest(chosen),
        sentence=" ".join([_sentence(instrument, chosen, on), *_moved(others, pinpoint)]),
    )


def _sentence(instrument: Instrument, provision: Provision, on: date) -> str:
    then, now = _number_on(provision, on), _newest(provision)
    where = f"{instrument.citation}{then or now or ''}"
    said = f"{where} is: {_begin(provision.label)}."
    begun = provision.in_force_from.reached_by(on) if provision.in_force_from else True
    if begun is False and provision.in_force_from:
        said = f"{where} did not yet exist; it is: {_begin(provision.label)}."
    if then and now and then != now:
        return f"{said} It is now numbered {now}."
    if then is None and now:
        return f"{said} It had no number of its own on {day_in_words(on)}."
    was = [n.pinpoint for n in provision.numbering if n.pinpoint != (then or now)]
    return f"{said} It was once numbered {', '.join(was)}." if was else said


def _moved(others: list[Provision], pinpoint: str) -> list[str]:
    """Where the other paragraphs went that had this number at another time."""
    return [
        f"What was numbered {pinpoint} at another time ({_begin(other.label)}) is {_newest(other)}."
        for other in others
        if _newest(other) not in (None, pinpoint)
    ]


def _not_held(instrument: Instrument, pinpoint: str) -> ProvisionAnswer:
    around = pinpoint
    while around:
        around = _LAST_STEP.sub("", around) if _LAST_STEP.search(around) else ""
        near = [p for p in instrument.provisions if around and _with(p, around)]
        if near:
            within = f"; it stands within {around}: {_begin(near[0].label)}"
            break
    else:
        within = ""
    said = f"The part {pinpoint} of {instrument.citation} is not recorded by itself here{within}."
    return ProvisionAnswer(label=None, numbered_then=None, numbered_now=None, sentence=said)


def _with(provision: Provision, pinpoint: str) -> bool:
    return any(number.pinpoint == pinpoint for number in provision.numbering)


def _number_on(provision: Provision, on: date) -> str | None:
    for number in provision.numbering:
        begun = number.starts.reached_by(on) if number.starts else True
        over = number.until.reached_by(on) if number.until else False
        if begun and not over:
            return number.pinpoint
    return None


def _newest(provision: Provision) -> str | None:
    """The number that has no end, else the last one."""
    standing: list[Numbering] = [n for n in provision.numbering if n.until is None]
    last = standing or list(provision.numbering)
    return last[-1].pinpoint if last else None


def _begin(label: str) -> str:
    """A label inside a sentence: its first letter small unless the word is a name."""
    second = label[1:2]
    return label if second.isupper() or not second else label[0].lower() + label[1:]
