"""Who could be asked to use what they hold: named only with their consent, or to their leaders and HR."""

from __future__ import annotations

from dataclasses import dataclass

from kyndig.accounts.models import User
from kyndig.analysis.frames import collected
from kyndig.analysis.need_reasons import candidates
from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps.finding import address_to_find
from kyndig.gaps.needing import sentences
from kyndig.gaps.needing.rows import Need
from kyndig.holdings.consents import consenting
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Found:
    """Those who could be asked: the people whom the reader may know of, and a sentence about the others.

    find_href: where to look beyond the sector; empty where the reader may not, or nobody is missing.
    """

    people: tuple[Person, ...] = ()
    others: str = ""
    find_href: str = ""


def found_for(need: Need, snapshot: Snapshot, user: User) -> Found:
    """Whoever makes up `mobilise`, as the user may see them."""
    if not need.figures.missing:
        return Found()
    href = address_to_find(user, need.competence.code, need.reason.level or 0)
    if not need.figures.mobilise:
        return Found(find_href=href)
    rows = collected(candidates(snapshot, need.unit_id, need.competence.competence_id))
    ids = rows["person_id"].to_list()
    everybody = Person.objects.filter(pk__in=ids)
    known = everybody.visible_to(user) | consenting(everybody)
    people = tuple(known.order_by("last_name", "first_name", "pk").distinct())
    rest = len(ids) - len(people)
    return Found(people, sentences.others_found(rest), href)
