"""Adopting roles of the library, and new editions of it: exactly the plan that was looked over."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue import actions as catalogue
from kyndig.catalogue.models import Area, Competence
from kyndig.library import entries, plan, values
from kyndig.library.matching import Match
from kyndig.library.models import AdoptedCompetence, Adoption
from kyndig.library.plan import Demand, Plan
from kyndig.organisation.models import Role
from kyndig.requirements import actions as requirements
from kyndig.requirements.models import Requirement

LONGEST_SOURCE = 300


class PlanHasChanged(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """The plan is not the one that was looked over. Nothing is changed."""


def adopt(
    *,
    library: entries.Library,
    positions: Mapping[str, Sequence[Role]],
    on: date,
    by: User | None,
    taken: Collection[str] | None = None,
    plan_hash: str = "",
    anew: Collection[str] = (),
    act: str = "library.role.adopt",
) -> Plan:
    """Have the library's roles for the positions from the day on, with those of the plan's keys `taken`.

    None takes what the plan proposes. Raises PlanHasChanged when there is a hash and it is another's, or
    when somebody adopts the same at the same time.
    """
    try:
        with transaction.atomic():
            _wait_for_others(positions)
            found = plan.make(library, positions, on, anew)
            if plan_hash and plan_hash != found.hash:
                raise PlanHasChanged
            _carry_out(found, found.open & set(found.proposed if taken is None else taken), by)
            _remember_all(found, by=by, act=act)
    except IntegrityError as error:  # the same competence was made for another position
        raise PlanHasChanged from error
    return found


def _wait_for_others(positions: Mapping[str, Sequence[Role]]) -> None:
    """Whoever sends the same twice plans the second time from what the first one left."""
    ids = {role.pk for roles in positions.values() for role in roles}
    list(Role.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _carry_out(found: Plan, taken: Collection[str], by: User | None) -> None:
    demands = [each for each in found.demands if each.key in taken]
    wanted = {each.match.entry.code for each in demands if each.new}
    ours = {
        match.entry.code: _competence(match, by) if match.entry.code in wanted else match.ours
        for match in found.matches
    }
    for wording in found.wordings:
        competence = ours[wording.match.entry.code]
        if wording.key in taken and competence:
            _reword(competence, wording.wanted, by)
    for demand in demands:
        competence = ours[demand.match.entry.code]
        if competence:
            _require(demand, competence, found, by)
    for match in found.matches:
        competence = ours[match.entry.code]
        if competence:
            _link(match.entry, competence, found.library.edition)


def _competence(match: Match, by: User | None) -> Competence:
    """Ours, taken out of the archive where it lies there; made where there is none."""
    if match.ours is None:
        made = Competence(code=match.entry.code, scale=match.entry.scale, area=_area(match.entry.area))
        said = values.of_entry(match.entry)
        values.fill(made, said)
        return catalogue.save_competence(competence=made, aliases=said["aliases"], by=by)
    if match.is_archived:
        catalogue.restore(competence=match.ours, by=by)
    return match.ours


def _area(area: entries.Area) -> Area:
    names = {"name_nn": area.name.nn, "name_en": area.name.en}
    return Area.objects.get_or_create(name_nb=area.name.nb, defaults=names)[0]


def _reword(competence: Competence, wanted: values.Values, by: User | None) -> None:
    values.fill(competence, wanted)
    if "area" in wanted:
        competence.area = Area.objects.get_or_create(name_nb=wanted["area"])[0]
    aliases = wanted.get("aliases", competence.aliases.values_list("text", flat=True))
    catalogue.save_competence(competence=competence, aliases=aliases, by=by)


def _require(demand: Demand, competence: Competence, found: Plan, by: User | None) -> None:
    source = source_of(demand.match.entry, found.library.edition)
    if demand.new is None:
        for each in demand.standing:
            _end(each, found.on, by)
    elif demand.standing:
        first, *rest = demand.standing
        begins = max(found.on, first.valid_from or found.on)
        requirements.change_requirement(
            requirement=first, from_date=begins, by=by, source=source, **demand.new
        )
        for each in rest:  # lower ones beside it would hold on
            _end(each, found.on, by)
    else:
        requirements.set_requirement(
            role=demand.role,
            unit=None,
            competence=competence,
            valid_from=found.on,
            valid_to=None,
            source=source,
            by=by,
            **demand.new,
        )


def _end(requirement: Requirement, on: date, by: User | None) -> None:
    if requirement.valid_from and requirement.valid_from >= on:
        requirements.annul(requirement, reason=_("Startbiblioteket sier noe annet."), by=by)
    else:
        requirements.end(requirement, last_day=on - timedelta(days=1), by=by)


def source_of(entry: entries.Competence, edition: str) -> str:
    """Where a requirement comes from: the edition, and the law where it can be said in full."""
    ours = f"Startbiblioteket {edition}"
    law = "; ".join(f"{each.act}, {each.paragraph}" for each in entry.law)
    both = f"{law} ({ours})" if law else ours
    return both if len(both) <= LONGEST_SOURCE else ours


def _link(entry: entries.Competence, competence: Competence, edition: str) -> None:
    said: dict[str, Any] = {"competence": competence, "edition": edition, "values": values.of_entry(entry)}
    AdoptedCompetence.objects.update_or_create(code=entry.code, defaults=said)


def _remember_all(found: Plan, *, by: User | None, act: str) -> None:
    for code, roles in found.positions.items():
        for role in roles:
            adoption = _remember(found.library, code, role, on=found.on, by=by)
            edition = found.library.edition
            audit.record(act, by=by, on=adoption, code=code, position=role.code, edition=edition)


def _remember(library: entries.Library, code: str, role: Role, *, on: date, by: User | None) -> Adoption:
    """The day is the first adoption's; the rest is the latest's."""
    latest: dict[str, Any] = {
        "edition": library.edition,
        "needs": plan.needs_of(library.roles[code]),
        "adopted_by": by,
    }
    adoption, _made = Adoption.objects.update_or_create(
        code=code, role=role, defaults=latest, create_defaults={**latest, "valid_from": on}
    )
    return adoption
