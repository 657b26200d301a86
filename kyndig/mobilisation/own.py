"""What one holds oneself that nobody uses, on one's own page."""

from typing import Any

from kyndig.analysis import latent
from kyndig.analysis.frames import collected
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.places import Words
from kyndig.holdings.consents import has_consented
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today


def unused_of(person: Person) -> dict[str, Any]:
    """The person's latent competence today, by name, and whether others may find them."""
    snapshot = load_snapshot(today(), people=[person.pk], looks_back=True)
    competences = Words(snapshot).competences
    rows = [
        {
            "competence": competences[row["competence_id"]],
            "level_word": competences[row["competence_id"]].level_word(row["level"]),
            **row,
        }
        for row in collected(latent.latencies(snapshot)).rows(named=True)
    ]
    ordered = sorted(rows, key=lambda row: str(row["competence"].name))
    return {"unused": ordered, "may_be_found": has_consented(person)}
