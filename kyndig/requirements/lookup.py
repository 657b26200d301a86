"""Units and positions as choices of a form: searched for on the server, never listed in full."""

from collections.abc import Callable, Iterable, Sequence

from django.urls import reverse
from rapidfuzz import fuzz, process

from kyndig.catalogue.words import fold
from kyndig.organisation.models import Role, Unit, UnitNode, UnitTree
from kyndig.organisation.reach import today
from kyndig.web.picking import Option, Search

NEAR = 75


def roles(text: str, limit: int) -> Sequence[Option]:
    """Positions whose title or code is like the text, best first."""
    return _nearest(text, [role_option(each) for each in Role.objects.all()], limit)


def role_option(role: Role) -> Option:
    """A position as a choice."""
    return Option(role.code, role.title, role.code, thing=role)


def units(text: str, limit: int) -> Sequence[Option]:
    """Units of today's tree whose name or code is like the text, best first."""
    return _nearest(text, _unit_options(_nodes()), limit)


def units_among(allowed: Callable[[], Iterable[int]]) -> Search:
    """The same, among the units allowed (by id)."""

    def search(text: str, limit: int) -> Sequence[Option]:
        ids = set(allowed())
        return _nearest(text, _unit_options(node for node in _nodes() if node.unit_id in ids), limit)

    return search


def unit_option(unit: Unit) -> Option:
    """A unit as a choice, by its name of today."""
    node = UnitNode.objects.filter(tree_id=UnitTree.objects.id_at(today()), unit=unit).first()
    return Option(unit.code, node.name if node else unit.code, unit.code, thing=unit)


def _nodes() -> list[UnitNode]:
    """Today's units, the whole tree: some hundreds of short rows."""
    return list(UnitNode.objects.filter(tree_id=UnitTree.objects.id_at(today())).select_related("unit"))


def _unit_options(nodes: Iterable[UnitNode]) -> list[Option]:
    return [
        Option(
            node.unit.code, node.name, f"{node.unit.code}, {node.get_kind_display().lower()}", thing=node.unit
        )
        for node in nodes
    ]


def _nearest(text: str, options: list[Option], limit: int) -> list[Option]:
    """By code, then by the beginning of a word in the name, then by likeness."""
    wanted = fold(text.strip().lower())
    by_code = [each for each in options if each.value.lower() == text.strip().lower()]
    names = {place: fold(each.label.lower()) for place, each in enumerate(options)}
    begun = [options[place] for place, name in names.items() if f" {wanted}" in f" {name}"]
    alike = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=limit)
    by_name = [*sorted(begun, key=lambda each: len(each.label)), *(options[place] for _, _, place in alike)]
    return list({each.value: each for each in [*by_code, *by_name]}.values())[:limit]


def role_address() -> str:
    """Where positions for a text are asked for."""
    return reverse("role_options")


def unit_address() -> str:
    """Where units for a text are asked for."""
    return reverse("unit_options")


def own_unit_address() -> str:
    """The same, among those that the user sets requirements for."""
    return f"{unit_address()}?egne=1"
