"""What people said of a closed unit's needs, and that goes on where its work does.

Registered needs and vacant positions have no last day of their own: they are handed over when it is
confirmed. Answers and «no needs» stay: they were said of other people and other figures.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.accounts.models import User
from kyndig.gaps.models import RegisteredNeed, Vacancy
from kyndig.gaps.needing import actions
from kyndig.gaps.needing.homes import home_ids
from kyndig.organisation.access_queries import unit_names
from kyndig.organisation.models import Unit, UnitTree
from kyndig.organisation.transfers import Transferable, Transferred


def needs_transferable() -> Transferable:
    """Needs registered at the unit: the same for each successor."""

    def standing(unit: Unit) -> list[RegisteredNeed]:
        return list(RegisteredNeed.objects.standing().filter(unit=unit).select_related("competence"))

    return _transferable(
        "registered_needs",
        gettext_lazy("Meldte behov, straks du lagrer"),
        standing,
        lambda need: _("%(what)s, innen %(year)s") % {"what": need.name[0], "year": need.by_year},
        lambda need, homes, by: actions.hand_over_need(need=need, to=homes, by=by),
    )


def vacancies_transferable() -> Transferable:
    """Open vacancies of the unit: a position is one, so it goes to the first successor."""

    def standing(unit: Unit) -> list[Vacancy]:
        return list(Vacancy.objects.open().filter(unit=unit).select_related("role"))

    return _transferable(
        "vacancies",
        gettext_lazy("Ledige stillinger, til den første du har valgt og straks du lagrer"),
        standing,
        lambda vacancy: (
            _("%(title)s, %(percent)s %%")
            % {"title": vacancy.role.title, "percent": floatformat(vacancy.percent)}
        ),
        lambda vacancy, homes, by: actions.hand_over_vacancy(vacancy=vacancy, to=homes[0], by=by),
        at_most=1,
    )


def _transferable(
    name: str,
    heading: str | Promise,
    standing: Callable[[Unit], list[Any]],
    says: Callable[[Any], str],
    hand_over: Callable[[Any, list[Unit], User], None],
    *,
    at_most: int | None = None,
) -> Transferable:
    def preview(unit: Unit, successors: Sequence[Unit], from_date: date) -> Sequence[Transferred]:
        homes = _homes(unit, successors, from_date)[:at_most]
        if not homes:
            return []
        names = unit_names([unit.pk, *(home.pk for home in homes)], _tree_id(from_date))
        before = names.get(unit.pk, unit.code)
        after = ", ".join(names.get(home.pk, home.code) for home in homes)
        return [Transferred(says(each), before, after) for each in standing(unit)]

    def transfer(unit: Unit, successors: Sequence[Unit], from_date: date, by: User) -> int:
        homes = _homes(unit, successors, from_date)[:at_most]
        handed = standing(unit) if homes else []
        for each in handed:
            hand_over(each, homes, by)
        return len(handed)

    return Transferable(name, heading, preview, transfer)


def _homes(unit: Unit, successors: Sequence[Unit], from_date: date) -> list[Unit]:
    """Where the successors' needs stand on the day, each once; not where they stand already."""
    homes = home_ids([each.pk for each in successors], _tree_id(from_date))
    wanted = dict.fromkeys(homes[each.pk] for each in successors)
    found = Unit.objects.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk != unit.pk]


def _tree_id(day: date) -> int | None:
    tree = UnitTree.objects.at(day)
    return tree.pk if tree else None
