"""Changes to the catalogue: written with their earlier values kept, and an audit row."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue import carrying
from kyndig.catalogue.models import Alias, Area, Competence


@transaction.atomic
def save_competence(*, competence: Competence, aliases: Iterable[str], by: User | None) -> Competence:
    """Write a new or changed competence and the words people use for it."""
    act = "catalogue.competence.change" if competence.pk else "catalogue.competence.create"
    competence.save()
    set_aliases(competence, aliases)
    audit.record(act, by=by, on=competence, code=competence.code)
    return competence


def set_aliases(competence: Competence, aliases: Iterable[str]) -> None:
    """The competence's aliases are exactly these, each once, blank ones left out."""
    wanted = {alias.strip() for alias in aliases if alias.strip()}
    kept = set(competence.aliases.values_list("text", flat=True))
    competence.aliases.filter(text__in=kept - wanted).delete()
    Alias.objects.bulk_create(Alias(competence=competence, text=text) for text in sorted(wanted - kept))


@transaction.atomic
def rename_area(*, area: Area, by: User | None) -> None:
    """Write what an area is called."""
    area.save()
    audit.record("catalogue.area.rename", by=by, on=area)


@transaction.atomic
def archive(*, competence: Competence, by: User | None) -> None:
    """Take a competence out of use. Requirements and assessments of it stay as they are."""
    competence.archived_at = timezone.now()
    competence.save()
    audit.record("catalogue.competence.archive", by=by, on=competence, code=competence.code)


@transaction.atomic
def restore(*, competence: Competence, by: User | None) -> None:
    """Take an archived competence into use again; it has no successor then."""
    competence.archived_at = competence.replaced_by = None
    competence.save()
    audit.record("catalogue.competence.restore", by=by, on=competence, code=competence.code)


@transaction.atomic
def replace(
    *, competence: Competence, successor: Competence, from_date: date, carry: bool, by: User | None
) -> int:
    """Archive a competence and name its successor. Returns how many things were carried over.

    What is carried over ends the day before `from_date` and begins on it for the successor. Assessments
    stay with the competence they were made of: nobody has assessed people in the new one.
    """
    check_successor(competence, successor)
    competence.archived_at = timezone.now()
    competence.replaced_by = successor
    competence.save()
    carriers = carrying.carriers() if carry else []
    carried = sum(each.carry(competence, successor, from_date, by) for each in carriers)
    audit.record(
        "catalogue.competence.replace",
        by=by,
        on=competence,
        code=competence.code,
        successor=successor.code,
        carried=carried,
    )
    return carried


def check_successor(competence: Competence, successor: Competence) -> None:
    """Raises ValueError when the successor is the competence itself or no longer in use."""
    if successor.pk == competence.pk or successor.archived_at is not None:
        raise ValueError("The successor must be another competence, in use.")
