"""A check as OSCAL assessment results (JSON): findings, observations, and who must not be misled.

OSCAL knows two states of a target. ``satisfied`` is said only where a person marked a line
as covered; what nobody looked at is an observation without a finding.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from compendium.checks.apart import base_of
from compendium.checks.saved import SavedCheck, SavedLine
from compendium.checks.tally import Group, group_of
from compendium.reports.build import counts_in_words, facts
from compendium.reports.words import SELF_CHECK, facts_of, offer_of, source_of, where, whose

_OSCAL: Final = "1.1.2"
_OURS: Final = "https://csec-compendium.example/ns/check"
_TOKEN: Final = re.compile(r"[^\w.-]", re.ASCII)
_STATE: Final = {
    Group.COVERED: "satisfied",
    Group.GAP: "not-satisfied",
    Group.OPTIONAL_GAP: "not-satisfied",
}

Json = dict[str, object]


def oscal_of(check: SavedCheck, publisher: str, made: datetime) -> bytes:
    """The file. The same check made at the same moment gives the same bytes."""
    seed = f"{check.setup.checklist}/{check.setup.edition}/{made.isoformat()}"
    observations = [_observation(check, line, seed, made) for line in check.lines]
    findings = [_finding(check, line, seed) for line in check.lines if group_of(line) in _STATE]
    controls = dict.fromkeys(token(line.key) for line in check.lines)
    result: Json = {
        "uuid": _uuid(seed, "result"),
        "title": f"{check.setup.title}, as of {check.setup.as_of.isoformat()}",
        "description": f"{SELF_CHECK} {counts_in_words(check)}",
        "start": made.replace(microsecond=0).isoformat(),
        "props": [_prop(_TOKEN.sub("-", label.lower()), words) for label, words in facts(check)],
        "reviewed-controls": {
            "control-selections": [{"include-controls": [{"control-id": one} for one in controls]}]
        },
        "observations": observations,
    }
    if findings:
        result["findings"] = findings
    whole = {
        "assessment-results": {
            "uuid": _uuid(seed, "whole"),
            "metadata": _metadata(check, publisher, made),
            "import-ap": {"href": f"#{_uuid(seed, 'checklist')}"},
            "results": [result],
            "back-matter": {"resources": [_checklist(check, seed)]},
        }
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def token(key: str) -> str:
    """A line's key as an OSCAL token, without its county: ``duty#element`` to ``duty.element``."""
    return _TOKEN.sub("-", base_of(key).replace("#", "."))


def _counties(check: SavedCheck, line: SavedLine) -> list[Json]:
    """Whose a line is: its own county, or all that the check is of."""
    whose = (line.county,) if line.county else check.setup.counties
    return [_prop("county", name) for name in whose]


def _metadata(check: SavedCheck, publisher: str, made: datetime) -> Json:
    return {
        "title": f"Self-check of a county document: {check.setup.title}",
        "last-modified": made.replace(microsecond=0).isoformat(),
        "version": f"{check.setup.as_of.isoformat()}.{check.setup.edition}",
        "oscal-version": _OSCAL,
        "remarks": f"{SELF_CHECK} Made with {publisher}, edition {check.setup.edition}.",
    }


def _checklist(check: SavedCheck, seed: str) -> Json:
    setup = check.setup
    return {
        "uuid": _uuid(seed, "checklist"),
        "title": f"Checklist {setup.title}",
        "description": f"The checklist {setup.checklist} of {setup.compendium}, as of "
        f"{setup.as_of.isoformat()}, edition {setup.edition}. It stands for the assessment plan.",
    }


def _observation(check: SavedCheck, line: SavedLine, seed: str, made: datetime) -> Json:
    said = [line.asks, facts_of(line), offer_of(line), where(line), whose(line)]
    return {
        "uuid": _uuid(seed, f"observation/{line.key}"),
        "title": line.title,
        "description": "\n".join(part for part in said if part),
        "props": [
            _prop("line", token(line.key)),
            _prop("verdict", line.answer.verdict.value),
            _prop("program-found", line.offer.verdict.value if line.offer else "no-document"),
            _prop("force", line.force.value),
            _prop("source", source_of(line)),
            *_counties(check, line),
        ],
        "methods": ["EXAMINE"],
        "collected": made.replace(microsecond=0).isoformat(),
    }


def _finding(check: SavedCheck, line: SavedLine, seed: str) -> Json:
    due = line.answer.due
    said = [line.asks, whose(line)]
    target: Json = {
        "type": "objective-id",
        "target-id": token(line.key),
        "status": {"state": _STATE[group_of(line)]},
    }
    found: Json = {
        "uuid": _uuid(seed, f"finding/{line.key}"),
        "title": line.title,
        "description": "\n".join(part for part in said if part),
        "target": target,
        "related-observations": [{"observation-uuid": _uuid(seed, f"observation/{line.key}")}],
    }
    props = _counties(check, line)
    if due is not None:
        props.append(_prop("due", due.isoformat()))
    if props:
        found["props"] = props
    return found


def _prop(name: str, value: str) -> Json:
    return {"name": name, "ns": _OURS, "value": " ".join(value.split())}


def _uuid(seed: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{_OURS}/{seed}/{name}"))
