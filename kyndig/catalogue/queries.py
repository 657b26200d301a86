"""Lists of the catalogue."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kyndig.catalogue import search
from kyndig.catalogue.models import Area, Competence

AT_MOST_FOUND = 50


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty values narrow nothing."""

    text: str = ""
    area: Area | None = None
    kind: str = ""
    archived: bool = False


def areas_in_use() -> QuerySet[Area]:
    """The areas with the number of competences in use, as `in_use`; empty ones are left out."""
    in_use = Count("competences", filter=Q(competences__archived_at=None))
    return Area.objects.annotate(in_use=in_use).filter(in_use__gt=0)


def competences(wanted: Wanted) -> list[Competence] | QuerySet[Competence]:
    """Those wanted: by likeness when a text is given, else by area and name."""
    found = Competence.objects.select_related("area")
    if wanted.area:
        found = found.filter(area=wanted.area)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.text:
        ids = search.index().search(wanted.text)
        by_id = found.in_use().in_bulk(ids)
        return [by_id[each] for each in ids if each in by_id][:AT_MOST_FOUND]
    found = found.exclude(archived_at=None) if wanted.archived else found.in_use()
    return found.order_by("area__name_nb", "name_nb")
