"""Loads an invented municipality through the same imports as a real one."""

import io
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from kyndig.accounts.models import User
from kyndig.catalogue.models import Area
from kyndig.demo.casting import PASSWORD, USERNAMES, make_users
from kyndig.demo.consents import make_consents
from kyndig.demo.documents import make_document
from kyndig.demo.generator import Municipality, generate, write
from kyndig.demo.mapping import make_round
from kyndig.demo.needs import make_needs
from kyndig.demo.scenarios import make_scenario
from kyndig.library.loading import library
from kyndig.organisation.models import Person, RoleGrant, UnitNode, UnitTree

__all__ = ["PASSWORD", "DemoUser", "demo_users", "is_loaded", "load_demo", "load_files"]

FACTS = ("catalogue", "requirements", "coverage", "assessments", "exemptions")
# The first delivery lies so far back that the second, a month later, has happened too.
FIRST_DELIVERY_DAYS_AGO = 45


@dataclass(frozen=True)
class DemoUser:
    """A user name, and whom it signs in as."""

    username: str
    description: str


def is_loaded() -> bool:
    """True when there are people in the database."""
    return Person.objects.exists()


def first_delivery() -> date:
    """The day of the first delivery of a demo that is made today."""
    return timezone.localdate() - timedelta(days=FIRST_DELIVERY_DAYS_AGO)


def load_demo(*, employees: int, seed: int) -> None:
    """Make the municipality, import it, give each role a user; a round, consents and a document besides."""
    municipality = generate(employees, seed, first_delivery())
    with tempfile.TemporaryDirectory() as directory:
        write(municipality, Path(directory))
        load_files(municipality, Path(directory))
    story = make_users(since=municipality.as_of)
    leader = User.objects.filter(username="enhetsleder").first()
    make_round(story, by=leader)
    make_scenario(story, by=leader)
    make_consents()
    employee = User.objects.filter(username="medarbeider").first()
    make_document(employee)
    make_needs(story, leader=leader, employee=employee)


def load_files(municipality: Municipality, directory: Path) -> None:
    """Import the municipality's files from `directory`, as HR would: both deliveries and the facts."""
    _import_delivery(directory / "units.csv", directory / "hr.csv", municipality.now.as_of)
    for kind in FACTS:
        _import(kind, directory / f"{kind}.csv")
    _name_areas()
    _import_delivery(directory / "units-next.csv", directory / "hr-next.csv", municipality.later.as_of)


def _name_areas() -> None:
    """The catalogue's file has the areas in bokmål only."""
    for area in library().areas.values():
        Area.objects.filter(name_nb=area.name.nb).update(name_nn=area.name.nn, name_en=area.name.en)


def _import_delivery(units: Path, people: Path, as_of: date) -> None:
    _import("hr", people, "--units", str(units), "--as-of", as_of.isoformat())


def _import(kind: str, file: Path, *options: str) -> None:
    """The import's own report lists every change: not for somebody who waits for a demo."""
    call_command(f"import_{kind}", str(file), *options, stdout=io.StringIO())


def demo_users() -> list[DemoUser]:
    """The users that the demo made, each with role and place as held today."""
    users = {user.username: user for user in User.objects.filter(username__in=USERNAMES)}
    return [DemoUser(name, _description(users[name])) for name in USERNAMES if name in users]


def _description(user: User) -> str:
    grant = RoleGrant.objects.active(timezone.localdate()).filter(user=user).first()
    if grant is None:
        return f"Medarbeider: {user.display_name}"
    tree = UnitTree.objects.at(timezone.localdate())
    node = UnitNode.objects.filter(tree=tree, unit=grant.unit).first() if grant.unit else None
    place = f", {node.name}" if node else ""
    return f"{grant.get_kind_display()}{place}: {user.display_name}"
