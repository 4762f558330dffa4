"""How queries are read: words, amounts, days, fiscal years, misspellings, groups."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.search.amounts import amount_word, amount_words, find_amounts
from compendium.search.english import read_english, shipped_english
from compendium.search.language import phrase_of, read_language, shipped_language
from compendium.search.periods import Grain, find_fiscal_years, find_periods
from compendium.search.query import Concept, as_of, lean
from compendium.search.spelling import Speller, edit_distance
from compendium.search.words import root, stem, words_of


def test_words_keep_their_places_and_lose_accents() -> None:
    text = "Niños' CWS/CMS"
    words = words_of(text)
    assert [(text[w.start : w.end], w.folded) for w in words] == [
        ("Niños", "ninos"),
        ("CWS", "cws"),
        ("CMS", "cms"),
    ]


def test_endless_words_are_no_words() -> None:
    assert words_of("a" * 100_000) == []


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("exploited") == stem("exploitation")


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("$2.5 million", 2_500_000),
        ("10.75 million for planning", 10_750_000),
        ("$18.7m", 18_700_000),
        ("$750,000 to train", 750_000),
        ("750,000 dollars", 750_000),
        ("2 million", 2_000_000),
        ("3,250,000 allocation", 3_250_000),
        ("750,000 to train", 750_000),
    ],
)
def test_amounts(text: str, dollars: int) -> None:
    assert [amount.dollars for amount in find_amounts(text)] == [dollars]


@pytest.mark.parametrize(
    "text", ["24 hours", "within 24 m", "section 300", "2018-19", "16-49", "1,389 letters"]
)
def test_no_amounts(text: str) -> None:
    assert find_amounts(text) == []


def test_an_amount_is_found_however_exactly_it_is_quoted() -> None:
    held = amount_words(18_671_234)
    for quoted in ("$18.7 million", "$19 million", "$18,671,234", "18.67 million"):
        (amount,) = find_amounts(quoted)
        assert amount_word(amount.dollars, amount.digits) in held
    (other,) = find_amounts("$18.6 million")
    assert amount_word(other.dollars, other.digits) not in held


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("in force on 1 March 2017", (2017, 3, 1), (2017, 3, 1), Grain.DAY),
        ("March 1st, 2017", (2017, 3, 1), (2017, 3, 1), Grain.DAY),
        ("2017-03-01", (2017, 3, 1), (2017, 3, 1), Grain.DAY),
        ("in November 2016", (2016, 11, 1), (2016, 11, 30), Grain.MONTH),
        ("known in 2016", (2016, 1, 1), (2016, 12, 31), Grain.YEAR),
    ],
)
def test_periods(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], grain: Grain
) -> None:
    (period,) = find_periods(text)
    assert (period.first, period.last, period.grain) == (date(*first), date(*last), grain)


@pytest.mark.parametrize("text", ["2017-02-31", "2017-13-01", "16-2016", "$2016"])
def test_no_periods(text: str) -> None:
    assert [period for period in find_periods(text) if period.grain is not Grain.YEAR] == []


def test_fiscal_years_and_how_sure_they_are() -> None:
    found = find_fiscal_years("2018-19, FY 16/17 and 15/16 but not 17-19")
    assert [(str(one.year), one.sure) for one in found] == [
        ("2018-19", True),
        ("2016-17", True),
        ("2015-16", False),
    ]


def test_a_query_never_moves_past_the_day_asked() -> None:
    (period,) = find_periods("in November 2016")
    assert as_of(period, date(2026, 6, 1)) == date(2016, 11, 30)
    assert as_of(period, date(2016, 11, 8)) == date(2016, 11, 8)
    assert as_of(period, date(2015, 1, 1)) == date(2015, 1, 1)
    assert as_of(None, date(2015, 1, 1)) == date(2015, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("protocal", "protocol", 1),
        ("childern", "children", 1),
        ("same", "same", 0),
        ("a", "xyz", 3),
    ],
)
def test_edit_distance(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 2) == min(distance, 3)


def test_the_nearest_and_commonest_word_is_meant() -> None:
    speller = Speller({"protocol": 9, "protocols": 2, "children": 5, "grid": 1})
    assert speller.correct("protocal") == "protocol"
    assert speller.correct("childern") == "children"
    assert speller.correct("xylophone") is None
    assert speller.correct("gird") is None, "short words are left alone"
    assert speller.correct("chldren") == "children"
    assert Speller({"youth": 3}).correct("yuth") == "youth", "unless a letter is left out"
    assert speller.correct("qrotocol") == "protocol", "another first letter, one letter away"
    assert speller.correct("qrotocal") is None
    assert speller.completions("proto") == ["protocol", "protocols"]


def test_groups_bring_what_people_say_to_what_records_say() -> None:
    language = shipped_language()
    for typed, held in (
        ("AWOL", "missing from care"),
        ("ran away", "missing"),
        ("trafficked", "CSEC"),
        ("PO", "probation officer"),
        ("MOU", "memorandum of understanding"),
        ("MDT", "multidisciplinary team"),
        ("NMD", "nonminor dependent"),
        ("birth control", "reproductive"),
        ("kids", "children"),
        ("grid", "CSEC grid"),
    ):
        assert language.group_of[phrase_of(typed)] == language.group_of[phrase_of(held)], typed


def test_labor_trafficking_is_a_thing_of_its_own() -> None:
    groups = shipped_language().group_of
    assert groups[phrase_of("labor trafficking")] != groups[phrase_of("trafficking")]


def test_one_phrase_stands_in_one_group() -> None:
    text = 'plain = ""\nfaint = ""\nwishes = []\n[[groups]]\nphrases = ["a b", "c"]\n'
    with pytest.raises(ValueError, match="two groups"):
        read_language(text + '[[groups]]\nphrases = ["c"]\n')


def test_a_doubled_letter_is_put_right_even_where_a_word_comes_out() -> None:
    speller = Speller({"planning": 4, "grid": 1})
    assert speller.doubled("planing") == "planning"
    assert speller.doubled("planting") is None


def test_what_is_derived_from_one_root_shares_it() -> None:
    assert root(stem("coercion")) == root(stem("coerced"))
    assert root(stem("prosecutor")) == root(stem("prosecuted"))
    assert root(stem("placement")) != root(stem("places"))
    assert root("ion") == "ion"


def test_ordinary_words_are_known_and_the_commonest_told_apart() -> None:
    english = read_english("# a note\nwater house\n----\naltitude\n")
    assert english.everyday == {stem("water"), stem("house")}
    assert english.known == english.everyday | {stem("altitude")}
    assert shipped_english().everyday < shipped_english().known


def test_beside_the_subject_phrasing_weighs_less() -> None:
    subject = Concept("missing", (("miss",),), subject=True, weight=2.0)
    unknown = Concept("clearinghouse", (("clearinghous",),), weight=7.0, known=False)
    everyday = Concept("present", (("present",),), weight=4.0, everyday=True)
    money = Concept("$5", marks=("usd5",), weight=7.0, needed=True)
    leant = lean([subject, unknown, everyday, money])
    assert [one.weight for one in leant] == [2.0, 7.0 * 0.4, 2.0, 7.0]
    assert lean([unknown, everyday]) == [unknown, everyday]
