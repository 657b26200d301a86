"""Home pages and the director's page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps.asking import asked
from kyndig.insights import sector as sectors
from kyndig.insights.home import status_of
from kyndig.insights.parts import Picture
from kyndig.organisation.acting import acting
from kyndig.organisation.models import Kind, UnitNode
from kyndig.organisation.reach import Figures, figures_for, reach_of
from kyndig.web import charts, tasks

SECTOR_TASKS = 3


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What should I do now?"""
    context = {
        "tasks": tasks.waiting(request, at_home=True),
        "status": status_of(request.user, acting(request)),
    }
    return render(request, "insights/home.html", context)


@require_safe
def sector(request: SignedInRequest, code: str) -> HttpResponse:
    """Where is the sector vulnerable, and is it getting better? Units, never people."""
    nodes = UnitNode.objects.filter(tree_id=reach_of(request.user).tree_id).select_related("unit")
    node = get_object_or_404(nodes, unit__code=code)
    figures = figures_for(request.user, node.unit)
    if figures is Figures.NONE:
        raise PermissionDenied
    if node.kind not in {Kind.SECTOR, Kind.MUNICIPALITY}:
        raise Http404
    wanted = asked(request.GET)
    known = sectors.known_of(node, wanted.as_of)
    picture = sectors.picture(known.snapshot, node.unit_id, protected=figures is not Figures.EVERY)
    context = {
        "node": node,
        "asked": wanted,
        "picture": picture,
        **_shown(picture, everything="alle" in request.GET),
        "tasks": tasks.waiting(request, SECTOR_TASKS),
        "calculated_at": known.calculated_at,
        **_drawn(picture),
    }
    return render(request, "insights/sector.html", context)


def _shown(picture: Picture, *, everything: bool) -> dict[str, Any]:
    """What fits a screen, or all of it."""
    units = len(picture.lines) if everything else sectors.SHOWN_UNITS
    columns = len(picture.competences) if everything else sectors.SHOWN_COMPETENCES
    problems = len(picture.problems) if everything else sectors.SHOWN_PROBLEMS
    return {
        "shown_all": everything,
        "competences": picture.competences[:columns],
        "rows": [(line, line.squares[:columns]) for line in picture.lines[:units]],
        "problems": picture.problems[:problems],
        "hidden_units": len(picture.lines) > units,
        "hidden_competences": len(picture.competences) > columns,
        "hidden_problems": len(picture.problems) > problems,
    }


def _drawn(picture: Picture) -> dict[str, Any]:
    """The bars as a drawing with its legend; readers of large groups get the table alone."""
    if picture.protected or not picture.is_asked:
        return {}
    rows = [
        charts.Bar(
            bar.place.name,
            {"met": bar.met, "below": bar.below, "not_assessed": bar.not_assessed, "exempt": bar.exempt},
        )
        for bar in picture.bars
    ]
    description = _("Andel ruter i hver tilstand, enhet for enhet. Tallene står i tabellen under figuren.")
    chart = charts.bars(rows, sectors.BAR_WORDS, title=picture.bars_heading, description=description)
    return {"chart": chart, "chart_legend": charts.legend(chart)}
