"""The API: what it answers, what it refuses, and how it is kept apart from cookies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.web.api.parameters import cursor_at
from compendium.web.api.questions import QUESTIONS

LISTS = [one.path for one in QUESTIONS if one.item is not None]
NEEDED = {
    "instruments/{citation}": "instruments/acl-16-49",
    "status": "status?citation=ACL+15-49",
    "duties/{id}": "duties/{duty}",
    "counties/{id}": "counties/fresno",
    "compare": "compare?from=2016-01-01",
    "search": "search?q=missing",
}


def asked(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    answer = client.get(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == status, answer.content[:300]
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(answer.content)


def every_address(client: Client) -> list[str]:
    duty = asked(client, "duties?limit=1")["items"][0]["id"]
    return [NEEDED.get(one.path, one.path).replace("{duty}", duty) for one in QUESTIONS]


def test_every_question_takes_the_day_and_the_edition(real: Client, reader: EditionReader) -> None:
    edition = reader.colophon.edition
    for address in every_address(real):
        joint = "&" if "?" in address else "?"
        value = asked(real, f"{address}{joint}on=2017-03-01&edition={edition}")
        assert value["as_of"] == "2017-03-01"
        assert value["edition"] == edition
        assert value["projected"] is False


def test_a_day_to_come_is_projected_and_today_is_not(real: Client) -> None:
    assert asked(real, "coverage?on=2030-01-01")["projected"] is True
    assert asked(real, "coverage")["projected"] is False
    assert asked(real, "coverage")["as_of"] == "2026-06-01"


def test_every_question_refuses_parameters_that_it_does_not_know(real: Client) -> None:
    for address in every_address(real):
        joint = "&" if "?" in address else "?"
        error = asked(real, f"{address}{joint}colour=red", 400)["error"]
        assert error["code"] == "unknown-parameter"
        assert "colour" in error["message"]
        assert "edition" in error["message"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("status", 400, "missing-parameter"),
        ("status?citation=%20", 400, "bad-citation"),
        ("status?citation=%1D%EF%BB%BF%C2%85", 400, "bad-citation"),
        ("status?citation=ACL+99-99", 404, "unknown-citation"),
        ("status?citation=ACL+16-49&on=tomorrow", 400, "bad-date"),
        ("status?citation=ACL+16-49&on=2016-02-30", 400, "bad-date"),
        ("status?citation=ACL+16-49&citation=ACL+15-49", 400, "repeated-parameter"),
        ("coverage?edition=nothing", 400, "bad-edition"),
        ("coverage?edition=000000000000", 404, "unknown-edition"),
        ("instruments/acl-99-99", 404, "unknown-citation"),
        ("duties/no-such-duty", 404, "not-held"),
        ("duties?bearer=everyone", 400, "bad-bearer"),
        ("duties?limit=0", 400, "bad-limit"),
        ("duties?limit=many", 400, "bad-limit"),
        ("duties?cursor=abc", 400, "bad-cursor"),
        ("funding?year=2018-21", 400, "bad-fiscal-year"),
        ("counties/atlantis", 404, "not-held"),
        ("compare?from=2020-01-01&to=2019-01-01", 400, "days-reversed"),
        ("search", 400, "missing-parameter"),
        ("nothing/here", 404, "no-such-address"),
    ],
)
def test_what_is_wrong_is_said_in_one_shape(
    real: Client, path: str, status: int, code: str
) -> None:
    value = asked(real, path, status)
    assert list(value) == ["error"]
    assert list(value["error"]) == ["code", "message"]
    assert value["error"]["code"] == code


def test_a_status_is_that_of_the_day(real: Client) -> None:
    before = asked(real, "status?citation=ACL+15-49&on=2016-06-01")
    assert before["document"] == "ACL 15-49"
    assert before["explanation"]
    assert asked(real, "status?citation=acl1549&on=2016-06-01") == before
    none_yet = asked(real, "status?citation=ACL+15-49&on=2010-01-01")
    assert none_yet["status"] == "not_yet_in_force"


def test_one_instrument_under_any_spelling(real: Client) -> None:
    whole = asked(real, "instruments/acl-16-49")
    assert whole["citation"] == "ACL 16-49"
    for spelling in ("ACL%2016-49", "acl/16-49"):
        again = asked(real, f"instruments/{spelling}")
        assert {**again, "typed": ""} == {**whole, "typed": ""}


@pytest.mark.parametrize("path", LISTS)
def test_cursors_walk_through_the_whole_list_once(real: Client, path: str) -> None:
    whole = asked(real, f"{path}?limit=500")
    walked: list[Any] = []
    cursor = ""
    size = max(1, whole["total"] // 3)
    for _ in range(8):
        page = asked(real, f"{path}?limit={size}{cursor}")
        walked += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert page["next"] is None
    first = {json.dumps(one) for one in whole["items"]}
    assert first <= {json.dumps(one) for one in walked}
    assert len(walked) == whole["total"]


def test_a_cursor_of_another_edition_is_refused(real: Client, tiny_file: Any) -> None:
    stale = cursor_at("000000000000", 5)
    assert asked(real, f"duties?cursor={stale}", 400)["error"]["code"] == "stale-cursor"


def test_an_answer_that_is_held_is_not_sent_again(real: Client) -> None:
    first = real.get("/api/v1/coverage")
    again = real.get("/api/v1/coverage", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = real.get("/api/v1/coverage?on=2015-01-01")
    assert other.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("path", ["coverage", "coverage?bad=1", "nothing"])
def test_any_site_may_read_and_nobody_gets_a_cookie(real: Client, path: str) -> None:
    answer = real.get(f"/api/v1/{path}", headers={"origin": "https://county.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies


def test_browsers_may_ask_first(real: Client) -> None:
    answer = real.options("/api/v1/coverage", headers={"origin": "https://county.example"})
    assert answer.status_code == 204
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(real: Client, method: str) -> None:
    answer = getattr(real, method)("/api/v1/coverage")
    assert answer.status_code == 405
    assert json.loads(answer.content)["error"]["code"] == "read-only"
    assert "GET" in answer.headers["Allow"]


def test_lists_hold_only_what_may_have_existed(real: Client, reader: EditionReader) -> None:
    then = asked(real, "instruments?on=2014-01-01&limit=500")
    now = asked(real, "instruments?limit=500")
    assert 0 < then["total"] < now["total"] == len(reader.all(Instrument))
    in_force = asked(real, "instruments?status=in_force&series=acl")
    assert {one["series"] for one in in_force["items"]} == {"acl"}
    assert {one["status"] for one in in_force["items"]} == {"in_force"}


def test_duties_follow_the_day_and_the_bearer(real: Client) -> None:
    then = asked(real, "duties?on=2010-01-01")
    now = asked(real, "duties?limit=500")
    assert then["total"] < now["total"]
    own = asked(real, "duties?bearer=probation&limit=500")
    assert all("probation" in one["bearers"] for one in own["items"])
    assert 0 < own["total"] < now["total"]


def test_amounts_that_were_not_seen_are_null_and_no_sum_is_given(real: Client) -> None:
    value = asked(real, "funding?limit=500")
    assert "total_usd" not in value
    assert all(one["amount_usd"] is None or one["amount_usd"] > 0 for one in value["items"])
    year = asked(real, "funding?year=2018-19")
    assert {one["fiscal_year"] for one in year["items"]} == {"2018-19"}


def test_changes_can_be_cut_by_days_and_by_who_is_concerned(real: Client) -> None:
    value = asked(real, "changes?since=2016-01-01&until=2016-12-31&kind=issued&limit=500")
    assert value["items"]
    for one in value["items"]:
        assert one["kind"] == "issued"
        if len(one["day"]) == 10:
            assert one["day"].startswith("2016")
    own = asked(real, "changes?department=probation")
    assert all("probation" in one["departments"] for one in own["items"])


def test_a_search_for_a_childs_details_is_not_made_nor_given_back(real: Client) -> None:
    value = asked(real, "search?q=jane+doe+dob+03/04/2009")
    assert value["results"] == []
    assert value["query"] == ""


def test_a_search_says_how_many_match_and_how_many_have_each_value(real: Client) -> None:
    value = asked(real, "search?q=missing+from+care&limit=2")
    assert len(value["results"]) == 2
    assert value["total"] > 2
    assert set(value["facets"]) == {"type", "status", "role", "topic", "year"}
    assert sum(value["facets"]["type"].values()) == value["total"]
    assert sum(value["facets"]["status"].values()) <= value["total"]


@pytest.mark.parametrize("query", ["ACL+99-99", "zebra+gardening", "jane+doe+dob+03/04/2009"])
def test_a_search_without_results_counts_none(real: Client, query: str) -> None:
    value = asked(real, f"search?q={query}")
    assert value["total"] == 0
    assert not any(value["facets"].values())


def test_the_front_names_every_question(real: Client) -> None:
    value = asked(real, "")
    assert [one["path"] for one in value["questions"]] == [f"/api/v1/{q.path}" for q in QUESTIONS]


def test_dated_and_fixed_addresses_lead_to_the_api_too(real: Client) -> None:
    answer = real.get("/on/2016-06-01/api/v1/coverage")
    assert json.loads(answer.content)["as_of"] == "2016-06-01"


def test_a_small_edition_answers_as_well(tiny: Client) -> None:
    for address in ("instruments", "duties", "funding", "codes", "terms", "counties", "changes"):
        assert "items" in asked(tiny, address)
