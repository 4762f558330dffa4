"""What a page is about, for programs that read pages: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json

from django.conf import settings
from markupsafe import Markup

from compendium.edition.exports.jsonld import webpage_of
from compendium.web.standpoint import Standpoint


def structured(standpoint: Standpoint, language: str, *about: str) -> Markup:
    """The data block of a page about some instruments, by id; the first is its main subject.

    It is data and no script: no program runs, and the content policy has nothing to allow.
    """
    value = webpage_of(
        standpoint.reader, standpoint.path, standpoint.on, settings.ADDRESS, language, about
    )
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704  "<" is written out
