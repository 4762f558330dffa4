"""Rules about checklists: every line stands on a duty, or on its own sources."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.checklists import Checklist, ChecklistLine
from compendium.vocabulary.problems import Problem

_OWN = ("id", "title", "asks", "force", "sources")


class ChecklistResolves(ContentRule):
    """Every checklist line names a duty that is held and elements that it has."""

    code = "checklist-resolves"
    summary = (
        "A checklist line names a duty or an element that does not exist, or stands on nothing."
    )
    reason = "A gap report with a line that nobody asks for sends people after nothing."
    remedy = "Correct the name; a line without a duty needs id, title, asks, force and sources."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Checklist):
            for at, section in enumerate(one.record.sections):
                for number, line in enumerate(section.lines):
                    for message in _wrong(indexed, line):
                        yield self.at(one, message, "sections", at, "lines", number)


def _wrong(indexed: Indexed, line: ChecklistLine) -> Iterator[str]:
    if line.duty is None:
        missing = [name for name in _OWN if not getattr(line, name)]
        if missing:
            yield f"a line without a duty lacks {', '.join(missing)}"
        return
    held = indexed.duties.get(line.duty)
    if held is None:
        yield f"there is no duty {line.duty!r}"
        return
    known = {element.id for element in held.record.elements}
    for name in line.elements:
        if name not in known:
            yield f"duty {line.duty} has no element {name!r}"
