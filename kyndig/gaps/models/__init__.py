"""What the pages keep beside the facts: scenarios (`scenarios`)."""

from kyndig.gaps.models.scenarios import (
    ChangeKind,
    Scenario,
    ScenarioChange,
    ScenarioPerson,
    ScenarioQuerySet,
)

__all__ = ["ChangeKind", "Scenario", "ScenarioChange", "ScenarioPerson", "ScenarioQuerySet"]
