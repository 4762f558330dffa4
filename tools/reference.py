"""Write the generated pages of ``docs/reference`` anew: ``python -m tools.reference``.

A test holds the pages to what this writes, so that none can fall behind the code.
"""

from __future__ import annotations

import inspect
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click
import msgspec

from compendium.cli.main import cli
from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.content.paths import SHELVES
from compendium.content.rules.catalogue import RULES
from compendium.edition.answers import status_answer
from compendium.edition.kinds import KINDS
from compendium.edition.lookup import Found
from compendium.edition.reader import open_edition
from compendium.force.explain import VERBS
from compendium.model.instruments import Instrument
from compendium.model.records import Record
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.kinds import REACH, Reach
from compendium.web.api.questions import QUESTIONS

ROOT: Final = Path(__file__).parents[1]
CONTENT: Final = ROOT / "content" / "california-csec"
WRITTEN_BY: Final = "<!-- Written by `make docs`; change the code, not this page. -->\n"

_API_WORDS: Final = """\
Read-only JSON for programs, at `/api/v1`. No key, no cookies; any site may read it (CORS).
The same declarations parse the parameters and write `/api/v1/openapi.json` (OpenAPI 3.1).

**Promise.** Within v1 no field is removed, renamed or given another meaning; fields may be
added. What was never seen is null or absent, never zero.

**Two clocks.** Every question takes `on` (the day in law; default: today in California) and
`edition` (what was known; default: the current one). Every answer starts with `edition`,
`as_of` and `projected` (the day is to come). An answer that names both stays the same for ever.

**Lists** hold `total`, `items` and `next`: give `next` back as `cursor` to go on; it is null
at the end and belongs to one edition. `limit` says how many (1 to 500, usually 100).

**Errors** have one shape, `{"error": {"code", "message"}}`. Unknown or repeated parameters and
values that cannot be read are 400; what is not held is 404; other methods are 405.

**ETag** is made from the answer's content: send it as `If-None-Match` to be told 304.
Searches are neither logged nor kept. Do not send details about a child.
"""

_REACH_WORDS: Final = {
    Reach.ENDS_WHOLE: "ends the whole (a part, where one is named)",
    Reach.ENDS_PART: "ends a part",
    Reach.STARTS: "gives the first day, where the record has none",
    Reach.PROLONGS: "moves the day on which it runs out",
    Reach.NONE: "changes no status",
}


def content_rules() -> str:
    """Every content rule with its reason and remedy."""
    lines = ["# Content rules\n", WRITTEN_BY]
    lines.append(f"{len(RULES)} rules. An error blocks a compile; a warning is kept and shown.\n")
    for rule in sorted(RULES, key=lambda one: one.code):
        lines.append(f"## {rule.code}\n")
        lines.append(f"*{rule.severity.value}.* {rule.summary}\n")
        lines.append(f"**Why.** {rule.reason}\n\n**What to do.** {rule.remedy}\n")
    return "\n".join(lines)


def effect_verbs() -> str:
    """The table of effects: which of them change status."""
    lines = ["# Effects and status\n", WRITTEN_BY]
    lines.append("An effect is written once, in the instrument that acts.\n")
    lines.append("| verb | reads | what it does to its target's status |\n|---|---|---|")
    for verb, reach in REACH.items():
        lines.append(f"| `{verb.value}` | {VERBS[verb][0]} | {_REACH_WORDS[reach]} |")
    return "\n".join([*lines, ""])


def commands() -> str:
    """Every command with its help."""
    lines = ["# Commands\n", WRITTEN_BY]
    top = click.Context(cli, info_name="compendium", terminal_width=80, **cli.context_settings)
    for context in _leaves(top):
        help_text = context.command.get_help(context)
        lines.append(f"## {context.command_path}\n\n```text\n{help_text}\n```\n")
    return "\n".join(lines)


def _leaves(context: click.Context) -> Iterator[click.Context]:
    """A context for each command below a group, as the program itself would make it."""
    group = context.command
    if not isinstance(group, click.Group):
        yield context
        return
    for word in sorted(group.list_commands(context)):
        inner = group.get_command(context, word)
        if inner is not None:
            yield from _leaves(click.Context(inner, parent=context, info_name=word))


