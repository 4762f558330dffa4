"""What may be followed, and the address to tell: two forms, one within the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from compendium.edition.concern import Choices, counties_in, departments_in
from compendium.edition.reader import EditionReader
from compendium.web.alerts.words import NOTHING, topics_of, words
from compendium.web.consultation.forms import CarefulForm, MailAddress
from compendium.web.consultation.words import Words
from compendium.web.wording import bearer_words

_MANY = ("topics", "departments", "counties")


class FollowingForm(CarefulForm):
    """What somebody follows, from what an edition has."""

    everything = forms.BooleanField(required=False)
    topics = forms.MultipleChoiceField(required=False)
    departments = forms.MultipleChoiceField(required=False)
    counties = forms.MultipleChoiceField(required=False)

    def __init__(
        self,
        answers: Mapping[str, Any] | None = None,
        *,
        reader: EditionReader,
        today: date,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(answers, language="en", today=today, initial=initial)
        self.fields["topics"].choices = list(topics_of(reader).items())
        named = departments_in(reader)
        self.fields["departments"].choices = [(one, bearer_words(one)) for one in named]
        self.fields["counties"].choices = list(counties_in(reader).items())

    def spoken(self, language: str) -> Words:  # noqa: ARG002  one language so far
        """The words of the alerts."""
        return words()

    def clean(self) -> dict[str, Any]:
        """Something has to be chosen."""
        cleaned = super().clean()
        wrong = any(name in self.errors for name in _MANY)
        if not wrong and not any(cleaned.get(name) for name in ("everything", *_MANY)):
            self.add_error("topics", ValidationError(NOTHING, code="nothing"))
        return cleaned

    def chosen(self) -> Choices:
        """What was chosen, once the form is valid."""
        everything = bool(self.cleaned_data["everything"])
        named = {name: tuple(self.cleaned_data[name]) for name in _MANY}
        return Choices(everything=everything, **({} if everything else named))


class SubscribeForm(FollowingForm):
    """The same, with the address to write to."""

    field_order = ("address",)

    address = MailAddress(max_length=254)
