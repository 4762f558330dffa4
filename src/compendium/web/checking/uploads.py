"""What people send: taken in memory, never written to disk, and no more than a limit."""

from __future__ import annotations

import io
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from compendium.reading import Document, Limits, read_document
from compendium.vocabulary.errors import UserError

MEGABYTE: Final = 1 << 20
LARGEST: Final = 20 * MEGABYTE
"""Bytes of a document."""
LARGEST_FORM: Final = 24 * MEGABYTE
"""Bytes of a whole form with its files."""
LONGEST_TEXT: Final = 500_000
"""Characters of pasted text."""

SITE_LIMITS: Final = Limits(
    size=LARGEST, unpacked=128 * MEGABYTE, seconds=12.0, memory=1024 * MEGABYTE, pages=600,
    characters=3_000_000, scans=False,
)  # fmt: skip
"""Others wait while a document is read, so pictures are not recognised here."""


class HeldInMemory(FileUploadHandler):
    """Keeps files in memory. Django's own would write large ones to disk."""

    def new_file(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  Django's
        """Begin a file."""
        super().new_file(*given, **named)
        self._held = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002  Django's
        """Take a piece; nobody after us needs it."""
        self._held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file."""
        self._held.seek(0)
        return InMemoryUploadedFile(
            file=self._held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def keep_in_memory(request: HttpRequest) -> None:
    """See to it that no file of a request is written to disk; before its form is looked at."""
    request.upload_handlers = [HeldInMemory(request)]


def sent_file(request: HttpRequest, name: str) -> tuple[bytes, str] | None:
    """The bytes of a file and what it is called, or None where none was chosen."""
    file = request.FILES.get(name)
    if file is None or not file.name:
        return None
    return file.read(), file.name


def sent_document(request: HttpRequest) -> Document | None:
    """The document that was sent as a file or pasted as text, read by a worker process.

    None where neither was given. Raises UserError as ``read_document`` does, ``too-long``
    for text that is too long, ``two-documents`` where both were given.
    """
    file = sent_file(request, "document")
    text = request.POST.get("text", "")
    if file is not None and text.strip():
        raise UserError("two-documents", "Choose a file or paste text, not both.")
    if file is not None:
        return read_document(file[0], file[1], SITE_LIMITS)
    if not text.strip():
        return None
    if len(text) > LONGEST_TEXT:
        raise UserError(
            "too-long", f"The pasted text is longer than {LONGEST_TEXT:,} characters; send a file."
        )
    return read_document(text.encode(), "pasted-text.txt", SITE_LIMITS)
