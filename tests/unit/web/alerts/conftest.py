"""Two editions with changes between them, and a site whose mail goes into a list."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.reader import EditionReader, open_edition
from compendium.web import editions
from tests.unit.web.consultation.conftest import broken_mail, reader_client, rows_of_our_own

__all__ = ["broken_mail", "reader_client", "rows_of_our_own"]

TINY = Path(__file__).parents[3] / "corpora" / "tiny"
LETTER = """\
id: acl-26-07
citation: ACL 26-07
title: The second grid
title_basis: as-listed
series: acl
issuer: cdss
summary: An invented instrument.
verification: official-listing
topics:
- missing
audience:
- probation
issued: 2026-02-10
effects:
- verb: supersedes
  target: acl-15-02
  stated: supersedes
  source: listing
gaps:
- The text has not been read.
sources:
- id: listing
  title: The issuer's list
  kind: official
  shows: number, date and subject
  url: https://example.org/letters
  supports:
  - issued
  - effects
"""
MONEY = """
- id: el-dorado-2016
  kind: grant
  stage: not-stated
  amount_usd: 25000
  purpose: training of the county's own team
  program: csec
  verification: official-listing
  fiscal_year: 2015-16
  county: el-dorado
  sources:
  - id: list
    title: The county's list
    kind: official
    shows: the amount
    url: https://example.org/county
    supports:
    - amount_usd
"""


class Editions(NamedTuple):
    """Two editions of the tiny corpus and their files."""

    older: EditionReader
    newer: EditionReader

    @property
    def files(self) -> tuple[str, str]:
        return str(self.older.path), str(self.newer.path)


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """An edition, and one in which a letter, a county's money and two months are new."""
    place = tmp_path_factory.mktemp("two")
    older, newer = place / "older", place / "newer"
    for folder in (older, newer):
        shutil.copytree(TINY, folder)
        said = folder / "compendium.yaml"
        money = "topics:\n- id: money\n  label: Money\n  about: Amounts.\n"
        said.write_text(said.read_text("utf-8").replace("topics:\n", money), "utf-8")
    said = newer / "compendium.yaml"
    said.write_text(said.read_text("utf-8").replace("2026-01-31", "2026-03-31"), "utf-8")
    letter = newer / "instruments" / "acl" / "2026" / "acl-26-07.yaml"
    letter.parent.mkdir()
    letter.write_text(LETTER, encoding="utf-8")
    funding = newer / "funding" / "2015-16.yaml"
    amounts = funding.read_text("utf-8").replace("2500000", "2600000")
    funding.write_text(amounts.rstrip() + "\n" + MONEY, "utf-8")
    for folder in (older, newer):
        compile_edition(check_directory(folder), folder.with_suffix(".sqlite"))
    return Editions(open_edition(place / "older.sqlite"), open_edition(place / "newer.sqlite"))


@pytest.fixture(autouse=True)
def site(settings: Any, two: Editions) -> Iterator[None]:
    """The settings of these tests, whatever the environment says."""
    settings.ADDRESS = "http://testserver"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECRET_KEY = "a secret of the tests"
    settings.BEHIND_PROXY = False
    settings.MAIL_LEAVES = True
    settings.DEFAULT_FROM_EMAIL = "compendium@example.org"
    editions.lay_out(two.newer.path, None)
    yield
    editions.lay_out(None, None)
