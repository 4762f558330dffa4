"""Bytes to pages, blocks and tables: the only door to document libraries.

``read_document`` reads one file in a worker process with limits; ``Reader`` keeps a worker
for many files; ``parse`` reads in this process and is for text one trusts and for workers
of one's own; ``page_picture`` draws one page for people to look at.
"""

from __future__ import annotations

from compendium.reading.document import (
    Block,
    BlockKind,
    Box,
    Cell,
    Document,
    Line,
    Link,
    Page,
)
from compendium.reading.limits import DEFAULT_LIMITS, Limits
from compendium.reading.parse import parse
from compendium.reading.picture import PagePicture, page_picture
from compendium.reading.reader import Reader, read_document

__all__ = [
    "DEFAULT_LIMITS",
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Document",
    "Limits",
    "Line",
    "Link",
    "Page",
    "PagePicture",
    "Reader",
    "page_picture",
    "parse",
    "read_document",
]
