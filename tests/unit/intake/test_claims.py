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
