"""Law of other places: what a text names before a section that is not California's."""

from __future__ import annotations

import re
from typing import Final

_STATES: Final = (
    "Alabama|Alaska|Arizona|Arkansas|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    "|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    "|Wisconsin|Wyoming|Guam|Puerto Rico|District of Columbia|Municipal|Tribal"
)
_SHORT: Final = (
    "Ala|Ariz|Ark|Colo|Conn|Del|Fla|Ga|Haw|Ill|Ind|Kan|Ky|La|Me|Md|Mass|Mich|Minn|Miss|Mo|Mont"
    "|Neb|Nev|N.C|N.D|N.H|N.J|N.M|N.Y|Okla|Or|Ore|Pa|R.I|S.C|S.D|Tenn|Tex|Vt|Va|Wash|W.Va|Wis"
    "|Wyo|D.C"
)
_NAMES: Final = tuple(
    name.encode() for name in (*_STATES.split("|"), *(f"{one}." for one in _SHORT.split("|")))
)
_LAST_WORDS: Final = frozenset(name.rsplit(b" ", 1)[-1] for name in _NAMES)


def names_other_state(before: bytes) -> bool:
    """Whether words end with the name of another state: those before "Family Code"."""
    words = before.split()
    if not words or words[-1].lstrip(b"([\"'") not in _LAST_WORDS:
        return False
    return b" ".join(words).endswith(_NAMES)


OTHER_WORK: Final = re.compile(
    rb"(?:\bStat(?:utes|s|\.)?|\bCode(?: Ann(?:otated|\.))?|\bLaws?|\bAct|\bOrdinance|\bRules?"
    rb"|\b[A-Z]\.? ?[RC]\.? ?S\.?(?: ?A\.?)?|\bAnn\.?),?\s+$"
)
"""A work right before a bare section number: "Neb. Rev. Stat. \u00a7 28-831"."""
