"""What a citation means to a text of a day, told from a small catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compendium.citations import Holding, Numbered, find, resolve

CHANGED = date(2023, 1, 1)


class Catalogue:
    """A section that was renumbered, a letter and its errata, a bill number used twice."""

    held_things = (
        Holding("wic-300", "WIC 300"),
        Holding("acl-23-76", "ACL 23-76"),
        Holding("acl-23-76e", "ACL 23-76E"),
        Holding("sb-855-2014", "SB 855 (2014)"),
        Holding("sb-855-2020", "SB 855 (2020)"),
        Holding("sb-794-2015", "SB 794 (2015)"),
    )

    def held(self, citation: str) -> Sequence[Holding]:
        return [one for one in self.held_things if one.citation.split(" (")[0] == citation]

    def numberings(self, identifier: str) -> Sequence[Sequence[Numbered]]:
        if identifier != "wic-300":
            return []
        return [
            [Numbered("(b)(2)", None, CHANGED), Numbered("(b)(4)", CHANGED, None)],
            [Numbered("(b)(3)", None, CHANGED)],
        ]


def test_an_old_number_says_what_it_is_called_now() -> None:
    answer = resolve("WIC 300(b)(2)", Catalogue(), on=date(2016, 5, 23))

    assert (answer.kind, answer.targets[0].id, answer.pinpoint) == ("resolved", "wic-300", "(b)(2)")
    assert answer.now == "WIC 300(b)(4)"
    assert answer.note == "WIC 300(b)(2) of that time is called WIC 300(b)(4) since 2023-01-01"


def test_what_lies_below_a_renumbered_provision_moves_with_it() -> None:
    assert resolve("WIC 300(b)(2)(A)", Catalogue(), on=date(2016, 1, 1)).now == "WIC 300(b)(4)(A)"


def test_the_present_number_says_what_it_was_called() -> None:
    answer = resolve("WIC 300(b)(4)", Catalogue())

    assert answer.now is None
    assert answer.note == "called WIC 300(b)(2) before 2023-01-01"


def test_the_day_of_the_change_has_the_new_number() -> None:
    catalogue = Catalogue()

    assert resolve("WIC 300(b)(4)", catalogue, on=CHANGED).note.startswith("called")
    assert resolve("WIC 300(b)(2)", catalogue, on=CHANGED).now is None
    assert "another time" in resolve("WIC 300(b)(2)", catalogue, on=CHANGED).note


def test_a_section_without_pinpoint_or_never_renumbered_is_just_found() -> None:
    catalogue = Catalogue()

    assert resolve("WIC 300", catalogue, on=date(2016, 1, 1)).now is None
    assert resolve("WIC 300(a)", catalogue, on=date(2016, 1, 1)).note is None


def test_an_errata_names_its_parent() -> None:
    answer = resolve("ACL 23-76E", Catalogue())

    assert (answer.kind, answer.targets[0].id, answer.parent) == (
        "resolved",
        "acl-23-76e",
        "ACL 23-76",
    )
    assert resolve("ACL 11-05E", Catalogue()).note == "an errata to ACL 11-05"


def test_a_bill_held_twice_is_ambiguous_until_the_text_gives_its_year() -> None:
    catalogue = Catalogue()
    bare, dated = find("SB 855 and SB 855 (2014)")

    assert resolve(bare, catalogue).kind == "ambiguous"
    assert resolve(bare, catalogue).note == "it may be any of SB 855 (2014), SB 855 (2020)"
    assert [one.id for one in resolve(dated, catalogue).targets] == ["sb-855-2014"]
    assert [one.id for one in resolve("SB 794", catalogue).targets] == ["sb-794-2015"]


def test_what_is_not_held_is_unresolved() -> None:
    answer = resolve("ACL 99-99", Catalogue())

    assert (answer.kind, answer.targets) == ("unresolved", ())
