"""The closed vocabularies in words, as pages say them. Templates use these as filters."""

from __future__ import annotations

from typing import Final, NamedTuple

from compendium.duties import words as of_duties
from compendium.vocabulary.kinds import (
    Bearer,
    BillOutcome,
    EffectVerb,
    EventKind,
    GapKind,
    MoneyKind,
    RelationType,
    SourceKind,
    Stage,
    Status,
    TitleBasis,
    Verification,
    Weight,
)


class StatusWords(NamedTuple):
    """A status as a page shows it: a word for the strip and the name of its mark."""

    words: str
    mark: str


NOT_A_DIRECTIVE: Final = StatusWords("Not a directive", "none")

STATUS: Final = {
    Status.IN_FORCE: StatusWords("In force", "full"),
    Status.PARTIALLY_IN_FORCE: StatusWords("Partially in force", "half"),
    Status.NOT_YET_IN_FORCE: StatusWords("Not yet in force", "empty"),
    Status.NO_LONGER_IN_FORCE: StatusWords("No longer in force", "crossed"),
    Status.UNKNOWN: StatusWords("Status unknown", "asked"),
}

VERIFICATION: Final = {
    Verification.PRIMARY: "We have read the text itself.",
    Verification.OFFICIAL_LISTING: "We have not read this text. Its issuer's own page or list "
    "shows it.",
    Verification.SECONDARY: "We have not read this text. Somebody else describes it.",
    Verification.SEED: "We have not read this text. It is known from the original factsheet alone.",
}

VERIFIED: Final = {
    Verification.PRIMARY: "text read",
    Verification.OFFICIAL_LISTING: "official listing",
    Verification.SECONDARY: "described by others",
    Verification.SEED: "original factsheet only",
}

SOURCE_KIND: Final = {
    SourceKind.PRIMARY: "the text itself",
    SourceKind.OFFICIAL: "official page",
    SourceKind.SECONDARY: "described by others",
    SourceKind.SEED: "original factsheet",
}

WEIGHT: Final = {
    Weight.LAW: "Law",
    Weight.BINDING: "Binding instruction to counties",
    Weight.FISCAL: "Fiscal instruction to counties",
    Weight.INFORMATIONAL: "Information for counties",
    Weight.NOT_A_DIRECTIVE: "Not a directive",
}

TITLE_BASIS: Final = {
    TitleBasis.OFFICIAL: "its official title",
    TitleBasis.AS_LISTED: "the title as its issuer lists it",
    TitleBasis.AS_PRINTED: "the title as the original factsheet prints it",
    TitleBasis.DESCRIPTIVE: "our description; its own title was not seen",
}

OUTCOME: Final = {
    BillOutcome.ENACTED: "Became law",
    BillOutcome.VETOED: "Vetoed: never became law",
    BillOutcome.NOT_ENACTED: "Did not become law",
    BillOutcome.PENDING: "Pending",
}

BILL_DAY: Final = {
    BillOutcome.ENACTED: "enacted",
    BillOutcome.VETOED: "vetoed",
    BillOutcome.NOT_ENACTED: "did not become law",
    BillOutcome.PENDING: "introduced",
}
"""What happened to a bill on the day that its record gives."""

DOES: Final = {
    EffectVerb.SUPERSEDES: "Replaces",
    EffectVerb.SUPERSEDES_IN_PART: "Replaces a part of",
    EffectVerb.ENACTS: "Adds",
    EffectVerb.AMENDS: "Amends",
    EffectVerb.CORRECTS: "Corrects",
    EffectVerb.REPEALS: "Repeals",
    EffectVerb.WITHDRAWS: "Withdraws",
    EffectVerb.COMMENCES: "Brings into force",
    EffectVerb.EXTENDS: "Extends",
    EffectVerb.ENDS: "Ends",
    EffectVerb.REVISES: "Revises",
    EffectVerb.REVISES_AMOUNT: "Revises an amount of",
    EffectVerb.AUGMENTS_AMOUNT: "Adds to an amount of",
    EffectVerb.FINALISES_AMOUNT: "Makes final an amount of",
    EffectVerb.REPLACES_CODES: "Replaces codes of",
    EffectVerb.RENUMBERS: "Renumbers",
}

UNDERGOES: Final = {
    EffectVerb.SUPERSEDES: "Replaced by",
    EffectVerb.SUPERSEDES_IN_PART: "Replaced in part by",
    EffectVerb.ENACTS: "Added by",
    EffectVerb.AMENDS: "Amended by",
    EffectVerb.CORRECTS: "Corrected by",
    EffectVerb.REPEALS: "Repealed by",
    EffectVerb.WITHDRAWS: "Withdrawn by",
    EffectVerb.COMMENCES: "Brought into force by",
    EffectVerb.EXTENDS: "Extended by",
    EffectVerb.ENDS: "Ended by",
    EffectVerb.REVISES: "Revised by",
    EffectVerb.REVISES_AMOUNT: "An amount revised by",
    EffectVerb.AUGMENTS_AMOUNT: "An amount added to by",
    EffectVerb.FINALISES_AMOUNT: "An amount made final by",
    EffectVerb.REPLACES_CODES: "Codes replaced by",
    EffectVerb.RENUMBERS: "Renumbered by",
}

