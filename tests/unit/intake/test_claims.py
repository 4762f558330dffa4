"""What a letter says that it does to others; a mention is never a supersession."""

from __future__ import annotations

import pytest

from compendium.intake.claims import Level, claims_of

OWN = "ACL 17-01"


def claims(text: str, own: str | None = OWN, *, as_title: bool = False) -> list[tuple[str, str]]:
    """Kind and target of each claim."""
    return [
        (claim.kind.value, target)
        for claim in claims_of(text, own, as_title=as_title)
        for target in claim.targets
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("This guidance supersedes ACIN I-02-06.", [("supersedes", "ACIN I-02-06")]),
        (
            "This letter supersedes ACL 10-20 and ACIN I-10-09, dated May 1, 2009.",
            [("supersedes", "ACL 10-20"), ("supersedes", "ACIN I-10-09")],
        ),
        ("ACL 12-05 is hereby superseded by this letter.", [("supersedes", "ACL 12-05")]),
        ("Supersedes ACL 12-05.", [("supersedes", "ACL 12-05")]),
        ("Pursuant to AB 12, this letter supersedes ACL 12-05.", [("supersedes", "ACL 12-05")]),
        ("ACL 17-01 replaces ACL 12-01 in its entirety.", [("supersedes", "ACL 12-01")]),
        (
            "All prior letters, including ACL 08-51, are superseded by this letter.",
            [("supersedes", "ACL 08-51")],
        ),
        ("The CDSS hereby rescinds ACL 12-05.", [("withdraws", "ACL 12-05")]),
        (
            "This letter rescinds the portion of ACL 09-03 regarding rates.",
            [("supersedes-in-part", "ACL 09-03")],
        ),
        (
            "Counties use the Grid in lieu of the four project codes in ACL 15-49.",
            [("replaces-codes", "ACL 15-49")],
        ),
        (
            "The purpose of this errata is to correct page 3 of ACL 16-76.",
            [("corrects", "ACL 16-76")],
        ),
        (
            "ACL 12-05, which tells counties what to do, remains in effect.",
            [("confirms-in-effect", "ACL 12-05")],
        ),
        ("This letter updates the instructions in ACL 16-85.", [("revises", "ACL 16-85")]),
    ],
)
def test_what_a_letter_states_of_itself(text: str, wanted: list[tuple[str, str]]) -> None:
    assert claims(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "See ACL 12-05 for instructions.",
        "ACL 14-59 supersedes ACIN I-02-06.",
        "This letter informs counties that ACL 14-59 supersedes ACIN I-02-06.",
        "This letter refers to ACL 11-36, which superseded ACL 10-20.",
        "ACL 12-05 was superseded by ACL 12-50.",
        "ACL 12-05 has been superseded.",
        "This letter does not supersede ACL 12-05.",
        "Nothing in this letter supersedes ACL 12-05.",
        "A forthcoming ACL will supersede ACL 12-05.",
        "Follow ACL 12-05 until this letter is superseded.",
        "Counties may supersede ACL 12-05 by a plan of their own.",
        "Federal law supersedes ACL 12-05.",
        "ACL 13-30 (SUPERSEDED BY ACL 14-09); ACL 14-09 (SUPERSEDES ACL 13-30)",
        "The new form replaces the form of last year; see ACL 12-05.",
        "On May 5 the state issued ACL 12-05 to replace paper forms.",
    ],
)
def test_a_mention_is_no_supersession(text: str) -> None:
    ends = {"supersedes", "supersedes-in-part", "withdraws", "replaces-codes"}
    assert [claim for claim in claims(text) if claim[0] in ends] == []


def test_a_letter_may_supersede_without_a_number() -> None:
    found = claims_of("This letter supersedes all previous instructions on visits.", OWN)

    assert [(claim.kind.value, claim.targets) for claim in found] == [("supersedes", ())]


def test_words_without_an_actor_are_only_likely() -> None:
    found = claims_of("Counties use the Grid in lieu of the codes in ACL 15-49.", OWN)

    assert [claim.level for claim in found] == [Level.LIKELY]


