"""What people hold (`levels`), and what it rests on, who may see it and who disagrees (`papers`)."""

from kyndig.holdings.models.levels import (
    Assessment,
    AssessmentQuerySet,
    Exemption,
    ExemptionQuerySet,
    Holding,
    InUse,
    Source,
)
from kyndig.holdings.models.papers import (
    Consent,
    Disagreement,
    DisagreementQuerySet,
    Document,
    DocumentQuerySet,
)

__all__ = [
    "Assessment",
    "AssessmentQuerySet",
    "Consent",
    "Disagreement",
    "DisagreementQuerySet",
    "Document",
    "DocumentQuerySet",
    "Exemption",
    "ExemptionQuerySet",
    "Holding",
    "InUse",
    "Source",
]
