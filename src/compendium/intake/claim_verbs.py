"""The words by which one letter says what it does to another, and what each word means."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from compendium.intake.gates import Gate
from compendium.vocabulary.kinds import EffectVerb, RelationType

Kind = EffectVerb | RelationType


class ClaimVerb(NamedTuple):
    """One verb: as a letter says it of itself, of the other, and as a participle.

    ``active``: supersedes. ``passive``: superseded. ``joining``: superseding. ``noun``:
    what a title may say instead ("Errata to"). ``partial`` is the kind where the words
    name a part of the other letter only.
    """

    kind: Kind
    active: str
    passive: str
    joining: str
    noun: str | None = None
    partial: Kind | None = None


VERBS: Final[tuple[ClaimVerb, ...]] = (
    ClaimVerb(
        EffectVerb.SUPERSEDES,
        r"super[sc]ede?s?|overrides?",
        r"super[sc]eded|overridden",
        r"super[sc]eding|overriding",
        partial=EffectVerb.SUPERSEDES_IN_PART,
    ),
    ClaimVerb(
        EffectVerb.SUPERSEDES,
        r"replaces?|takes?\s+the\s+place\s+of|(?:is|(?:serves?|issued)\s+as)\s+a\s+replacement\s+(?:of|for)",
        r"replaced",
        r"replacing",
        noun=r"replacement\s+(?:of|for)|in\s+lieu\s+of",
        partial=EffectVerb.SUPERSEDES_IN_PART,
    ),
    ClaimVerb(
        EffectVerb.WITHDRAWS,
        r"rescinds?|withdraws?|cancels?|obsoletes|revokes?|voids|nullif(?:y|ies)",
        r"rescinded|withdrawn|cancell?ed|obsoleted?|revoked|nullified|(?:null\s+and\s+)?void|"
        r"no\s+longer\s+(?:in\s+effect|valid)",
        r"rescinding|withdrawing|cancell?ing|obsoleting|revoking",
        noun=r"(?:rescission|withdrawal|cancellation|rescinding)\s+of",
        partial=EffectVerb.SUPERSEDES_IN_PART,
    ),
    ClaimVerb(
        EffectVerb.CORRECTS,
        r"corrects?|rectif(?:y|ies)",
        r"corrected",
        r"correcting",
        noun=r"(?:errat(?:a|um)|corrections?)\s+(?:to|for|of|in|on)",
    ),
    ClaimVerb(
        EffectVerb.REVISES,
        r"revises?|updates?|amends?|modif(?:y|ies)",
        r"revised|updated|amended|modified",
        r"revising|updating|amending|modifying",
        noun=r"(?:updates?|revisions?|amendments?|changes)\s+to|revised",
    ),
    ClaimVerb(
        EffectVerb.EXTENDS, r"extends?", r"extended", r"extending", noun=r"extension\s+(?:of|to)"
    ),
    ClaimVerb(
        RelationType.SUPPLEMENTS,
        r"supplements?|adds\s+to",
        r"supplemented",
        r"supplementing",
        noun=r"(?:supplement|addendum|addition|companion)\s+to|supplemental\s+\w+\s+to",
    ),
    ClaimVerb(
        RelationType.CLARIFIES,
        r"clarif(?:y|ies)",
        r"clarified",
        r"clarifying",
        noun=r"clarifications?\s+(?:of|to|on|for|regarding)",
    ),
    ClaimVerb(
        RelationType.FOLLOWS,
        r"follows(?:\s+up(?:\s+on)?)?",
        r"followed",
        r"following\s+up(?:\s+on)?",
        noun=r"follow[- ]?up\s+(?:to|on)",
    ),
    ClaimVerb(
        RelationType.RESTATES,
        r"restates?|reiterates?|reissues?",
        r"restated|reiterated|reissued",
        r"restating|reiterating|reissuing",
        noun=r"(?:restatement|reissuance|reminder)\s+of",
    ),
    ClaimVerb(
        RelationType.EXPLAINS,
        r"explains?",
        r"explained",
        r"explaining",
        noun=r"(?:questions?\s+and\s+answers?|frequently\s+asked\s+questions|FAQS?|Q\s?&\s?AS?)"
        r"[^.;]{0,40}?\s(?:to|on|about|regarding|for(?:\s+implementing)?)",
    ),
)

REMAINS: Final = re.compile(
    r"\b(?:remains?|continues?\s+to\s+be|(?:is|are)\s+still)\s+(?:fully\s+)?(?:in\s+(?:full\s+)?"
    r"(?:force|effect)|effective|valid|current)\b",
    re.IGNORECASE,
)
"""What a letter says of another that it leaves as it is."""

ANY_VERB: Final = Gate(
    r"\b(?:super[sc]ed|overrid|replac|rescin|resciss|withdr|cancel|obsolet|revo[ck]|void|nullif|take|instead|correct|"
    r"rectif|errat|revis|updat|amend|modif|extend|extens|suppl|adds\s+to|addend|addition|companion|"
    r"clarif|follow|restate|reiterat|reissu|remind|expla|question|FAQ|Q\s?&|in\s+(?:lieu|place)|"
    r"remain|continue|still|changes\s+to|no\s+longer)"
)
"""What every word of this module begins with: text without it makes no claim."""

_PART_WORDS: Final = (
    r"(?:portions?|parts?|sections?|pages?|paragraphs?|attachments?|enclosures?|appendi(?:x|ces)|"
    r"exhibits?|forms?|charts?|tables?|codes?|rates?|questions?|items?|answers?|examples?|"
    r"definitions?|chapters?|templates?|due\s+dates?|deadlines?|allocations?|amounts?|figures?|"
    r"schedules?|lists?|contacts?|methodolog(?:y|ies)|formulas?|percentages?|timelines?|versions?|"
    r"brochures?|posters?|spreadsheets?|estimates?|limits?|columns?|rows?|lines?|footnotes?|"
    r"(?:attached|enclosed|appended)\s+to|(?:transmitted|released|included|attached|enclosed)\s+with)"
)
PART: Final = re.compile(
    rf"\b{_PART_WORDS}\b(?!\s+(?:letter|notice)\b)|\bin\s+part\b|\bpartially\b|\bpartly\b",
    re.IGNORECASE,
)
"""Words that make a claim one about a part of the other letter."""
_WHOLE: Final = re.compile(
    r"\b(?:entire|entirety|in\s+full|whole)\b|\ball\s+(?:of\s+)?(?:(?:the|prior|previous|earlier|other)\s+)*"
    r"(?:versions?\s+of\s+(?!the\b)|letters?|notices?|instructions?|guidance|polic(?:y|ies)|AC(?:L|IN)s?|CFLs?)",
    re.IGNORECASE,
)
CODES: Final = re.compile(r"\b(?:special\s+project\s+|aid\s+|program\s+)?codes?\b", re.IGNORECASE)


def in_part(verb: ClaimVerb, kind: Kind) -> Kind:
    """The kind of a claim that leaves something of the other letter as it is."""
    whole = kind in (EffectVerb.SUPERSEDES, EffectVerb.WITHDRAWS)
    return (verb.partial or kind) if whole else kind


def kind_of(verb: ClaimVerb, between: str, before: str) -> Kind:
    """What the verb means with these words around it: of the whole, a part, or codes."""
    if verb.kind in (EffectVerb.SUPERSEDES, EffectVerb.WITHDRAWS):
        whole = _WHOLE.search(between)
        adverb = re.search(r"\b(?:partially|partly|in\s+part)\W*$", before, re.IGNORECASE)
        if (PART.search(between) or adverb) and not whole:
            if CODES.search(between):
                return EffectVerb.REPLACES_CODES
            return verb.partial or verb.kind
    return verb.kind