def test_titles_also_speak_in_nouns() -> None:
    assert claims("Errata to ACL 07-09: Caregivers", as_title=True) == [("corrects", "ACL 07-09")]
    assert claims("Clarification of ACL 09-13", as_title=True) == [("clarifies", "ACL 09-13")]
    assert claims("Rescission of ACL 09-50", as_title=True) == [("withdraws", "ACL 09-50")]
    assert claims("Errata to ACL 07-09: Caregivers") == []


def test_the_verb_is_kept_as_written() -> None:
    [claim] = claims_of("This letter supercedes the codes in ACL 15-49.", OWN)

    assert (claim.stated, claim.part) == ("supercedes", "the codes")


ENDS = ("supersedes", "withdraws")


def ended(text: str) -> set[str]:
    """The letters that a sentence of ACL 20-50 says are ended as a whole."""
    return {target for kind, target in claims(text, "ACL 20-50") if kind in ENDS}


@pytest.mark.parametrize(
    "text",
    [
        "As described in ACL 18-44, counties submit a plan each year.",
        "In addition to ACL 18-44 and ACIN I-12-17, counties should review MPP 31-405.",
        "ACL 18-44 remains in effect until further notice.",
        "This letter does not supersede ACL 18-44.",
        "ACL 17-09 was superseded by ACL 18-44.",
        "The template previously released in ACL 18-44 is attached again.",
        "The attached table replaces the table on page 3 of ACL 18-44.",
        "This letter supersedes portions of ACL 18-44.",
        "A forthcoming ACL will supersede ACL 18-44.",
        "Once the regulations are adopted, they will supersede ACL 18-44.",
        "Nothing in this letter is intended to supersede ACL 18-44.",
        "To the extent that it conflicts with this letter, ACL 18-44 is superseded.",
        "This ACL supersedes ACL 18-44, except for the rates in its Attachment B.",
        "With the exception of Section III, this ACL supersedes ACL 18-44.",
        "If there is a conflict, this letter supersedes ACL 18-44.",
        "The allocations in this CFL replace the planning allocations in CFL 17/18-33.",
        "This letter transmits SOC 500, which supersedes the version attached to ACL 18-44.",
        "The federal rule, which supersedes ACL 18-44, took effect in May.",
        "AB 12 supersedes the instructions in ACL 18-44.",
        "CDSS plans to rescind ACL 18-44.",
        "ACL 18-44 will be superseded in the fall.",
        "This letter was written in response to ACL 18-44 being superseded.",
        "The court held that ACL 18-44 superseded the manual.",
        "ACL 20-49 supersedes ACL 18-44.",
    ],
)
def test_what_ends_no_letter(text: str) -> None:
    assert ended(text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Effective July 1, 2020, this letter will supersede ACL 18-44.", {"ACL 18-44"}),
        ("This notice supersedes ACIN I-12-17; ACL 18-44 still applies.", {"ACIN I-12-17"}),
        ("This letter takes the place of ACL 18-44.", {"ACL 18-44"}),
        ("This letter should be used in place of ACL 18-44.", {"ACL 18-44"}),
        ("ACL 18-44 is null and void.", {"ACL 18-44"}),
        ("ACL 18-44 should no longer be used and is rescinded.", {"ACL 18-44"}),
        ("This letter supersedes the allocation letter, CFL 17/18-33.", {"CFL 17/18-33"}),
        (
            "The following letters are superseded: ACL 16-02, ACL 18-44 and ACIN I-12-17.",
            {"ACL 16-02", "ACL 18-44", "ACIN I-12-17"},
        ),
        (
            "Among the letters superseded by this one are ACL 16-02 and ACL 18-44.",
            {"ACL 16-02", "ACL 18-44"},
        ),
    ],
)
def test_what_ends_a_letter(text: str, wanted: set[str]) -> None:
    assert ended(text) == wanted


def test_words_in_quotes_deny_nothing() -> None:
    text = "It confirms that ACL 99-65, on rest “if the site is not open”, remains in effect."

    assert claims(text) == [("confirms-in-effect", "ACL 99-65")]
