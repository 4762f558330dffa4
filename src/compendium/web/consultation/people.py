"""Accounts of those who work the queue. Readers have none."""

from __future__ import annotations

from typing import Final

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from compendium.vocabulary.errors import UserError

_MAY: Final = "work_queue"


@transaction.atomic
def create_person(*, name: str, password: str) -> bool:
    """Let somebody work the queue, or give them a new password; whether the account is new.

    Raises UserError ``bad-name`` or ``weak-password``.
    """
    users = get_user_model()
    name = name.strip()
    held = users.objects.filter(username=name).first()
    person = held or users(username=name)
    try:
        person.clean_fields(exclude=["password"])
        validate_password(password, person)
    except ValidationError as error:
        code = "bad-name" if hasattr(error, "error_dict") else "weak-password"
        raise UserError(code, " ".join(error.messages)) from None
    person.is_active = True
    person.set_password(password)
    person.save()
    person.user_permissions.add(
        Permission.objects.get(codename=_MAY, content_type__app_label="consultation")
    )
    return held is None


@transaction.atomic
def close_person(*, name: str) -> None:
    """Close an account: its logins end at the next click. Raises UserError ``no-such-person``."""
    held = get_user_model().objects.filter(username=name).first()
    if held is None:
        raise UserError("no-such-person", f"There is no account {name!r}.")
    held.is_active = False
    held.set_unusable_password()
    held.save()
