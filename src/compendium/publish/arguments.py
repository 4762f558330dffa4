"""What is wrong with the arguments of a tool, said so that an assistant can put it right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_WORDS: Final = {
    "string": "as text",
    "integer": "as a whole number",
    "boolean": "as true or false",
}
_KINDS: Final[dict[str, type]] = {"string": str, "integer": int, "boolean": bool}


def complaint(name: str, schemas: Mapping[str, dict[str, Any]], given: dict[str, Any]) -> str:
    """One sentence on the first thing that is wrong, or nothing where all fits.

    ``schemas`` are the JSON Schemas of the tools' arguments, by tool.
    """
    schema = schemas.get(name)
    if schema is None:
        return f"There is no tool {name[:40]!r}. There are: {', '.join(schemas)}."
    known = schema.get("properties", {})
    takes = f"{name} takes: {', '.join(known) or 'nothing'}."
    for word in given:
        if word not in known:
            return f"{word[:40]!r} is no argument here. {takes}"
    for word in schema.get("required", ()):
        if word not in given:
            return f"Give {word!r}. {takes}"
    for word, value in given.items():
        kinds = [one["type"] for one in known[word].get("anyOf", [known[word]]) if "type" in one]
        if not any(_is(value, kind) for kind in kinds):
            asked = next((_WORDS[kind] for kind in kinds if kind in _WORDS), "as it is described")
            return f"Give {word!r} {asked}. {takes}"
    return ""


def _is(value: object, kind: str) -> bool:
    if kind == "null":
        return value is None
    if kind == "integer" and isinstance(value, bool):
        return False
    return isinstance(value, _KINDS.get(kind, object))
