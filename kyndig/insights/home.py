"""What the home page says of how things stand, by role: a sentence or two, their basis, one next step."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.imports.models import ImportRun
from kyndig.insights import figures, sector
from kyndig.organisation.models import Employment, Kind, RoleGrant, UnitNode
from kyndig.organisation.reach import Held, Reach, reach_of

Role = RoleGrant.Kind


@dataclass(frozen=True)
class Step:
    """The one thing to do next."""

    label: str
    href: str


@dataclass(frozen=True)
class Status:
    """How things stand: whole sentences, what they rest on (may be empty), and the next step."""

    sentences: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    step: Step | None = None


def status_of(user: User, acting_in: Held | None) -> Status:
    """The status for one of the user's roles; without a role the employee's own."""
    reach = reach_of(user)
    return _VARIANTS[acting_in.kind](reach, acting_in) if acting_in else _employee(reach)


def _director(reach: Reach, held: Held) -> Status:
    node = _node(reach, held)
    if node is None:
        return _without_tree()
    if node.kind not in {Kind.SECTOR, Kind.MUNICIPALITY}:
        return _leader(reach, held)
    picture = sector.picture(sector.known_of(node, reach.on).snapshot, node.unit_id)
    return Status(
        picture.headline,
        picture.rests_on,
        _step(_("Åpne %(unit)s") % {"unit": node.name}, "sector", node.unit.code),
    )


def _leader(reach: Reach, held: Held) -> Status:
    node = _node(reach, held)
    if node is None:
        return _without_tree()
    count = figures.of_unit(node.unit_id, reach.on)
    if not count.of:
        return Status((_("Det er ikke satt krav til stillingene hos dere ennå."),))
    sentence = ngettext(
        "%(unit)s: %(count)s av %(of)s ruter er under krav eller utløpt.",
        "%(unit)s: %(count)s av %(of)s ruter er under krav eller utløpt.",
        count.below,
    ) % {"unit": node.name, "count": count.below, "of": count.of}
    step = _step(_("Åpne %(unit)s") % {"unit": node.name}, "unit", node.unit.code)
    return Status((sentence,), (count.rests_on, count.confirmed), step)


def _hr(reach: Reach, held: Held) -> Status:
    people = Employment.objects.active(reach.on).values("person_id").distinct().count()
    if not people:
        return Status((_("Ingen ansatte er importert ennå."),), step=_to_administration())
    sentence = ngettext(
        "%(count)s ansatt er registrert i dag.", "%(count)s ansatte er registrert i dag.", people
    )
    return Status((sentence % {"count": people}, *_last_import()), step=_to_administration())


def _administrator(reach: Reach, held: Held) -> Status:
    return Status(_last_import() or (_("Ingenting er importert ennå."),), step=_to_administration())


def _aggregates(reach: Reach, held: Held) -> Status:
    node = _node(reach, held)
    if node is None:
        return _without_tree()
    sentence = _("Du ser samlede tall for %(unit)s. Tall om færre enn fem personer er skjult.")
    step = None
    if node.kind in {Kind.SECTOR, Kind.MUNICIPALITY}:
        step = _step(_("Åpne %(unit)s") % {"unit": node.name}, "sector", node.unit.code)
    return Status((sentence % {"unit": node.name},), step=step)


def _professional_lead(reach: Reach, held: Held) -> Status:
    node = _node(reach, held)
    if node is None:
        return _without_tree()
    step = _step(_("Åpne matrisen"), "matrix", node.unit.code)
    return Status((_("Du ser hvem som kan hva på %(unit)s.") % {"unit": node.name},), step=step)


def _employee(reach: Reach) -> Status:
    if reach.person_id is None:
        return Status((_("Du har ingen rolle i Kyndig ennå. HR kan gi deg tilgang."),))
    count = figures.of_person(reach.person_id, reach.on)
    step = _step(_("Se kompetansen din"), "my_competences")
    if not count.of:
        return Status((_("Det er ikke satt krav til stillingen din ennå."),), step=step)
    sentence = ngettext(
        "Stillingen din krever %(count)s kompetanse.",
        "Stillingen din krever %(count)s kompetanser.",
        count.of,
    ) % {"count": count.of}
    return Status((sentence, *_left(count)), step=step)


def _left(count: figures.Count) -> tuple[str, ...]:
    if not count.not_assessed:
        return ()
    return (
        ngettext(
            "%(count)s er ikke vurdert. Det betyr ikke at du mangler den.",
            "%(count)s er ikke vurdert. Det betyr ikke at du mangler dem.",
            count.not_assessed,
        )
        % {"count": count.not_assessed},
    )


def _node(reach: Reach, held: Held) -> UnitNode | None:
    if held.unit_id:
        return reach.nodes.get(held.unit_id)
    return UnitNode.objects.filter(tree_id=reach.tree_id, parent=None).select_related("unit").first()


def _without_tree() -> Status:
    return Status((_("Enheten din finnes ikke i dagens organisasjon. HR kan rette tilgangen."),))


def _last_import() -> tuple[str, ...]:
    run = ImportRun.objects.filter(status=ImportRun.Status.APPLIED).order_by("-finished_at").first()
    if run is None or run.finished_at is None:
        return ()
    day = date_format(run.finished_at, "DATE_FORMAT")
    return (_("Siste import ble gjennomført %(day)s.") % {"day": day},)


def _to_administration() -> Step:
    return _step(_("Åpne forvaltning"), "administration")


def _step(label: str, name: str, *arguments: str) -> Step:
    return Step(label, reverse(name, args=arguments))


_VARIANTS: dict[str, Callable[[Reach, Held], Status]] = {
    Role.CHIEF_EXECUTIVE: _director,
    Role.SECTOR_DIRECTOR: _director,
    Role.UNIT_LEADER: _leader,
    Role.DEPARTMENT_HEAD: _leader,
    Role.HR: _hr,
    Role.PROFESSIONAL_LEAD: _professional_lead,
    Role.UNION_REPRESENTATIVE: _aggregates,
    Role.EVALUATOR: _aggregates,
    Role.ADMINISTRATOR: _administrator,
}
