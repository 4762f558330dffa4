"""Lines, pages and running text that knows where it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compendium.intake.flow import flow_of_lines, paragraphs, sentences
from compendium.intake.letter_text import from_plain_text


def test_form_feeds_part_pages() -> None:
    letter = from_plain_text("one\ntwo\fthree\n")

    assert [letter.page_of(line.start) for line in letter.lines] == [1, 1, 2]


def test_running_heads_part_pages_and_are_left_out() -> None:
    text = "First page ends\n\nAll County Letter No. 24-36\nPage Two\n\nand goes on here.\n"
    letter = from_plain_text(text)

    assert [line.text for line in letter.lines if line.running] == [
        "All County Letter No. 24-36",
        "Page Two",
    ]
    assert letter.page_of(text.index("and goes")) == 2
    kept = [line for line in letter.lines if not line.running]
    assert [flow.text for flow in paragraphs(kept)] == ["First page ends and goes on here."]


def test_a_hyphen_at_a_lines_end_stays() -> None:
    letter = from_plain_text("ACL 16-\n15 and COST-OF-\nLIVING")

    assert flow_of_lines(letter.lines).text == "ACL 16-15 and COST-OF-LIVING"


def test_abbreviations_end_no_sentence() -> None:
    [flow] = paragraphs(from_plain_text("See ACL No. 16-15. Use Attachment A. Then go.").lines)

    assert [one.text for one in sentences(flow)] == [
        "See ACL No. 16-15.",
        "Use Attachment A.",
        "Then go.",
    ]


@given(st.text(alphabet="ab-. \n\t\fé", max_size=80))
def test_every_word_of_a_flow_is_found_again(text: str) -> None:
    letter = from_plain_text(text)
    flow = flow_of_lines(letter.lines)

    for at, character in enumerate(flow.text):
        if character != " ":
            assert letter.text[flow.source(at)] == character
