"""What every page of a unit begins with: the unit on the day, who asks, and the unit's figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from kyndig.accounts.models import User
from kyndig.accounts.requests import SignedInRequest
from kyndig.analysis.frames import Frame
from kyndig.gaps import kept
from kyndig.gaps.asking import Asked, asked
from kyndig.gaps.people import employed_at
from kyndig.gaps.places import WHOLES, Place, Words
from kyndig.gaps.tab_list import Tab, tabs_for
from kyndig.organisation import policies
from kyndig.organisation.models import Unit, UnitNode, UnitTree
from kyndig.organisation.reach import Figures, figures_for


@dataclass(frozen=True)
class Opened:
    """A unit's page: the unit, what is asked for, which figures the reader sees."""

    unit: Unit
    kind: str | None
    asked: Asked
    user: User
    every_figure: bool
    # Of a sector or the municipality, only those employed at the very unit: others have their own.
    own_only: bool = False
    # What looks back, or sideways to colleagues in other units, rests on the whole municipality.
    looks_back: bool = False

    @cached_property
    def picture(self) -> kept.Picture:
        """A sector's or the municipality's may be up to a minute old; all else is loaded now."""
        if self.looks_back:
            return kept.of_municipality(self.asked.as_of, looks_back=True)
        if self.kind in WHOLES and self.own_only:
            return kept.of_people(self.asked.as_of, employed_at(self.unit, self.asked.as_of))
        if self.kind in WHOLES:
            return kept.of_municipality(self.asked.as_of)
        return kept.of_unit(self.asked.as_of, self.unit.pk)

    @cached_property
    def words(self) -> Words:
        return Words(self.picture.snapshot)

    @cached_property
    def place(self) -> Place:
        return self.words.places[self.unit.pk]

    @cached_property
    def parent(self) -> Place | None:
        return self.words.places.get(self.place.parent_id or 0)

    def file_name(self, what: str) -> str:
        """What a download of the page is called, without its ending."""
        return f"{self.unit.code}-{what}-{self.asked.as_of.isoformat()}"

    @cached_property
    def pairs(self) -> Frame:
        """The unit's pairs, with all below it, not filtered."""
        return self.picture.pairs_of(self.unit.pk)

    @cached_property
    def sees_matrix(self) -> bool:
        """Those who see every figure do, and professional leads."""
        return self.every_figure or policies.can_see_matrix(self.user, self.unit)

    @cached_property
    def more_tabs(self) -> list[Tab]:
        """Pages of the unit that layers above have added."""
        return tabs_for(self)


View = Callable[..., HttpResponse]


def on_unit(view: View) -> View:
    """The view gets an `Opened` for the unit code in the address; 404 for no unit, 403 without figures."""

    @wraps(view)
    def opened_first(request: SignedInRequest, code: str, **rest: Any) -> HttpResponse:
        opened = open_unit(request, code)
        if not opened.every_figure:
            policies.check_can_see_figures(request.user, opened.unit)
        return not_there(request, opened) if opened.kind is None else view(request, opened, **rest)

    return opened_first


def open_unit(request: SignedInRequest, code: str) -> Opened:
    """The unit as it stands in the tree of the day. Raises Http404 for a code that no unit has."""
    wanted = asked(request.GET)
    unit = get_object_or_404(Unit.objects.annotate(kind=_kind_on(wanted)), code=code)
    every = figures_for(request.user, unit) is Figures.EVERY
    kind: str | None = unit.kind  # type: ignore[attr-defined] # annotated above
    return Opened(unit, kind, wanted, request.user, every)


def top_code(wanted: Asked) -> str:
    """The municipality's code on the day. Raises Http404 where nothing is imported yet."""
    tree = UnitTree.objects.at(wanted.as_of)
    node = UnitNode.objects.filter(tree=tree, parent=None).select_related("unit").first()
    if node is None:
        raise Http404
    return node.unit.code


def not_there(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """The unit is no part of the organisation on the day."""
    return render(request, "gaps/not_there.html", {"opened": opened})


def check_matrix(opened: Opened) -> None:
    """Raises PermissionDenied for those who don't see the unit's people."""
    if not opened.sees_matrix:
        raise PermissionDenied


def check_every_figure(opened: Opened) -> None:
    """Raises PermissionDenied for those who see large groups only."""
    if not opened.every_figure:
        raise PermissionDenied


def _kind_on(wanted: Asked) -> Subquery:
    """What the unit is in the tree of the day; None when it is not in it."""
    nodes = UnitNode.objects.filter(unit=OuterRef("pk"), tree_id=UnitTree.objects.id_at(wanted.as_of))
    return Subquery(nodes.values("kind")[:1])
