"""What comes out of a check: reports as HTML, CSV, DOCX, PDF and OSCAL, from one outline."""

from __future__ import annotations

from compendium.reports.make import KINDS, Made, make

__all__ = ["KINDS", "Made", "make"]
