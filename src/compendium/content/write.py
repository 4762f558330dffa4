"""A record as the one YAML text it has: the canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import yaml

from compendium.content.yaml_nodes import NULLS
from compendium.model.records import Record, to_plain

WIDTH: Final = 96


class _Writer(yaml.CSafeDumper):
    """Writes text plain wherever YAML allows it; only what would read as null is quoted."""


_Writer.yaml_implicit_resolvers = {}
for _first in "~nN":
    _Writer.yaml_implicit_resolvers.setdefault(_first, [])


def _text(dumper: yaml.CSafeDumper, value: str) -> yaml.ScalarNode:
    if value in NULLS:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="'")
    return dumper.represent_scalar("tag:yaml.org,2002:str", value)


def _number(dumper: yaml.CSafeDumper, value: int) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value))


def _truth(dumper: yaml.CSafeDumper, value: bool) -> yaml.ScalarNode:  # noqa: FBT001
    return dumper.represent_scalar("tag:yaml.org,2002:str", "true" if value else "false")


def _nothing(dumper: yaml.CSafeDumper, _: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", "null")


_Writer.add_representer(str, _text)
_Writer.add_representer(int, _number)
_Writer.add_representer(bool, _truth)
_Writer.add_representer(type(None), _nothing)


def write_record(record: Record) -> str:
    """One record as a content file's text."""
    return _dump(_ordered(record))


def write_records(records: Sequence[Record]) -> str:
    """A list of records as a content file's text, one blank line between two."""
    if not records:
        return "[]\n"
    return "\n".join(_dump([_ordered(record)]) for record in records)


def _dump(plain: Any) -> str:  # noqa: ANN401  plain YAML values
    return yaml.dump(
        plain,
        Dumper=_Writer,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=WIDTH,
    )


def _ordered(record: Record) -> dict[str, Any]:
    """The record's fields in the order of its type, required ones kept even when null."""
    return to_plain(record)
