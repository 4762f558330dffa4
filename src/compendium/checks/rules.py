"""What speaks to a line: the files under ``lines/``, read once.

A rule names concepts. ``needs`` are groups; a statement, with the words it hangs on, holds
one concept of each, and its own words hold one of the first group (or of ``to``).
``context`` groups may also stand in the headings, the section or the title. ``to`` are
recipients that the act must govern. ``act`` is where "must", "may" and "not" are looked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from compendium.checks.concepts import shipped_concepts

FILES: Final = ("missing.toml", "policies.toml", "protocol.toml", "agreement.toml", "plan.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a statement covers a line. See the module for the words.

    ``weak`` groups make a statement speak partly where the full ``needs`` are not met.
    ``near`` says that the first two groups stand within so many characters. ``free`` lines
    are not bound by a modal verb: a fact is enough. ``others`` lines may be borne by
    anybody. ``least`` is how many different concepts of ``many`` a statement must name.
    ``close`` lines take their context from the words around, not from a long document's theme.
    ``label`` lines want the first group as the name that a statement begins with, with
    ``many`` around it.
    Where none of ``also`` stands in a statement or right behind it, it speaks partly, and
    ``unsaid`` says what is missing.
    """

    key: str
    needs: tuple[tuple[str, ...], ...] = ()
    context: tuple[tuple[str, ...], ...] = ()
    to: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    weak: tuple[tuple[str, ...], ...] = ()
    near: int = 0
    many: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unsaid: str = ""
    least: int = 1
    label: bool = False
    close: bool = False
    timed: bool = False
    any_time: bool = False
    free: bool = False
    others: bool = False
    may: bool = False
    forbids: bool = False


_GROUPS: Final = ("needs", "context", "weak")
_LISTS: Final = ("to", "act", "bars", "many", "also")


@lru_cache(maxsize=1)
def shipped_rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the key of their line; a line may have several, any of them will do."""
    found: dict[str, tuple[Rule, ...]] = {}
    for name in FILES:
        text = files("compendium.checks").joinpath("lines", name).read_text(encoding="utf-8")
        for rule in rules_of(tomllib.loads(text)):
            found[rule.key] = (*found.get(rule.key, ()), rule)
    return found


def rules_of(table: Mapping[str, Any]) -> Iterator[Rule]:
    """The rules of a file. Raises ValueError for a concept that does not exist."""
    known = {concept.name for concept in shipped_concepts()}
    for row in table["line"]:
        values: dict[str, Any] = dict(row)
        for name in _GROUPS:
            if name in values:
                values[name] = tuple(tuple(group) for group in values[name])
        for name in _LISTS:
            if name in values:
                values[name] = tuple(values[name])
        rule = Rule(**values)
        named = {one for name in _GROUPS for group in getattr(rule, name) for one in group}
        named |= {*rule.to, *rule.act, *rule.bars, *rule.many, *rule.also}
        if named - known:
            raise ValueError(f"rule {rule.key!r} names unknown concepts: {sorted(named - known)}")
        yield rule
