"""Many invented letters, no two alike, made fast enough to make thousands."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tests.spec.intake.typeset import as_docx, as_pdf

_SERIES = (
    "ALL COUNTY LETTER NO. {year:02}-{number:02}",
    "COUNTY FISCAL LETTER NO. {year:02}/{next:02}-{number:02}",
    "ALL COUNTY INFORMATION NOTICE NO. I-{number:02}-{year:02}",
)
_SUBJECTS = (
    "GUIDE TO THE PLAN",
    "ALLOCATION FOR TRAINING",
    "CHANGES TO FORMS",
    "REPORTS OF ABSENCE",
    "CLAIMING INSTRUCTIONS",
    "UPDATED CODES",
)
_WHO = ("Counties", "County child welfare agencies", "Probation departments", "Social workers")
_SAID = (
    "{who} must send the report within {days} days of receipt of this letter.",
    "{who} may ask for help by mail.",
    "This letter supersedes ACL {old_year:02}-{old:02}.",
    "As ACL {old_year:02}-{old:02} said, {low} should keep a copy.",
    "The final allocation is ${money:,} for Fiscal Year 20{year:02}-{next:02}.",
    "Claims are made under program code {code}.",
    "See Attachment A: List of contacts.",
    "The plan is due by June 30, 20{next:02}.",
    "It revises the amounts of CFL {old_year:02}/{old_next:02}-{old:02}.",
)


def letter(at: int) -> str:
    """The text of the letter of a number; the same for the same number."""
    dice = random.Random(at)
    year = 10 + at // 999 % 15
    old_year = dice.randrange(4, year)
    words = {
        "year": year, "next": year + 1, "number": at % 999 + 1, "old_year": old_year,
        "old_next": old_year + 1, "old": dice.randint(1, 99), "days": dice.randint(2, 90),
        "money": dice.randint(1, 9_000) * 1_000, "code": dice.randint(100, 999),
        "who": dice.choice(_WHO), "low": "counties",
    }  # fmt: skip
    # Numbers run through one series after the other: 44,955 letters share none.
    head = _SERIES[at // (999 * 15) % len(_SERIES)].format(**words)
    said = [dice.choice(_SAID).format(**words) for _ in range(dice.randint(3, 12))]
    body = "\n\n".join(said)
    return (
        f"March {dice.randint(1, 28)}, 20{year:02}\n\n{head}\n\n"
        "TO: ALL COUNTY WELFARE DIRECTORS\n\n"
        f"SUBJECT: {dice.choice(_SUBJECTS)} {at}\n\n"
        f"REFERENCE: ACL {old_year:02}-{words['old']:02}\n\n{body}\n"
    )


def letters(folder: Path, count: int) -> Iterator[Path]:
    """That many letters as files: text, PDF and Word in turn."""
    for at in range(count):
        text = letter(at)
        kind = (".txt", ".pdf", ".docx")[at % 3]
        path = folder / f"{at:05}{kind}"
        path.write_bytes({".txt": str.encode, ".pdf": as_pdf, ".docx": as_docx}[kind](text))
        yield path


def plain_pdf(text: str) -> bytes:
    """A text as a PDF made by hand: one font, lines of 90 characters, a millisecond's work."""
    lines = [line for one in text.split("\n") for line in textwrap.wrap(one, 90) or [""]]
    pages = [lines[at : at + 45] for at in range(0, len(lines), 45)]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, page in enumerate(pages):
        shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in page)
        stream = f"BT /F 11 Tf 14 TL 72 720 Td\n{shown}\nET"
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{held}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
