"""Writes county documents of many pages: what each says of every line is known.

Three files hold the phrasing. The matcher was tuned on ``tune.toml`` and ``wide.toml``;
what counts is ``judge.toml``, whose misses nobody may look at while writing rules. A
document has the passages of its kind, each in one state (see ``STATES``), between passages
that say nothing of the lines, with headings, a list of contents, running heads and a page
of signatures.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
COUNTIES: Final = (
    "Fresno",
    "Yolo",
    "San Benito",
    "Ventura",
    "Mendocino",
    "Kern",
    "Marin",
    "Placer",
)
RECIPIENTS: Final = (
    "parents", "guardians", "parents-attorneys", "childs-attorney", "casa", "court", "tribe",
    "siblings", "law-enforcement",
)  # fmt: skip
PARTNERS: Final = (
    "probation", "mental-health", "public-health", "juvenile-court", "county-office-of-education",
    "sheriff",
)  # fmt: skip
KEYS: Final = {
    "locate": "adopt-missing-protocol",
    "reasons": "find-reasons-for-absence",
    "respond": "act-on-reasons-in-placement",
    "debrief": "learn-experiences-while-absent",
    "screen": "check-for-exploitation-after-absence",
    "document_return": "document-absence-steps",
    "le": "notify-when-missing#law-enforcement",
    "ncmec": "report-missing-exploited-child#ncmec",
    "victim": "report-exploited-child-to-police",
    "identify": "identify-exploited-or-at-risk",
    "document": "document-in-state-system",
    "serve": "determine-services",
    "train": "train-workers",
    "mdt": "protocol-minimum-content#team-approach",
    "substance": "staff-childs-team#substance-use",
    "lead": "build-protocol-team#human-services",
}
TIMED: Final = frozenset({"le", "ncmec", "victim"})
KINDS: Final = {
    "missing": (
        "locate",
        "le",
        "ncmec",
        "reasons",
        "respond",
        "debrief",
        "screen",
        "document_return",
    ),
    "policy": ("identify", "document", "serve", "train", "victim", "mdt"),
    "protocol": ("lead", "mdt", "substance", "serve", "train"),
}
ALSO: Final = {
    "screen": ("identify",),
    "document_return": ("document", "reasons", "debrief"),
    "respond": ("reasons",),
    "substance": ("mdt",),
    "mdt": ("serve",),
    "victim": ("identify",),
    "serve": (),
}
"""What a passage may fairly be read as besides its own line: such lines are not scored."""

VERDICT_OF: Final = {
    "covered": "covered",
    "weak": "partly",
    "other": "partly",
    "late": "partly",
    "vague": "partly",
}
"""What a passage in a state is worth; in every other state it is worth nothing."""

STATES: Final = (
    "covered",
    "covered",
    "covered",
    "absent",
    "weak",
    "denied",
    "promise",
    "law",
    "other",
)
TIMED_STATES: Final = (*STATES, "late", "late", "vague", "covered")


@dataclass
class Block:
    """A heading, paragraph, list or table of a written document."""

    kind: str
    text: str = ""
    items: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Written:
    """A document with its truth: what each line is (covered, partly, not-found), what is open."""

    name: str
    kind: str
    title: str
    blocks: list[Block]
    truth: dict[str, str]
    late: set[str]
    open: set[str]
    states: dict[str, str] = field(default_factory=dict)


def phrasing(half: str) -> dict[str, Any]:
    """The phrasing of a half: ``tune``, ``wide`` or ``judge``."""
    return tomllib.loads((HERE / f"{half}.toml").read_text(encoding="utf-8"))


class Author:
    """Writes one document with its own chance."""

    def __init__(self, half: str, number: int) -> None:
        self._words = phrasing(half)
        self._chance = random.Random(f"{half}-{number}")
        self._county = self._chance.choice(COUNTIES)
        self._half = half
        self._number = number
        self.truth: dict[str, str] = {}
        self.late: set[str] = set()
        self.open: set[str] = set()
        self.states: dict[str, str] = {}

    def write(self) -> Written:
        """The document."""
        kind = ("missing", "policy", "protocol")[self._number % 3]
        title = self._pick(self._words["titles"][kind]).format(county=self._county)
        blocks = [Block("heading", title), Block("contents", items=self._contents(kind))]
        blocks += self._filler(2)
        passages = [self._passage(name) for name in KINDS[kind]]
        if kind == "missing":
            passages.insert(1, self._notices())
        if kind == "protocol":
            passages.insert(0, self._team())
        for passage in passages:
            blocks += passage
            blocks += self._filler(self._chance.randint(1, 3))
        blocks += self._signatures()
        for passage, state in self.states.items():
            if state != "absent":
                self.open.update(KEYS[one] for one in ALSO.get(passage, ()))
        stated = {KEYS[n] for n, s in self.states.items() if s != "absent" and n in KEYS}
        return Written(
            f"{self._half}-{self._number}", kind, title, blocks, self.truth, self.late,
            self.open - {key for key in stated if self.truth.get(key) == "covered"}, self.states,
        )  # fmt: skip

    def _pick(self, words: Sequence[str]) -> str:
        return self._chance.choice(list(words))

    def _contents(self, kind: str) -> list[str]:
        names = [self._words["topics"].get(one, one).capitalize() for one in KINDS[kind]]
        return [f"{name} {'.' * 20} {at + 2}" for at, name in enumerate(names)]

    def _filler(self, count: int) -> list[Block]:
        blocks = [
            Block(
                "heading", self._pick(("General Rules", "Office Practice", "Daily Work", "Records"))
            )
        ]
        return blocks + [
            Block("paragraph", self._pick(self._words["fillers"])) for _ in range(count)
        ]

    def _signatures(self) -> list[Block]:
        return [
            Block("heading", "Signatures"),
            Block("paragraph", "Sheriff ____________________ Date ________"),
            Block(
                "paragraph",
                "Presiding Judge of the Juvenile Court ____________________ Date ________",
            ),
            Block(
                "paragraph", "County Superintendent of Schools ____________________ Date ________"
            ),
        ]

    def _passage(self, name: str) -> list[Block]:
        states = TIMED_STATES if name in TIMED else STATES
        if name in {"substance", "lead"}:
            states = ("covered", "covered", "absent")
        if name in {"mdt", "train"}:
            states = tuple(one for one in states if one != "other")
        state = self._pick(states)
        self.states[name] = state
        key = KEYS[name]
        self.truth[key] = VERDICT_OF.get(state, "not-found")
        if state == "late":
            self.late.add(key)
        topic = self._words["topics"].get(name, name)
        heading = Block("heading", topic.title())
        if state == "absent":
            return [heading] if self._chance.random() < 0.5 else []
        if state in {"promise", "law"}:
            words = self._words["promises" if state == "promise" else "laws"]
            return [heading, Block("paragraph", self._pick(words).format(topic=topic))]
        return [heading, Block("paragraph", self._sentence(self._words["sentences"][name], state))]

    def _sentence(self, templates: Sequence[str], state: str, **more: str) -> str:
        template = self._pick(templates)
        if state in {"weak", "denied"} and not any(
            f in template for f in ("{must}", "{must_be}", "{must_pl}")
        ):
            template = next((t for t in templates if "{must" in t), template)
        modal = self._pick(self._words[{"weak": "weak", "denied": "denied"}.get(state, "strong")])
        who = self._pick(self._words["others" if state == "other" else "who"])
        within = self._pick(self._words[{"late": "late", "vague": "vague"}.get(state, "in_time")])
        fields = {
            "who": who,
            "who_low": who[0].lower() + who[1:],
            "must": modal,
            "must_be": f"{modal} be",
            "must_pl": _plural(modal),
            "within": within,
            "within_first": within[0].upper() + within[1:],
            "county": self._county,
        }
        made = template.format(**fields, **more)
        return made[0].upper() + made[1:]

    def _notices(self) -> list[Block]:
        """The notice list: whole, with gaps, or late; as a sentence, a list or a table."""
        words = self._words["notify"]
        state = self._pick(
            ("covered", "covered", "covered", "covered", "late", "weak", "vague", "denied")
        )
        told = [one for one in RECIPIENTS if self._chance.random() > 0.15]
        self.states["notify"] = state
        names = [self._pick(self._words["names"][one]) for one in told]
        for one in RECIPIENTS:
            key = f"notify-when-missing#{one}"
            verdict = (
                "covered" if state == "covered" else "not-found" if state == "denied" else "partly"
            )
            if key == KEYS["le"]:
                continue
            self.truth[key] = verdict if one in told else "not-found"
            if state == "late":
                self.late.add(key)
        whole = state == "covered" and len(told) == len(RECIPIENTS)
        self.truth["notify-when-missing"] = (
            "covered" if whole else "not-found" if state == "denied" else "partly"
        )
        if "law-enforcement" in told:
            self.open.add(KEYS["le"])
        else:
            self.open.add("notify-when-missing")
        heading = Block("heading", self._words["topics"]["notify"].title())
        shape = self._pick(("sentence", "list", "table"))
        if shape == "sentence":
            text = self._sentence(words["sentences"], state, list=_listed(names))
            return [heading, Block("paragraph", text)]
        if shape == "list":
            text = self._sentence(words["leads"], state)
            return [heading, Block("list", text, items=names)]
        within = self._pick(self._words[{"late": "late", "vague": "vague"}.get(state, "in_time")])
        rows = [words["table_head"], *([name, within, "Telephone"] for name in names)]
        lead = self._sentence([words["table_lead"]], state)
        return [heading, Block("paragraph", lead), Block("table", rows=rows)]

    def _team(self) -> list[Block]:
        words = self._words["team"]
        told = [one for one in PARTNERS if self._chance.random() > 0.25] or [PARTNERS[0]]
        names = [self._pick(self._words["names"][one]) for one in told]
        for one in PARTNERS:
            self.truth[f"build-protocol-team#{one}"] = "covered" if one in told else "not-found"
        heading = Block("heading", "The Team")
        if self._chance.random() < 0.5:
            return [heading, Block("list", self._pick(words["leads"]), items=names)]
        listed = _listed(names)
        text = self._pick(words["sentences"]).format(
            list=listed, list_cap=listed[0].upper() + listed[1:]
        )
        return [heading, Block("paragraph", text)]


_PLURAL: Final = {"is": "are", "has": "have", "does": "do", "needs": "need"}


def _plural(modal: str) -> str:
    """A modal verb for several: is required to, are required to."""
    first, _, rest = modal.partition(" ")
    return f"{_PLURAL.get(first, first)} {rest}".rstrip()


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def write_documents(half: str, count: int) -> list[Written]:
    """Documents of one half of the phrasing."""
    return [Author(half, number).write() for number in range(count)]
