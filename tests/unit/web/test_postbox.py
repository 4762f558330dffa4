"""Mail settings: one line of the environment becomes Django's, or is refused by name."""

from __future__ import annotations

import pytest

from compendium.vocabulary.errors import UserError
from compendium.web.postbox import addresses, mail_settings


def test_mail_is_printed_unless_told_otherwise() -> None:
    assert mail_settings("")["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://me:p%40ss@mail.example.org", 587, True, False),
        ("smtp://me:p%40ss@mail.example.org:2525?tls=no", 2525, False, False),
        ("smtp://me:p%40ss@mail.example.org?tls=yes", 465, False, True),
    ],
)
def test_a_mail_server(url: str, port: int, starttls: bool, tls: bool) -> None:
    read = mail_settings(url)
    assert read["EMAIL_HOST"] == "mail.example.org"
    assert read["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert (read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (
        port,
        starttls,
        tls,
    )
    assert 0 < read["EMAIL_TIMEOUT"] <= 10, "a visitor waits for the first attempt"


@pytest.mark.parametrize("url", ["pigeon:", "smtp:", "smtp://host?tls=perhaps", "files:", "x"])
def test_what_is_not_understood_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="COMPENDIUM_MAIL"):
        mail_settings(url)


def test_addresses_are_looked_at() -> None:
    assert addresses("NAME", ["a@example.org", "b@localhost"]) == ["a@example.org", "b@localhost"]
    for wrong in ("nobody", "a@b", "a b@example.org", "a@example.org\nBcc: c@example.org"):
        with pytest.raises(UserError, match="NAME"):
            addresses("NAME", [wrong])
