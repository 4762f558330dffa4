"""Proposing a form for a citation that none matches: TOML to correct and put into a file."""

from __future__ import annotations

import json
import re
from typing import Final

_TEMPLATES: Final = (
    (r"I-\d{1,3}-\d\d(E?)", "{notice}{serial}-{year}"),
    (r"\d\d/\d\d-\d{1,3}(E?)", "{fiscal}-{serial}"),
    (r"\d\d-\d{1,3}(E?)", "{year}-{serial}"),
    (r"\d{2,3}-\d{1,4}", "{congress}-{law}"),
)
"""Numbers of series as they are printed, and the template that reads them."""

_CANONICAL: Final = re.compile(
    r"(?P<volume>\d{1,4} )?(?P<prefix>[A-Z][A-Za-z&.' -]*?)(?P<dash>-| )(?P<number>(?:I-)?\d.*)"
)
_NAME: Final = re.compile(r"(?:\d+\s+)?(?P<name>.*?)[\s.:#(\[-]*(?:N[Oo]s?\.?\s*)?(?:I-)?\d")

_SECTION_WORD: Final = re.compile(r",?\s*(?:sections?|secs?\.?|§+)\s*$", re.IGNORECASE)


def propose_form(text: str, canonical: str) -> str:
    """A form that would read one citation, as a TOML table.

    ``text`` is the citation as printed, ``canonical`` the spelling it should have.
    ValueError where that spelling has no prefix and number.
    """
    parts = _CANONICAL.fullmatch(canonical)
    if parts is None:
        raise ValueError(f"{canonical!r} is no prefix with a number, such as 'ACL 16-49'")
    prefix, number = parts["prefix"], parts["number"]
    named = _NAME.match(text)
    name = _SECTION_WORD.sub("", named["name"]).strip() if named else ""
    name = name or prefix
    rows = {"id": re.sub(r"[^a-z0-9]+", "-", prefix.lower()).strip("-")}
    template = None if parts["volume"] else _template(number)
    rows["shape"] = "volume" if parts["volume"] else "series" if template else "code"
    rows["title"] = name
    rows["prefix"] = prefix
    if template:
        rows["number"] = ("-" if parts["dash"] == "-" else "") + template
    names = list(dict.fromkeys((name, prefix)))
    lines = ["[[form]]", *(f"{key} = {json.dumps(value)}" for key, value in rows.items())]
    lines.append(f"names = {json.dumps(names)}")
    example = f"text = {json.dumps(text)}, canonical = {json.dumps(canonical)}"
    return "\n".join([*lines, f"examples = [{{ {example} }}]", ""])


def _template(number: str) -> str | None:
    for pattern, template in _TEMPLATES:
        found = re.fullmatch(pattern, number)
        if found:
            return template + ("{errata}" if found.groups() else "")
    return None
