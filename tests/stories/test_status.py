"""The scenes of status.yaml, played against the real edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from compendium.edition.answers import status_answer
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader

SCENES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("status.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene["name"])
def test_scene(scene: dict[str, Any], reader: EditionReader) -> None:
    day = scene["on"]
    on = day if isinstance(day, date) else date.fromisoformat(day)

    value = status_answer(reader, look_up(reader, scene["ask"]), on)

    for name in ("status", "state", "current", "superseded_by", "partly_superseded_by"):
        if name in scene:
            assert value[name] == scene[name], name
    for words in scene.get("says", []):
        assert words.lower() in value["explanation"].lower()
    if scene.get("decides"):
        assert value["would_decide"]
