"""What is kept beside the facts: what people say of needs (`needs`), and scenarios (`scenarios`)."""

from kyndig.gaps.models.needs import (
    NeedJudgement,
    NeedJudgementQuerySet,
    NoNeeds,
    RegisteredNeed,
    RegisteredNeedQuerySet,
    Vacancy,
    VacancyQuerySet,
)
from kyndig.gaps.models.scenarios import (
    ChangeKind,
    Scenario,
    ScenarioChange,
    ScenarioPerson,
    ScenarioQuerySet,
)

__all__ = [
    "ChangeKind",
    "NeedJudgement",
    "NeedJudgementQuerySet",
    "NoNeeds",
    "RegisteredNeed",
    "RegisteredNeedQuerySet",
    "Scenario",
    "ScenarioChange",
    "ScenarioPerson",
    "ScenarioQuerySet",
    "Vacancy",
    "VacancyQuerySet",
]