def records() -> str:
    """Every kind of record: where it stands, and each field with its type."""
    where = {shelf.record: shelf.pattern for shelf in SHELVES}
    lines = ["# Records\n", WRITTEN_BY]
    lines.append("The fields of a content file. A field without a default is required.\n")
    for word, kind in KINDS.items():
        lines.append(f"## {word}\n\n`{where.get(kind, '')}`\n")
        lines.extend(_fields(kind))
    seen: list[type[Record]] = list(KINDS.values())
    lines.append("# Parts of records\n")
    for part in _parts(seen):
        lines.append(f"## {part.__name__}\n")
        lines.extend(_fields(part))
    return "\n".join(lines)


def _fields(kind: type[Record]) -> list[str]:
    lines = [
        f"{inspect.cleandoc(kind.__doc__ or '')}\n",
        "| field | type | needed |",
        "|---|---|---|",
    ]
    for one in msgspec.structs.fields(kind):
        needed = "yes" if one.required else ""
        lines.append(f"| `{one.encode_name}` | {_type(one.type)} | {needed} |")
    return [*lines, ""]


def _type(kind: object) -> str:
    text = getattr(kind, "__name__", None) if isinstance(kind, type) else None
    written = text if text and "[" not in str(kind) else str(kind)
    for name in ("compendium.model.", "compendium.vocabulary.", "datetime.", "typing."):
        written = written.replace(name, "")
    parts = written.replace(" | ", "|").split("|")
    short = [part.rsplit(".", 1)[-1] if "[" not in part else part for part in parts]
    return " or ".join(part.replace("NoneType", "None") for part in short)


def _parts(kinds: list[type[Record]]) -> list[type[Record]]:
    """The record types that stand inside other records, in the order met."""
    found: dict[type[Record], None] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        for one in msgspec.structs.fields(kind):
            for inner in getattr(one.type, "__args__", ()):
                if isinstance(inner, type) and issubclass(inner, Record) and inner not in found:
                    found[inner] = None
                    waiting.append(inner)
    return [kind for kind in found if kind not in kinds]


def explanations(count: int = 30, seed: int = 30) -> str:
    """The statuses of instruments picked at random, each explained, as the program says them."""
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "edition.sqlite"
        compile_edition(check_directory(CONTENT), target)
        reader = open_edition(target)
        on = reader.compendium.stands_at
        held = sorted(reader.all(Instrument).values(), key=lambda one: one.id)
        lines = ["# Thirty statuses, explained\n", WRITTEN_BY]
        lines.append(
            f"{count} instruments picked at random (seed {seed}), as of {day_in_words(on)}, the "
            "day on which the content stands. The words are the program's.\n"
        )
        for one in random.Random(seed).sample(held, count):  # noqa: S311  a sample, no secret
            answer = status_answer(reader, Found(one, None, one.citation), on)
            status = answer["status"] or "no status"
            lines.append(f"## {one.citation}\n\n`{status}` {answer['explanation']}\n")
            lines.extend(
                f"- {source['of']}: {source['title']}"
                + (f", <{source['url']}>" if source.get("url") else "")
                for source in answer["sources"]
            )
            lines.append("")
        reader.close()
    return "\n".join(lines)


def api() -> str:
    """Every question of the API with its parameters."""
    lines = ["# The API\n", WRITTEN_BY, _API_WORDS]
    for one in QUESTIONS:
        lines.append(f"## /api/v1/{one.path}\n")
        lines.append(f"{one.summary}. {one.said}\n")
        for parameter in one.parameters:
            if parameter.name in ("on", "edition", "limit", "cursor"):
                continue
            need = " (needed)" if parameter.required else ""
            listed = parameter.schema.get("enum")
            words = f" One of: {', '.join(listed)}." if listed else ""
            lines.append(f"- `{parameter.name}`{need}: {parameter.about}{words}")
        shape = "a list" if one.item is not None else "one object"
        lines.append(f"\nAnswers with {shape}.\n")
    return "\n".join(lines)


PAGES: Final[dict[str, Callable[[], str]]] = {
    "content-rules.md": content_rules,
    "effects.md": effect_verbs,
    "commands.md": commands,
    "api.md": api,
    "records.md": records,
    "explanations.md": explanations,
}
"""What is generated, and by what."""


def main() -> int:
    """Write every page that differs; name those that changed."""
    for name, make in PAGES.items():
        path = ROOT / "docs" / "reference" / name
        text = make().rstrip() + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
