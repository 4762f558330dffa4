"""The closed vocabularies: every word a record may use where it may not use any other."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """The legal status of an instrument as of a day. Derived, never typed."""

    IN_FORCE = "in_force"
    PARTIALLY_IN_FORCE = "partially_in_force"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NO_LONGER_IN_FORCE = "no_longer_in_force"
    UNKNOWN = "unknown"


class Verification(StrEnum):
    """How close we came to the text itself."""

    PRIMARY = "primary"
    OFFICIAL_LISTING = "official-listing"
    SECONDARY = "secondary"
    SEED = "seed"


class SourceKind(StrEnum):
    """What a source is: the text itself, its issuer, somebody else, or the original factsheet."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    SECONDARY = "secondary"
    SEED = "seed"


class Weight(StrEnum):
    """What the instruments of a series are to a county."""

    LAW = "law"
    BINDING = "binding"
    FISCAL = "fiscal"
    INFORMATIONAL = "informational"
    NOT_A_DIRECTIVE = "not-a-directive"


class NumberYear(StrEnum):
    """What the year inside a number of the series says."""

    CALENDAR = "calendar"
    FISCAL = "fiscal"
    NONE = "none"


class TitleBasis(StrEnum):
    """Where a title comes from."""

    OFFICIAL = "official"
    AS_LISTED = "as-listed"
    AS_PRINTED = "as-printed"
    DESCRIPTIVE = "descriptive"


class BillOutcome(StrEnum):
    """What became of a bill."""

    ENACTED = "enacted"
    VETOED = "vetoed"
    NOT_ENACTED = "not-enacted"
    PENDING = "pending"


class Certainty(StrEnum):
    """Whether a source states a claim or an editor infers it."""

    STATED = "stated"
    INFERRED = "inferred"


class Asserter(StrEnum):
    """Who makes a claim: one side of a two-sided record, or a list that speaks of both."""

    HOLDER = "holder"
    TARGET = "target"
    LIST = "list"


class EffectVerb(StrEnum):
    """What one instrument does to another."""

    SUPERSEDES = "supersedes"
    SUPERSEDES_IN_PART = "supersedes-in-part"
    ENACTS = "enacts"
    AMENDS = "amends"
    CORRECTS = "corrects"
    REPEALS = "repeals"
    WITHDRAWS = "withdraws"
    COMMENCES = "commences"
    EXTENDS = "extends"
    ENDS = "ends"
    REVISES = "revises"
    REVISES_AMOUNT = "revises-amount"
    AUGMENTS_AMOUNT = "augments-amount"
    FINALISES_AMOUNT = "finalises-amount"
    REPLACES_CODES = "replaces-codes"
    RENUMBERS = "renumbers"


class Reach(StrEnum):
    """What an effect's verb does to the status of its target."""

    ENDS_WHOLE = "ends-whole"
    ENDS_PART = "ends-part"
    STARTS = "starts"
    PROLONGS = "prolongs"
    NONE = "none"


REACH: Final[dict[EffectVerb, Reach]] = {
    EffectVerb.SUPERSEDES: Reach.ENDS_WHOLE,
    EffectVerb.REPEALS: Reach.ENDS_WHOLE,
    EffectVerb.WITHDRAWS: Reach.ENDS_WHOLE,
    EffectVerb.ENDS: Reach.ENDS_WHOLE,
    EffectVerb.SUPERSEDES_IN_PART: Reach.ENDS_PART,
    EffectVerb.REPLACES_CODES: Reach.ENDS_PART,
    EffectVerb.ENACTS: Reach.STARTS,
    EffectVerb.COMMENCES: Reach.STARTS,
    EffectVerb.EXTENDS: Reach.PROLONGS,
    EffectVerb.AMENDS: Reach.NONE,
    EffectVerb.CORRECTS: Reach.NONE,
    EffectVerb.REVISES: Reach.NONE,
    EffectVerb.REVISES_AMOUNT: Reach.NONE,
    EffectVerb.AUGMENTS_AMOUNT: Reach.NONE,
    EffectVerb.FINALISES_AMOUNT: Reach.NONE,
    EffectVerb.RENUMBERS: Reach.NONE,
}
"""Which verbs change status. An effect that names a part never reaches beyond that part."""


class RelationType(StrEnum):
    """How instruments belong together without changing one another."""

    IMPLEMENTS = "implements"
    REFERENCES = "references"
    FOLLOWS = "follows"
    ATTACHES = "attaches"
    INTRODUCES = "introduces"
    EXPLAINS = "explains"
    CLARIFIES = "clarifies"
    SUPPLEMENTS = "supplements"
    RESTATES = "restates"
    CONFIRMS_IN_EFFECT = "confirms-in-effect"
    SAME_MONEY_AS = "same-money-as"


class Bearer(StrEnum):
    """Who is bound by a duty."""

    CHILD_WELFARE = "child-welfare"
    PROBATION = "probation"
    COUNTY = "county"
    PROTOCOL_TEAM = "protocol-team"
    LAW_ENFORCEMENT = "law-enforcement"
    MANDATED_REPORTER = "mandated-reporter"
    COURT = "court"
    PROSECUTOR = "prosecutor"
    CDSS = "cdss"
    STATE_AGENCY = "state-agency"
    PROVIDER = "provider"
    YOUTH = "youth"


class DutyForce(StrEnum):
    """What stands behind a duty."""

    LAW = "law"
    STATE_GUIDANCE = "state-guidance"
    COUNTY_PRACTICE = "county-practice"
    RECOMMENDATION = "recommendation"


class Modality(StrEnum):
    """Must, must not, or may."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"


class DutyCategory(StrEnum):
    """What a duty is about."""

    IDENTIFY = "identify"
    DOCUMENT = "document"
    SERVE = "serve"
    TRAIN = "train"
    LOCATE = "locate"
    REPORT = "report"
    NOTIFY = "notify"
    DEBRIEF = "debrief"
    PLAN = "plan"
    COLLABORATE = "collaborate"
    FUND = "fund"
    MONITOR = "monitor"


class Stage(StrEnum):
    """Where in its year's life an amount stands. Stages are never summed."""

    PLANNING = "planning"
    INITIAL = "initial"
    AUGMENTATION = "augmentation"
    REVISED = "revised"
    FINAL = "final"
    REAPPROPRIATION = "reappropriation"
    ROLLOVER = "rollover"
    NOT_STATED = "not-stated"


class MoneyKind(StrEnum):
    """What an amount is. Only allocations are a county's money by letter."""

    ALLOCATION = "allocation"
    APPROPRIATION = "appropriation"
    REQUEST = "request"
    ESTIMATE = "estimate"
    GRANT = "grant"
    CONTRACT = "contract"
    PROJECT_COST = "project-cost"
    DESCRIPTION = "description"


class PartyKind(StrEnum):
    """What a party is."""

    COUNTY = "county"
    STATE = "state"
    FEDERAL = "federal"
    ORGANISATION = "organisation"
    TEAM = "team"


class TermKind(StrEnum):
    """A definition with legal standing, a word of the field, or advice on wording."""

    DEFINITION = "definition"
    FIELD = "field"
    WORDING = "wording"


class EventKind(StrEnum):
    """What kind of thing happened."""

    LAW = "law"
    LETTER = "letter"
    MONEY = "money"
    PRACTICE = "practice"


class GapKind(StrEnum):
    """Why something is not known here."""

    NOT_HELD = "not-held"
    NOT_READ = "not-read"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
