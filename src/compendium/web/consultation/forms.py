"""What may be asked, and what is refused: the two public forms.

A form knows its language and the day, and looks at every text for a child's details.
It never touches the database.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from compendium.search.refusal import child_detail
from compendium.web.consultation.words import Words, words_in

LINE: Final = 120
LONGEST: Final = 2_000
_YEARS_AHEAD: Final = 3
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")
_CONTROL_IN_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PHONE: Final = re.compile(r"[0-9+() .,/x#-]{7,40}(?: ?ext\.? ?\d{1,6})?", re.IGNORECASE)
_PAGE: Final = re.compile(r"/(?!/)[^\s\\]*")


class OneLine(forms.CharField):
    """Words on one line. Control characters are refused, so that no header can be injected."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401  Django's interface
        """The words. Raises ValidationError ``lines``, before anything is stripped."""
        if value not in self.empty_values and _CONTROL.search(str(value).strip(" ")):
            raise ValidationError(self.error_messages["lines"], code="lines")
        words: str = super().to_python(value)
        return words


class Lines(forms.CharField):
    """Words on several lines, counted as a browser counts them."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401  Django's interface
        """The words. Raises ValidationError ``invalid`` for control characters."""
        words: str = super().to_python(value)
        if _CONTROL_IN_TEXT.search(words):
            raise ValidationError(self.error_messages["unreadable"], code="invalid")
        return "\n".join(words.splitlines())


class MailAddress(forms.EmailField):
    """An e-mail address on one line."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401  Django's interface
        """The address. Raises ValidationError ``email`` where it holds a line break."""
        if value not in self.empty_values and _CONTROL.search(str(value).strip(" ")):
            raise ValidationError(self.error_messages["invalid"], code="email")
        words: str = super().to_python(value)
        return words


class CarefulForm(forms.Form):
    """A form in one language that refuses a child's details.

    ``familiar`` are words that are no person's name. Every text field is looked at;
    ``CHOICES`` names the words that a choice is made from.
    """

    CHOICES: ClassVar[dict[str, str]] = {}

    leave_empty = forms.CharField(required=False, max_length=200)

    def __init__(
        self,
        answers: Mapping[str, Any] | None = None,
        *,
        language: str,
        today: date,
        familiar: Collection[str] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(answers, initial=dict(initial or {}), use_required_attribute=False)
        self.words: Words = self.spoken(language)
        self._today = today
        self._familiar = familiar
        for name, field in self.fields.items():
            field.label = self.words.labels.get(name, name)
            field.help_text = self.words.hints.get(name, "")
            self._say_errors(field)
            if name in self.CHOICES:
                field.choices = list(self.words.choices[self.CHOICES[name]].items())

    def spoken(self, language: str) -> Words:
        """The words of this form in a language."""
        return words_in(language)

    def clean(self) -> dict[str, Any]:
        """Look at every text once more, as a whole."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            said = isinstance(value, str) and self._looks_like(value)
            if said:
                words = self.words.errors["detail"].format(said=self.words.details[said])
                self.add_error(name, ValidationError(words, code="detail"))
        if cleaned.get("leave_empty"):
            self.add_error("leave_empty", ValidationError(self.words.errors["trap"], code="trap"))
        for said in self.errors.values():  # one thing at a time
            del said[1:]
        return cleaned

    @property
    def asked(self) -> list[str]:
        """The fields that a person answers, in order."""
        return [name for name in self.fields if name != "leave_empty"]

    def answers(self) -> dict[str, Any]:
        """The cleaned answers, without the trap."""
        return {name: self.cleaned_data[name] for name in self.asked}

    def sent(self) -> Iterator[tuple[str, str]]:
        """The answers as a browser sends them again: names and values of hidden fields."""
        for name in self.asked:
            value = self.cleaned_data[name]
            for one in value if isinstance(value, list) else [value]:
                if one not in (None, ""):
                    yield name, str(one)

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong: the field and the words, in the order of the page."""
        return [(name, words) for name in self.fields for words in self.errors.get(name, ())]

    def _looks_like(self, text: str) -> str | None:
        return child_detail(text, today=self._today, familiar=self._familiar)

    def _say_errors(self, field: forms.Field) -> None:
        say = self.words.errors
        many = isinstance(field, forms.MultipleChoiceField)
        chosen = isinstance(field, forms.ChoiceField)
        invalid = say["email"] if isinstance(field, forms.EmailField) else say["date"]
        needed = "choose_some" if many else "choose" if chosen else "required"
        field.error_messages.update(
            required=say[needed],
            invalid_choice=say["choose"],
            invalid_list=say["choose_some"],
            invalid=invalid,
            lines=say["lines"],
            unreadable=say["invalid"],
        )
        for validator in field.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = say["long"].format(most=f"{validator.limit_value:,}")
            elif getattr(validator, "code", "") == "null_characters_not_allowed":
                validator.message = say["invalid"]
            elif getattr(validator, "code", "") == "invalid":
                validator.message = invalid


class ConsultationForm(CarefulForm):
    """A request to the Advisory Board. It asks nothing about a young person."""

    CHOICES = {"help": "help", "stage": "stage", "meeting": "meeting", "budget": "budget"}  # noqa: RUF012  Django's forms are classes of values

    agency = OneLine(max_length=LINE)
    role = OneLine(max_length=LINE)
    contact = OneLine(max_length=LINE)
    email = MailAddress(max_length=254)
    phone = OneLine(max_length=40, required=False)
    help = forms.MultipleChoiceField()
    stage = forms.ChoiceField()
    needed_by = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%m/%d/%Y"])
    meeting = forms.ChoiceField()
    budget = forms.ChoiceField()
    note = Lines(max_length=LONGEST, required=False)

    def clean_phone(self) -> str:
        """A telephone number, or nothing."""
        written: str = self.cleaned_data["phone"]
        if written and not _PHONE.fullmatch(written):
            raise ValidationError(self.words.errors["phone"], code="phone")
        return written

    def clean_needed_by(self) -> date | None:
        """A day from today on, or None."""
        day: date | None = self.cleaned_data["needed_by"]
        if day is not None and day < self._today:
            raise ValidationError(self.words.errors["past"], code="past")
        if day is not None and day > self._today + timedelta(days=366 * _YEARS_AHEAD):
            raise ValidationError(self.words.errors["far"], code="far")
        return day


class ProblemForm(CarefulForm):
    """A report of what is wrong with a page."""

    CHOICES = {"kind": "kind"}  # noqa: RUF012  as above

    page = OneLine(max_length=300)
    kind = forms.ChoiceField()
    text = Lines(max_length=LONGEST)
    answer_to = MailAddress(max_length=254, required=False)

    def clean_page(self) -> str:
        """The address of a page of this site."""
        written: str = self.cleaned_data["page"]
        if not _PAGE.fullmatch(written):
            raise ValidationError(self.words.errors["page"], code="page")
        return written
