"""Citations of California law and letters: find, normalise, resolve, link.

A library of its own room: it needs google-re2 and nothing else of this project.

>>> [c.canonical for c in find("See ACLs 14-62, 15-48 and W&IC section 300(b)(2).")]
['ACL 14-62', 'ACL 15-48', 'WIC 300(b)(2)']
>>> normalise("CFL 1617 13").canonical
'CFL 16/17-13'
"""

from compendium.citations.citation import Citation, Normalised
from compendium.citations.find import find
from compendium.citations.forms import (
    Example,
    Form,
    FormError,
    read_forms,
    shipped_forms,
    with_extra,
)
from compendium.citations.link import Address, link, link_html
from compendium.citations.normalise import is_canonical, normalise
from compendium.citations.pinpoints import split_pinpoint
from compendium.citations.propose import propose_form
from compendium.citations.resolve import Holding, Numbered, Resolution, Resolver, resolve
from compendium.citations.stream import find_in_stream

__all__ = [
    "Address",
    "Citation",
    "Example",
    "Form",
    "FormError",
    "Holding",
    "Normalised",
    "Numbered",
    "Resolution",
    "Resolver",
    "find",
    "find_in_stream",
    "is_canonical",
    "link",
    "link_html",
    "normalise",
    "propose_form",
    "read_forms",
    "resolve",
    "shipped_forms",
    "split_pinpoint",
    "with_extra",
]
