"""How often the as-of answer is right: per series, with every wrong one.

``python -m tests.evaluation.asof [QUERIES FACTS-DIRECTORY]`` imports the facts of each
series, compiles them and asks every query through the command line's own batch. Without
arguments it uses the part of the examples that a clone carries.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.answers import status_answer, successors_answer
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader, open_edition
from compendium.intake.fact_files import write_content
from compendium.intake.fact_rows import read_facts
from compendium.intake.facts import RELATIONS, VERBS, facts_to_content
from compendium.vocabulary.dates import PartialDate, parse_day

EXAMPLES = Path(__file__).parents[1] / "fixtures" / "examples" / "asof"
QUERIES = EXAMPLES / "asof_queries_dev.jsonl"


def imported(facts: Path, into: Path) -> EditionReader:
    """A list of facts as an open edition."""
    found = facts_to_content(read_facts(facts))
    days = [one.issued.latest for one in found.instruments.values() if one.issued]
    write_content(found, into / "content", facts.stem, PartialDate.on(max(d for d in days if d)))
    target = into / "edition.sqlite"
    compile_edition(check_directory(into / "content"), target)
    return open_edition(target)


def judge(reader: EditionReader, row: dict[str, Any]) -> tuple[str, str]:
    """Whether the answer to one query is right, unknown or wrong, and what was answered."""
    found = look_up(reader, row["document"])
    if row["as_of"] is None:
        answer = successors_answer(reader, found.instrument)
        right = set(answer["superseded_by"]) == set(row["obsoleted_by"])
        return ("right" if right else "wrong"), str(answer["superseded_by"])
    answer = status_answer(reader, found, parse_day(row["as_of"]))
    said = f"{answer['state']} {answer['superseded_by']} {answer['current']}"
    if answer["state"] == "unknown":
        return "unknown", said
    right = (
        answer["state"] == row["state"]
        and set(answer["superseded_by"]) == set(row["obsoleted_by"])
        and set(answer["current"]) == set(row["current"])
    )
    return ("right" if right else "wrong"), said


def rows_by_series(queries: Path) -> dict[str, list[dict[str, Any]]]:
    """The queries of each series, in their order."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in queries.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["corpus"]].append(row)
    return rows


def report(queries: Path = QUERIES, facts: Path = EXAMPLES) -> Iterator[str]:
    """Every answer that is not right, then the counts per series and for all."""
    total: Counter[str] = Counter()
    for series, rows in rows_by_series(queries).items():
        counts: Counter[str] = Counter()
        with TemporaryDirectory() as place:
            reader = imported(facts / f"{series}_facts.jsonl", Path(place))
            for row in rows:
                verdict, said = judge(reader, row)
                counts[verdict] += 1
                if verdict != "right":
                    yield f"  {verdict} {row['id']} {row['document']} {row['as_of']}: {said}"
            reader.close()
        total += counts
        yield _line(series, counts)
    yield _line("all series", total)
    yield from relations_report(facts / "guidance_relations_dev.jsonl")


def relations_report(facts: Path) -> Iterator[str]:
    """Whether each relation of real guidance is kept by an import, with its verb."""
    read = read_facts(facts)
    found = facts_to_content(read)
    kept, cannot = 0, 0
    for row in read.relations:
        one = next(held for held in found.instruments.values() if held.citation == row.newer)
        wanted = VERBS.get(row.relation) or RELATIONS.get(row.relation)
        older = next(held.id for held in found.instruments.values() if held.citation == row.older)
        has = {(e.verb, e.target, e.part) for e in one.effects} | {
            (r.type, r.target, r.part) for r in one.relations
        }
        if wanted is None:
            cannot += 1
            yield f"  no verb of ours: {row.newer} {row.relation} {row.older}"
        elif (wanted, older, row.part) in has:
            kept += 1
        else:
            yield f"  lost: {row.newer} {row.relation} {row.older}"
    asked = len(read.relations) - cannot
    yield f"as-of relations of guidance: {kept} of {asked} kept with their verb"


def _line(name: str, counts: Counter[str]) -> str:
    asked = sum(counts.values())
    return (
        f"as-of {name}: {counts['right']} of {asked} right, "
        f"{counts['unknown']} unknown, {counts['wrong']} wrong"
    )


def main() -> None:
    """Print the report."""
    paths = [Path(one) for one in sys.argv[1:]]
    print("\n".join(report(*paths)))


if __name__ == "__main__":
    main()
