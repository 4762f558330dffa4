"""The rows of those who asked to be told: an address, what they follow, what they were sent.

A row is all that is kept of an address, and goes with its subscription. Rows point into
an edition by strings, never by a foreign key.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from compendium.edition.concern import Choices


class Subscription(models.Model):
    """One address and what it follows.

    ``key`` is in the links of every mail to it: whoever has it may change or end this
    subscription, and nothing else. It is kept as it is, because each mail must carry it.
    ``folded`` is the address in small letters; confirmed, there is one row for it.
    """

    reference = models.CharField(max_length=16, unique=True)
    key = models.CharField(max_length=43, unique=True)
    address = models.EmailField()
    folded = models.EmailField(db_index=True)
    everything = models.BooleanField(default=False)
    topics = models.JSONField(default=list)
    departments = models.JSONField(default=list)
    counties = models.JSONField(default=list)
    asked_at = models.DateTimeField(db_index=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("folded",),
                condition=models.Q(confirmed_at__isnull=False),
                name="one_subscription_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def choices(self) -> Choices:
        """What it follows."""
        return Choices(
            everything=self.everything,
            topics=tuple(self.topics),
            departments=tuple(self.departments),
            counties=tuple(self.counties),
        )

    def follow(self, choices: Choices) -> None:
        """Follow something else; not saved yet."""
        self.everything = choices.everything
        self.topics = list(choices.topics)
        self.departments = list(choices.departments)
        self.counties = list(choices.counties)


class Told(models.Model):
    """That a subscription was written to about two editions: so that it is once."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE)
    older = models.CharField(max_length=64)
    newer = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("subscription", "older", "newer"), name="told_once_of_two_editions"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.older} {self.newer}"
