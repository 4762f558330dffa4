"""Letters set again as PDF, as Word files and as noisy scans, to be read like real ones."""

from __future__ import annotations

import io
import random
import re
from dataclasses import dataclass, field

import docx
import pypdfium2 as pdfium
import typst
from docx.shared import Inches
from PIL import Image, ImageChops, ImageFilter

_LABEL = re.compile(r"(TO|SUBJECT|REFERENCE):\s*")
_TURN = re.compile(r"All County .*\nPage \w+", re.IGNORECASE)


@dataclass
class Part:
    """One part of a letter: a label's lines, the boxes, or a paragraph."""

    kind: str
    label: str = ""
    lines: list[str] = field(default_factory=list)


def parts_of(text: str) -> list[Part]:
    """The parts of a letter in plain text, as the fixtures set them."""
    found: list[Part] = []
    for block in re.split(r"\n[ \t]*\n+", text.strip("\n")):
        lines = [line.strip() for line in block.split("\n")]
        label = _LABEL.match(lines[0])
        if label:
            lines[0] = lines[0][label.end() :]
            found.append(Part("label", label[1], lines))
        elif lines[0].startswith("["):
            found.append(Part("boxes", "", lines))
        elif _TURN.fullmatch("\n".join(lines)):
            found.append(Part("turn", "", lines))
        else:
            found.append(Part("paragraph", "", lines))
    return found


def _quoted(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_pdf(text: str, *, aside: bool = False, drawn: bool = False) -> bytes:
    """A letter as PDF: labels and contents in two columns, words set anew, boxes in a frame.

    ``aside`` sets a letterhead above, and date and number to the left of the boxes, as older
    letters do, with the department's address at the foot. ``drawn`` boxes are squares with
    ticks, not brackets.
    """
    parts = parts_of(text)
    out = ['#set page(paper: "us-letter", margin: 1in)', _FONT]
    if aside:
        out = [f'#set page(paper: "us-letter", margin: 1in, footer: [{_FOOT}])', _FONT, _LETTERHEAD]
        parts = _beside(parts, out, drawn=drawn)
    for part in parts:
        joined = " ".join(part.lines)
        if part.kind == "label":
            breaks = part.label == "TO"
            body = " \\\n".join(map(_quoted, part.lines)) if breaks else _quoted(joined)
            out.append(f"#grid(columns: (1.2in, 1fr), [{part.label}:], [{body}])")
        elif part.kind == "boxes":
            out.append(f"#align(right, {_frame(part.lines, drawn=drawn)})")
        elif part.kind == "turn":
            out.append("#pagebreak()\n" + " \\\n".join(map(_quoted, part.lines)))
        else:
            out.append(_quoted(joined))
    return typst.compile("\n\n".join(out).encode())


_FONT = '#set text(font: "Libertinus Serif", size: 12pt)'
_FOOT = "#align(center, text(8pt)[744 P Street, Sacramento, California 95814])"
_LETTERHEAD = (
    "#align(center)[CDSS \\ STATE OF CALIFORNIA---HEALTH AND HUMAN SERVICES AGENCY \\ "
    "DEPARTMENT OF SOCIAL SERVICES]"
)


def _frame(lines: list[str], *, drawn: bool) -> str:
    body = " \\\n".join(_ticked(line) if drawn else _quoted(line) for line in lines)
    return f"box(stroke: 0.5pt, inset: 6pt, align(left, text(9pt)[{body}]))"


def _ticked(line: str) -> str:
    """A line whose box in brackets is drawn as a square."""
    found = re.match(r"\[([ X])\]", line)
    if found is None:
        return _quoted(line)
    tick = "✓" if found[1] == "X" else ""
    square = f"#box(stroke: 0.6pt, width: 0.75em, height: 0.75em, text(0.8em)[{tick}])"
    return square + _quoted(line[found.end() :])


def _beside(parts: list[Part], out: list[str], *, drawn: bool) -> list[Part]:
    """Set date and number to the left of the boxes; what is left to set."""
    boxes = next((part for part in parts if part.kind == "boxes"), None)
    if boxes is None:
        return parts
    at = parts.index(boxes)
    heading, left = parts[at - 1], parts[at + 1 : at + 3]
    body = "\n\n".join(_quoted(part.lines[0]) for part in left)
    frame = _frame([*heading.lines, *boxes.lines], drawn=drawn)
    out.append(f"#grid(columns: (1fr, 3.2in), [{body}], [#{frame}])")
    return parts[: at - 1] + parts[at + 3 :]


def as_docx(text: str) -> bytes:
    """A letter as a Word file: tabs after labels, one paragraph for each addressee."""
    file = docx.Document()
    for part in parts_of(text):
        joined = " ".join(part.lines)
        if part.kind == "label" and part.label == "TO":
            for at, line in enumerate(part.lines):
                one = file.add_paragraph(("TO:\t" if at == 0 else "\t") + line)
                one.paragraph_format.left_indent = Inches(1)
        elif part.kind == "label":
            one = file.add_paragraph(f"{part.label}:\t{joined}")
            one.paragraph_format.left_indent = Inches(1)
            one.paragraph_format.first_line_indent = Inches(-1)
        elif part.kind in ("boxes", "turn"):
            for line in part.lines:
                file.add_paragraph(line)
        else:
            file.add_paragraph(joined)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def as_scan(pdf: bytes, seed: int = 0, *, degrees: float = 2.0) -> bytes:
    """The pages of a PDF as a scan would give them: 200 dpi, turned, blurred, with noise."""
    dice = random.Random(seed)
    opened = pdfium.PdfDocument(pdf)
    pages = []
    for page in opened:
        image = page.render(scale=200 / 72).to_pil().convert("L")
        angle = degrees if dice.random() < 0.5 else -degrees
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        image = image.filter(ImageFilter.GaussianBlur(0.6))
        noise = _noise(image.size, dice)
        pages.append(ImageChops.add(image, noise, scale=1.0, offset=-128))
    held = io.BytesIO()
    pages[0].save(held, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    return held.getvalue()


def _noise(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """Grey noise around 128, the same for the same dice."""
    one, two = (Image.frombytes("L", size, dice.randbytes(size[0] * size[1])) for _ in range(2))
    return ImageChops.add(one, two, scale=2.0).point(
        [int(128 + (v - 128) * 0.3) for v in range(256)]
    )
