"""A draft from questions on a page: nothing kept, blanks highlighted, faults in words."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from docx import Document

from compendium.reports.draft_filled import SHORT

TEMPLATES = ("interagency-protocol", "mou", "county-plan", "missing-from-care", "csec-policies")


def fields_of(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="(q-\d+)"', text)))


def words_of(response: Any) -> str:
    file = Document(io.BytesIO(response.content))
    return "\n".join(one.text for one in file.paragraphs)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_checklist_has_a_page_of_questions(workspace: Any, name: str) -> None:
    client: Client = workspace.client
    response = client.get(f"/check/draft/{name}")
    assert response.status_code == 200
    text = response.content.decode()
    assert "have not been read" in text
    assert len(fields_of(text)) >= 8
    assert f'href="/check/draft/{name}"' in client.get("/check").content.decode()


def test_answers_become_a_word_file_and_are_kept_nowhere(workspace: Any) -> None:
    client: Client = workspace.client
    text = client.get("/check/draft/mou").content.decode()
    field = re.search(r'for="(q-\d+)">When does the agreement begin', text)
    assert field is not None
    response = client.post("/check/draft/mou", {"county": "Inyo", field[1]: "July 1, 2027"})
    assert response.status_code == 200
    assert 'filename="draft-mou-inyo.docx"' in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    words = words_of(response)
    assert "Inyo County" in words
    assert "[To fill in: " in words
    assert client.cookies == {}


def test_a_draft_that_there_is_not_is_no_page(workspace: Any) -> None:
    assert workspace.client.get("/check/draft/no-such-thing").status_code == 404
    assert workspace.client.post("/check/draft/no-such-thing", {}).status_code == 404


def test_a_choice_that_was_not_offered_is_not_taken(workspace: Any) -> None:
    text = workspace.client.get("/check/draft/missing-from-care").content.decode()
    sent = dict.fromkeys(fields_of(text), "perhaps")
    response = workspace.client.post("/check/draft/missing-from-care", {"county": "Inyo", **sent})
    assert response.status_code == 200
    assert "shall not request a custody warrant" not in words_of(response)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"county": " "}, "name of the county first"),
        ({"county": "Inyo", "q-0": "x" * (SHORT + 1)}, "longer than 600"),
        ({"county": "Inyo", "q-0": "Rosa Delgado, DOB 03/04/2011"}, "a birth date"),
        ({"county": "Rosa Delgado, DOB 03/04/2011"}, "a birth date"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    workspace: Any, sent: dict[str, str], says: str
) -> None:
    response = workspace.client.post("/check/draft/mou", {**sent, "q-1": "Kept words."})
    text = response.content.decode()
    assert response.status_code == 400
    assert says in text
    assert 'id="wrong"' in text
    assert "Kept words." in text


def test_a_form_of_another_site_is_turned_away(workspace: Any) -> None:
    response = workspace.client.post(
        "/check/draft/mou", {"county": "Inyo"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403
