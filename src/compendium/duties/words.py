"""Bearers and force in words, for everything that shows a duty."""

from __future__ import annotations

from typing import Final

from compendium.duties.bounds import APPLIES, ENDED, NOT_YET, UNKNOWN
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality

BEARER: Final = {
    Bearer.CHILD_WELFARE: "Child welfare",
    Bearer.PROBATION: "Probation",
    Bearer.COUNTY: "County",
    Bearer.PROTOCOL_TEAM: "Protocol team",
    Bearer.LAW_ENFORCEMENT: "Law enforcement",
    Bearer.MANDATED_REPORTER: "Mandated reporters",
    Bearer.COURT: "Court",
    Bearer.PROSECUTOR: "Prosecutor",
    Bearer.CDSS: "CDSS",
    Bearer.STATE_AGENCY: "State agency",
    Bearer.PROVIDER: "Provider",
    Bearer.YOUTH: "Young people",
}

DUTY_FORCE: Final = {
    DutyForce.LAW: "Required by law",
    DutyForce.STATE_GUIDANCE: "State guidance",
    DutyForce.COUNTY_PRACTICE: "County practice",
    DutyForce.RECOMMENDATION: "Recommendation",
}


STATE: Final = {
    APPLIES: "Applies",
    NOT_YET: "Does not apply yet",
    ENDED: "No longer applies",
    UNKNOWN: "May apply: the dates do not tell",
}
"""Whether a duty applies on a day."""


def duty_words(force: DutyForce, modality: Modality) -> str:
    """How firm a duty is; what the law only allows, or forbids, is not called required."""
    if modality is Modality.PERMISSION:
        return "Allowed by law" if force is DutyForce.LAW else f"{DUTY_FORCE[force]}: may"
    if modality is Modality.PROHIBITION and force is DutyForce.LAW:
        return "Forbidden by law"
    return DUTY_FORCE[force]
