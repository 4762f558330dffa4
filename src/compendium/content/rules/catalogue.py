"""Every content rule there is, in the order in which problems are shown."""

from __future__ import annotations

from typing import Final

from compendium.content.rules import (
    checklists,
    dates,
    effects,
    facts,
    identity,
    references,
    structure,
    substance,
)
from compendium.content.rules.rule import ContentRule

RULES: Final[tuple[ContentRule, ...]] = (
    structure.UnknownFile(),
    structure.UnreadableFile(),
    structure.WrongShape(),
    structure.CanonicalForm(),
    structure.CompendiumPresent(),
    identity.IdForm(),
    identity.IdUnique(),
    identity.IdAgreesWithPath(),
    identity.CitationCanonical(),
    identity.NameUnambiguous(),
    references.TargetResolves(),
    references.PinpointResolves(),
    references.WordResolves(),
    references.InnerNameResolves(),
    facts.FactSourced(),
    facts.SourceFindable(),
    facts.VerificationTrue(),
    dates.DatesInOrder(),
    dates.DatePossible(),
    dates.FiscalYearConsistent(),
    effects.EffectInLater(),
    effects.EffectStated(),
    effects.NoSupersessionCycle(),
    effects.EffectNotDoubled(),
    effects.OutcomeAgrees(),
    effects.SuccessorNotOlder(),
    effects.ClaimOneSided(),
    effects.ClaimsDisagree(),
    substance.BasisInForce(),
    substance.DeadlineForm(),
    substance.StagesAgree(),
    substance.UnreadSaysSo(),
    substance.AvoidedTerm(),
    checklists.ChecklistResolves(),
)
"""One instance of each rule; their codes are unique and final."""