RELATES: Final = {
    RelationType.IMPLEMENTS: ("Carries out", "Carried out by"),
    RelationType.REFERENCES: ("Refers to", "Referred to by"),
    RelationType.FOLLOWS: ("Follows", "Followed by"),
    RelationType.ATTACHES: ("Comes with", "Attached to"),
    RelationType.INTRODUCES: ("Introduces", "Introduced by"),
    RelationType.EXPLAINS: ("Explains", "Explained by"),
    RelationType.CLARIFIES: ("Clarifies", "Clarified by"),
    RelationType.SUPPLEMENTS: ("Supplements", "Supplemented by"),
    RelationType.RESTATES: ("Restates", "Restated by"),
    RelationType.CONFIRMS_IN_EFFECT: ("Says that it still applies:", "Said still to apply by"),
    RelationType.SAME_MONEY_AS: ("Speaks of the same money as", "Same money as in"),
}

BEARER: Final = of_duties.BEARER
DUTY_FORCE: Final = of_duties.DUTY_FORCE
duty_words: Final = of_duties.duty_words

STAGE: Final = {
    Stage.PLANNING: "Planning",
    Stage.INITIAL: "Initial",
    Stage.AUGMENTATION: "Augmentation",
    Stage.REVISED: "Revised",
    Stage.FINAL: "Final",
    Stage.REAPPROPRIATION: "Reappropriation",
    Stage.ROLLOVER: "Rollover",
    Stage.NOT_STATED: "Stage not stated",
}

MONEY_KIND: Final = {
    MoneyKind.ALLOCATION: "Allocation",
    MoneyKind.APPROPRIATION: "Appropriation",
    MoneyKind.REQUEST: "Request",
    MoneyKind.ESTIMATE: "Estimate",
    MoneyKind.GRANT: "Grant",
    MoneyKind.CONTRACT: "Contract",
    MoneyKind.PROJECT_COST: "Project cost",
    MoneyKind.DESCRIPTION: "Described",
}

EVENT_KIND: Final = {
    EventKind.LAW: "Law",
    EventKind.LETTER: "Letter",
    EventKind.MONEY: "Money",
    EventKind.PRACTICE: "Practice",
}

GAP_KIND: Final = {
    GapKind.NOT_HELD: "Not held here",
    GapKind.NOT_READ: "Not read",
    GapKind.CONFLICT: "Sources differ",
    GapKind.UNKNOWN: "Not known",
}

SEARCH_GROUP: Final = {
    "duty": "Duties",
    "letter": "Letters and notices",
    "law": "Law",
    "bill": "Bills and initiatives",
    "fiscal-letter": "Fiscal letters",
    "funding": "Money",
    "term": "Words and definitions",
    "documentation-code": "Documentation codes and rules",
    "claiming-code": "Claiming codes",
    "help-line": "Help lines",
    "template": "Templates and samples",
    "report": "Reports",
    "web-page": "Web pages",
    "document": "Other documents",
    "party": "Counties and organizations",
    "event": "Timeline",
    "page": "Pages of this site",
}


MONTHS_ES: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip

CHROME: Final = {
    "en": {
        "skip": "Skip to the page",
        "caution": "Policy information, not legal advice. Not for reporting a child.",
        "help": "Get help now",
        "search": "Search",
        "search_label": "Letter number, section or words",
        "sections": "Sections",
        "ways": (
            ("/missing-from-care", "Missing from care"),
            ("/duties", "Duties"),
            ("/browse", "Letters and law"),
            ("/funding", "Money"),
            ("/documentation", "Documentation"),
            ("/timeline", "Timeline"),
            ("/about", "About"),
        ),
    },
    "es": {
        "skip": "Ir al contenido",
        "caution": "Información sobre normas, no asesoría legal. No sirve para denunciar "
        "el caso de un niño o una niña.",
        "help": "Busque ayuda ahora",
        "search": "Buscar",
        "search_label": "En inglés: número de carta, sección o palabras",
        "sections": "Secciones",
        "ways": (
            ("/es", "Inicio"),
            ("/es/consultation", "Pida una consulta"),
            ("/es/about", "Acerca de este sitio"),
        ),
        "problem": "Avise de un problema en esta página",
        "accessibility": "Accesibilidad",
        "privacy": "Privacidad",
        "not_the_state": "Proyecto independiente de código abierto. No es un sitio del Estado "
        "de California.",
    },
}


def status_words(status: str | None) -> StatusWords:
    """How a page says a status; None is said of what has no force of its own."""
    return STATUS[Status(status)] if status else NOT_A_DIRECTIVE


def group_words(group: str) -> str:
    """The heading over a group of search results."""
    return SEARCH_GROUP.get(group) or group.replace("-", " ").capitalize()


def bearer_words(bearer: str) -> str:
    """Who is bound, or whom a letter is for."""
    try:
        return BEARER[Bearer(bearer)]
    except ValueError:
        return bearer.replace("-", " ").capitalize()
