"""A fillable PDF: what was filled in is read, with its label, and nothing of it is run."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from compendium.reading import DEFAULT_LIMITS, Document, read_document
from compendium.vocabulary.errors import UserError

LETTER = (0, 0, 612, 792)


def form(
    printed: list[tuple[float, float, str]],
    fields: list[dict[str, Any]],
    lines: list[tuple[float, float, float, float]] = [],  # noqa: B006  never changed
) -> bytes:
    """A page with printed words at (left, bottom) and fields, as a county would fill them in."""
    file = pikepdf.new()
    file.add_blank_page(page_size=(612, 792))
    page = file.pages[0]
    font = file.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    drawn = "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines)
    words = "".join(
        f"BT /F1 11 Tf {left} {bottom} Td ({text}) Tj ET\n" for left, bottom, text in printed
    )
    page.Contents = file.make_stream((drawn + words).encode())
    made = []
    for one in fields:
        given = dict(one)
        rect = given.pop("rect")
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(rect), F=4)
        for key, value in {"FT": Name.Tx, "T": f"f{len(made)}", **given}.items():
            field[f"/{key}"] = String(value) if isinstance(value, str) else value
        made.append(file.make_indirect(field))
    page.Annots = Array(made)
    file.Root.AcroForm = Dictionary(
        Fields=Array(made), DR=Dictionary(Font=Dictionary(F1=font)), DA=String("/F1 11 Tf 0 g")
    )
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def read(data: bytes) -> Document:
    return read_document(data, "form.pdf", DEFAULT_LIMITS)


def words(document: Document) -> str:
    return " ".join(document.text.split())


def test_a_field_beside_its_label_stands_behind_it() -> None:
    file = form(
        [(72, 700, "Effective date:"), (72, 660, "The next line of the form.")],
        [{"rect": (160, 696, 400, 712), "V": "July 1, 2026"}],
    )
    document = read(file)
    assert "Effective date: July 1, 2026" in words(document)
    assert words(document).index("July 1") < words(document).index("next line")
    assert any("form" in one for one in document.notes)


def test_a_field_below_its_label_follows_it_line_by_line() -> None:
    value = "The social worker shall report at once.\rThe social worker shall notify the court."
    file = form(
        [(72, 700, "Who reports a missing child"), (72, 500, "Signature block")],
        [{"rect": (72, 600, 540, 695), "V": value, "Ff": 4096}],
    )
    text = words(read(file))
    assert text.index("Who reports") < text.index("report at once. The social worker shall notify")
    assert text.index("notify the court") < text.index("Signature")


def test_a_blank_inside_a_sentence_is_filled() -> None:
    file = form(
        [(72, 700, "The worker shall report within ________ hours of learning of it.")],
        [{"rect": (225, 696, 275, 712), "V": "24"}],
    )
    assert "shall report within 24 hours of learning" in words(read(file))


def test_a_field_without_a_printed_label_has_its_own_name() -> None:
    field = {"rect": (72, 300, 400, 320), "V": "Inyo", "TU": "Name of the county"}
    file = form([(72, 740, "County form")], [field])
    assert "Name of the county: Inyo" in words(read(file))


def test_boxes_say_whether_they_are_ticked() -> None:
    button = {"FT": Name.Btn, "MK": Dictionary(CA="4")}
    shown = Dictionary(N=Dictionary(Yes=Dictionary(), Off=Dictionary()))
    file = form(
        [(92, 700, "Child welfare"), (92, 660, "Probation")],
        [
            {"rect": (72, 698, 84, 710), **button, "V": Name.Yes, "AS": Name.Yes, "AP": shown},
            {"rect": (72, 658, 84, 670), **button, "V": Name.Off, "AS": Name.Off, "AP": shown},
        ],
    )
    text = words(read(file))
    assert "[X] Child welfare" in text
    assert "[ ] Probation" in text


def test_fields_in_a_ruled_table_stand_in_their_cells() -> None:
    across = [(72, y, 540, y) for y in (600, 630, 660, 690, 720)]
    down = [(x, 600, x, 720) for x in (72, 250, 540)]
    printed = [(80, 700, "Question"), (260, 700, "Answer"), (80, 670, "Screening tool"),
               (80, 640, "Who screens"), (80, 610, "When")]  # fmt: skip
    fields = [
        {"rect": (255, 632, 535, 658), "V": "Social workers"},
        {"rect": (255, 662, 535, 688), "V": "CSE-IT"},
        {"rect": (255, 602, 535, 628), "V": "At intake"},
    ]
    text = words(read(form(printed, fields, across + down)))
    assert "Screening tool | CSE-IT" in text
    assert "Who screens | Social workers" in text
    assert "When | At intake" in text


def test_a_form_with_fields_and_no_printed_words_is_read() -> None:
    text = words(read(form([], [{"rect": (72, 600, 540, 640), "V": "All is in the field."}])))
    assert "All is in the field." in text


@pytest.mark.parametrize(
    ("field", "hidden"),
    [
        ({"Ff": 1 << 13, "V": "a secret"}, "secret"),
        ({"F": 2, "V": "a hidden word"}, "hidden"),
        ({"FT": Name.Btn, "Ff": 1 << 16, "V": "a button"}, "button"),
        ({"FT": Name.Sig, "TU": "a signature"}, "signature"),
    ],
)
def test_what_a_person_does_not_see_is_left_alone(field: dict[str, Any], hidden: str) -> None:
    file = form([(72, 700, "A form")], [{"rect": (160, 696, 400, 712), **field}])
    assert hidden not in words(read(file))


def test_a_script_in_a_field_is_not_run() -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("this.getField('f0').value = 'changed';"))
    file = form(
        [(72, 700, "Amount:")],
        [{"rect": (160, 696, 400, 712), "V": "kept", "AA": Dictionary(C=script, F=script)}],
    )
    assert "Amount: kept" in words(read(file))


def test_hostile_fields_are_text_or_one_clear_sentence() -> None:
    rect = (10_000, -5_000, -10, 9_999)
    file = form(
        [(72, 700, "Form")],
        [
            {"rect": rect, "V": "\x00\x01" + "x" * 300_000},
            {"rect": (0, 0, 0, 0), "V": "Nowhere"},
            {"rect": (72, 600, 80, 610), "FT": Name.Ch, "V": Array([String("a"), String("b")])},
        ],
    )
    document = read(file)
    assert "Form" in document.text
    assert "\x00" not in document.text


def test_the_worker_and_its_limits_hold_for_fields() -> None:
    many = [{"rect": (72, 700, 540, 720), "V": "word " * 4_000} for _ in range(20)]
    limits = type(DEFAULT_LIMITS)(characters=100_000, seconds=20.0)
    with pytest.raises(UserError):
        read_document(form([(72, 740, "Form")], many), "form.pdf", limits)
