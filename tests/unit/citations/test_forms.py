"""Forms are data: each matches its examples, and a new one needs no code."""

from __future__ import annotations

import pytest

from compendium.citations import (
    Form,
    FormError,
    find,
    is_canonical,
    normalise,
    propose_form,
    read_forms,
    shipped_forms,
    with_extra,
)

EXAMPLES = [
    pytest.param(form, example, id=f"{form.id}: {example.text}")
    for form in shipped_forms()
    for example in form.examples
]

NEW_SERIES = """
[[form]]
id = "qrs"
shape = "series"
title = "Quarterly Rate Sheet"
prefix = "QRS"
number = "{year}-{serial}{errata}"
names = ["Quarterly Rate Sheet(s)", "QRS"]
examples = [{ text = "Quarterly Rate Sheet No. 24-03", canonical = "QRS 24-03" }]
"""


def test_every_form_has_an_example() -> None:
    without = [form.id for form in shipped_forms() if not form.examples]

    assert without == []


def test_ids_and_prefixes_are_used_once() -> None:
    forms = [form for form in shipped_forms() if not form.prints]

    assert len({form.id for form in forms}) == len(forms)
    assert len({form.prefix for form in forms}) == len(forms)


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_an_example_is_found_by_its_own_form(form: Form, example: object) -> None:
    found = find(example.text)

    assert [one.canonical for one in found][:1] == [example.canonical], proposal(example)
    assert found[0].form == (form.prints or form.id)
    assert (found[0].start, found[0].end) == (0, len(example.text))


def proposal(example: object) -> str:
    """What to put into a file of forms so that an example is matched."""
    return f"no form matches; try this one:\n{propose_form(example.text, example.canonical)}"


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_the_canonical_form_of_an_example_is_canonical(form: Form, example: object) -> None:
    assert is_canonical(example.canonical)


def test_a_new_series_is_added_by_data_alone() -> None:
    forms = with_extra(read_forms(NEW_SERIES))

    text = "See QRS 24-03, 24-05E and ACL 16-49."
    assert [one.canonical for one in find(text)] == ["ACL 16-49"]
    assert [one.canonical for one in find(text, forms=forms)] == [
        "QRS 24-03",
        "QRS 24-05E",
        "ACL 16-49",
    ]
    assert normalise("qrs 24 03", forms=forms).canonical == "QRS 24-03"
    assert normalise("Quarterly Rate Sheet 24-3", forms=forms).canonical == "QRS 24-03"


def test_an_extra_form_replaces_the_one_of_its_id() -> None:
    narrow = read_forms(NEW_SERIES.replace('"qrs"', '"acl"'))

    assert find("ACL 16-49", forms=with_extra(narrow)) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("QRS No. 24-03", "QRS 24-03"),
        ("Quarterly Sheet No. I-24-03E", "QS I-24-03E"),
        ("QFL 16/17-02", "QFL 16/17-02"),
        ("Sample Code section 300(b)", "SAM 300(b)"),
        ("12 Sample Rep. 300", "12 Sample Rep. 300"),
        ("ACYF-CB-XX-01-02", "ACYF-CB-XX-01-02"),
    ],
)
def test_a_proposed_form_reads_the_citation_it_was_made_for(text: str, canonical: str) -> None:
    forms = with_extra(read_forms(propose_form(text, canonical)))

    assert [one.canonical for one in find(f"See {text}.", forms=forms)] == [canonical]
    assert normalise(canonical, forms=forms).canonical == canonical


def test_no_form_is_proposed_for_what_is_no_citation() -> None:
    with pytest.raises(ValueError, match="no prefix with a number"):
        propose_form("a county plan", "a county plan")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ('shape = "letter"', "shape 'letter' is not one of"),
        ('shape = "series"', "needs a number template"),
        ('shape = "code"\nnames = []', "at least one name"),
        ('shape = "code"\nnames = ["X"]\ncolour = "red"', "colour"),
    ],
)
def test_a_form_that_cannot_be_used_says_why(broken: str, says: str) -> None:
    with pytest.raises(FormError, match=says):
        read_forms(f'[[form]]\nid = "x"\ntitle = "X"\nprefix = "X"\n{broken}\n')
