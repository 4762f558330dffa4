"""What a question asks for, and words that no record has: slang, Spanish, slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from compendium.edition.reader import EditionReader, open_edition
from compendium.search import ask, search
from compendium.search.asking import aim_of, bearers_in
from compendium.search.language import expanded, longest_known, read_language, shipped_language
from compendium.search.neighbours import Neighbours, joined, pairs_of
from compendium.search.words import words_of
from tests.unit.search.test_search import HOSTILE

ON = date(2020, 1, 1)


@pytest.fixture(scope="module")
def tiny(tiny_file: Path) -> Iterator[EditionReader]:
    reader = open_edition(tiny_file)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("question", "aim"),
    [
        ("who must be told when a child is missing", "recipients"),
        ("¿a quién hay que avisar?", "recipients"),
        ("does the court have to be notified", "recipients"),
        ("who sits on the team", "members"),
        ("how soon must we report it", "deadline"),
        ("by when is the plan due", "deadline"),
        ("how often do we apply", "often"),
        ("how much was it in 2016-17", "amount"),
        ("¿cuánto dinero hubo?", "amount"),
        ("first allocation of 2014-15", "money"),
        ("what may we spend the money on", "uses"),
        ("what does NMD mean", "meaning"),
        ("what is a mandated reporter?", "meaning"),
        ("what do we write instead of runaway", "wording"),
        ("is ACL 15-49 still in force", "status"),
        ("did the bill become law", "status"),
        ("what did AB 2108 change", "changed"),
        ("which code goes on a referral", "code"),
        ("where do I send the plan", "send"),
        ("what must the protocol say", "contents"),
        ("can police arrest a child", "allowed"),
        ("which counties have a protocol", "county"),
        ("phone number of the hotline", "contact"),
        ("who is the director", "persons"),
        ("harm reduction", "anything"),
        ("", "anything"),
    ],
)
def test_the_kind_of_a_question_is_told_by_how_it_is_put(question: str, aim: str) -> None:
    assert aim_of(question).name == aim


@pytest.mark.parametrize(
    ("question", "bearers"),
    [
        ("must the police tell the county", {"law-enforcement"}),
        ("may a county ask for more", {"county"}),
        ("what do probation officers have to record", {"probation"}),
        ("a report about the police", set()),
    ],
)
def test_whom_a_question_asks_about_is_told_by_what_they_do(
    question: str, bearers: set[str]
) -> None:
    assert bearers_in(question) == bearers


def test_an_answer_has_the_fields_of_its_record_with_the_one_asked_for_first(
    tiny: EditionReader,
) -> None:
    reply = ask(tiny, "who looks for a missing child", ON)
    assert reply.passages[0].text == "Look for a child who is missing from care."
    assert "Who is bound" in [fact.label for fact in reply.passages[0].facts]

    money = ask(tiny, "how much was the planning allocation of 2015-16", ON)
    assert money.asked_for == "amount"
    assert money.passages[0].facts[0].label == "Amount"


def test_a_citation_that_is_not_held_is_refused_with_what_is_near_it(tiny: EditionReader) -> None:
    reply = ask(tiny, "is ACL 16-04 still in force", ON)
    assert reply.passages == ()
    assert reply.said.startswith("ACL 16-04 is not held here")
    assert any(
        place.startswith("Near it:") and "ACL 16-03" in place for place in reply.where_to_ask
    )


@pytest.mark.parametrize("asked", ["Jane Doe, 14 years old, who must be told", "DOB 03/04/2011"])
def test_private_details_are_neither_answered_nor_given_back(
    asked: str, tiny: EditionReader
) -> None:
    reply = ask(tiny, asked, ON)
    assert reply.passages == ()
    assert reply.question == ""
    assert "Do not enter details about a child" in reply.said
    assert "Doe" not in reply.said


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_every_text_is_a_question(asked: str, tiny: EditionReader) -> None:
    reply = ask(tiny, asked, ON)
    assert reply.question == asked
    assert len(reply.passages) <= 3


@pytest.mark.parametrize(
    "typed",
    [
        "niña desaparecida",
        "joven que se fugó",
        "¿Qué hacemos cuando un niño está desaparecido?",
        "kid hasn't come home to his placement",
        "girl snuck out of the foster home",
        "AWOL from her group home",
    ],
)
def test_a_missing_child_is_found_however_people_say_it(typed: str, tiny: EditionReader) -> None:
    assert "look-at-once" in [one.id for one in search(tiny, typed, on=ON).results]


def test_spanish_words_are_not_taken_for_misspelled_english(tiny: EditionReader) -> None:
    assert search(tiny, "niña desaparecida de su colocación", on=ON).corrected is None


def test_everyday_words_point_to_the_subject_only_where_nothing_speaks_against_it(
    reader: EditionReader,
) -> None:
    on = date(2026, 6, 1)
    for typed in ("girl in a motel room", "massage parlor", "older boyfriend selling her"):
        assert search(reader, typed, on=on).results, typed
    for typed in ("best motel in town", "massage chair", "boyfriend birthday gift", "John Smith"):
        assert not search(reader, typed, on=on).results, typed


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("missing form care protocol", "missing from care protocol"),
        ("county plane instructions", "county plan instructions"),
        ("labor traffic king of children", "labor trafficking of children"),
        ("reproductive rites of foster youth", "reproductive rights of foster youth"),
    ],
)
def test_words_that_are_words_are_put_right_where_their_neighbours_tell(
    typed: str, corrected: str, reader: EditionReader
) -> None:
    found = search(reader, typed, on=date(2026, 6, 1))
    assert found.corrected == corrected
    assert found.results


def test_what_cannot_be_told_is_asked(reader: EditionReader) -> None:
    found = search(reader, "safe harbor law for miners", on=date(2026, 6, 1))
    assert found.results == ()
    assert found.suggestions == ("safe harbor law for minors",)


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("welf and inst 100.5", "WIC 100.5"),
        ("welfareandinstitutions code 100.5", "WIC 100.5"),
        ("all county ltr 15-01", "ACL 15-01"),
        ("ACL 15-001", "ACL 15-01"),
    ],
)
def test_sloppy_names_of_a_held_instrument_lead_to_it(
    typed: str, citation: str, tiny: EditionReader
) -> None:
    found = search(tiny, typed, on=ON)
    assert found.exact == citation
    assert found.typed == typed


def test_neighbours_tell_a_word_and_leave_what_is_right_alone() -> None:
    phrases = Neighbours([("missing", "from", "care"), ("county", "plan"), ("county", "fair")])
    assert phrases.meant(["county", "plam"], 1, held=False) == "plan"
    assert phrases.meant(["county", "fair"], 1, held=False) is None
    assert phrases.meant(["county", "bear"], 1, held=True) is None
    assert phrases.meant(["missing", "form", "care"], 1, held=True) == "from"
    assert phrases.meant(["of", "plam"], 1, held=False) is None


def test_two_words_are_one_where_only_that_makes_sense() -> None:
    held = {"trafficking", "traffic", "run", "away", "runaway"}.__contains__
    assert [one.folded for one in joined(words_of("traffic king"), held)] == ["trafficking"]
    assert [one.folded for one in joined(words_of("run away"), held)] == ["run", "away"]


def test_pairs_of_titles_are_telling_words_side_by_side() -> None:
    assert set(pairs_of(["The county plan of probation officers"], {"the", "of"})) == {
        ("county", "plan"),
        ("probation", "officers"),
    }


def test_a_pattern_writes_many_phrases() -> None:
    assert list(expanded(["ran from {the |}{care|home}"])) == [
        "ran from the care", "ran from the home", "ran from care", "ran from home",
    ]  # fmt: skip


def test_the_longer_phrase_inside_another_is_the_one_meant() -> None:
    known = {("kid",): 0, ("kid", "ran"): 1, ("ran", "from", "home"): 2}
    assert longest_known(["kid", "ran", "off"], 0, known, 3) == 2
    assert longest_known(["kid", "ran", "from", "home"], 0, known, 3) == 1


def test_words_of_another_language_join_a_group_that_is_there() -> None:
    own = 'plain = "the"\nfaint = ""\nwishes = []\n[[groups]]\nphrases = ["child"]\n'
    joining = 'plain = "el"\n[[joins]]\nlike = "child"\nphrases = ["niño"]\n'
    language = read_language(own, joining)
    assert language.group_of[("nino",)] == language.group_of[("child",)]
    assert language.foreign == {"nino"}
    with pytest.raises(ValueError, match="in no group"):
        read_language(own, joining.replace('"child"', '"horse"'))


def test_every_pointer_points_to_a_group() -> None:
    language = shipped_language()
    assert all(0 <= number < len(language.groups) for number in language.pointers.values())
    assert language.people
