"""The rows that change: requests, reports, their audit trail, mail to send, rate marks.

No field is for a child, and free text that looks like a child's details never gets here
(``refusal``). Rows point into an edition by strings, never by a foreign key.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models

from compendium.vocabulary.dates import CALIFORNIA
from compendium.web.consultation.states import REPORT_MOVES, REQUEST_MOVES, Moves, State
from compendium.web.consultation.words import words_in


class Submission(models.Model):
    """What somebody sent: its reference, its state, and the key that only its sender has.

    ``key_digest`` is the SHA-256 of the key in the sender's link; the key is not kept.
    ``edition`` is the edition that was served at the time. A withdrawn one keeps its
    reference and its days, and nothing else.
    """

    PERSONAL: ClassVar[dict[str, Any]] = {}
    """The fields that are emptied when it is withdrawn, with what empties them."""
    MOVES: ClassVar[Moves] = {}
    """Where it may go from each state."""

    reference = models.CharField(max_length=16, unique=True)
    key_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=16, default=State.RECEIVED.value)
    language = models.CharField(max_length=5, default="en")
    edition = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(db_index=True)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return self.reference

    @property
    def is_withdrawn(self) -> bool:
        """Whether its content was deleted on request."""
        return self.state == State.WITHDRAWN

    @property
    def received_day(self) -> date:
        """The day on which it came in, in California."""
        return self.received_at.astimezone(CALIFORNIA).date()

    @property
    def moves(self) -> tuple[str, ...]:
        """The states it may go to now."""
        return self.MOVES.get(self.state, ())

    @property
    def state_words(self) -> str:
        """Its state in words, in English."""
        return words_in("en").states[self.state]


class ConsultationRequest(Submission):
    """A request to the Advisory Board, in the words of the agency that sent it."""

    PERSONAL: ClassVar[dict[str, Any]] = {
        "agency": "",
        "role": "",
        "contact": "",
        "email": "",
        "phone": "",
        "help": [],
        "stage": "",
        "needed_by": None,
        "meeting": "",
        "budget": "",
        "note": "",
    }
    MOVES = REQUEST_MOVES

    agency = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    help = models.JSONField(default=list)
    stage = models.CharField(max_length=20, blank=True)
    needed_by = models.DateField(null=True)
    meeting = models.CharField(max_length=20, blank=True)
    budget = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta(Submission.Meta):
        permissions: ClassVar = [("work_queue", "Can work the queue of requests and reports")]


class ProblemReport(Submission):
    """What somebody found wrong with a page."""

    PERSONAL: ClassVar[dict[str, Any]] = {"page": "", "kind": "", "text": "", "email": ""}
    MOVES = REPORT_MOVES

    page = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    email = models.EmailField(blank=True)


class AuditEntry(models.Model):
    """Who did what to a submission, and when. The note is emptied with the submission."""

    reference = models.CharField(max_length=16, db_index=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=160)
    verb = models.CharField(max_length=20)
    detail = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.reference} {self.verb}"

    @property
    def here_at(self) -> datetime:
        """When it happened, on California's clock."""
        return self.at.astimezone(CALIFORNIA)


class OutgoingMail(models.Model):
    """A mail that has to go out, written in the transaction of what it tells of.

    Its text and its own headers are emptied once it was sent. ``held_until`` keeps two
    senders apart.
    """

    reference = models.CharField(max_length=16, db_index=True)
    purpose = models.CharField(max_length=20)
    recipients = models.JSONField(default=list)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    held_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.reference} {self.purpose}"


class RateMark(models.Model):
    """How often something was done from somewhere in a stretch of time.

    ``where`` is a keyed hash of an address and a day: the address cannot be read from it.
    """

    where = models.CharField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("where", "ends_at"), name="one_mark_per_stretch")
        ]

    def __str__(self) -> str:
        return f"{self.times} until {self.ends_at:%H:%M}"
