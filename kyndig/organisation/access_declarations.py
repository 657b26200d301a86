"""What the organisation tells the layers below: who is employed, who has access, who is signed in as what."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from kyndig.accounts import audit, identity
from kyndig.accounts.models import User
from kyndig.organisation import access_queries, policies
from kyndig.organisation.acting import acting, role_text, roles_of
from kyndig.organisation.correction_views import requests_to
from kyndig.organisation.models import Person, RoleGrant, UnitNode
from kyndig.organisation.reach import LEADERS, reach_of, today
from kyndig.web import identity as shell
from kyndig.web import navigation, tasks


def _for(allowed: Callable[[User], bool], name: str) -> Callable[[HttpRequest], str | None]:
    def address(request: HttpRequest) -> str | None:
        user = request.user
        return reverse(name) if isinstance(user, User) and allowed(user) else None

    return address


def _names_deputies(user: User) -> bool:
    reach = reach_of(user)
    return reach.has_access and reach.holds(*LEADERS)


ENTRIES = [
    navigation.Entry(
        gettext_lazy("Tilgang"),
        _for(policies.can_manage_access, "access"),
        order=80,
        prefixes=("/tilgang/",),
        administration=True,
        description=gettext_lazy("Hvem kan se og gjøre hva, og hvorfor."),
    ),
    navigation.Entry(
        gettext_lazy("Ønsker om retting"),
        _for(policies.can_see_requests, "corrections"),
        order=82,
        prefixes=("/rettinger/",),
        administration=True,
        description=gettext_lazy("Det ansatte mener er feil, og svarene de får."),
    ),
    navigation.Entry(
        gettext_lazy("Stedfortreder"),
        _for(_names_deputies, "deputies"),
        order=84,
        prefixes=("/min/stedfortreder/",),
        administration=True,
        description=gettext_lazy("Hvem som gjør jobben din når du er borte."),
    ),
    navigation.Entry(
        gettext_lazy("Endringslogg"),
        _for(policies.can_read_own_log, "log"),
        order=86,
        prefixes=("/logg/",),
        administration=True,
        description=gettext_lazy("Hvem gjorde hva, når og hvorfor."),
    ),
]


def register() -> None:
    """Called once, when the app is ready."""
    identity.tell_employed(employed)
    identity.tell_access(lambda user: reach_of(user).has_access)
    identity.tell_administrator(make_administrator)
    shell.tell_municipality(municipality)
    shell.tell_signed_in_as(signed_in_as)
    for entry in ENTRIES:
        navigation.register(entry)
    tasks.register(waiting)


def waiting(request: HttpRequest) -> list[tasks.Task]:
    """Leaders for HR to confirm; corrections to answer."""
    user = request.user
    if not isinstance(user, User) or not policies.can_see_requests(user):
        return []
    found = []
    asked = requests_to(user).filter(answered_at=None).count()
    if asked:
        text = ngettext("Svar %(n)d som vil ha noe rettet", "Svar %(n)d som vil ha noe rettet", asked)
        found.append(tasks.Task(text % {"n": asked}, reverse("corrections"), urgency=2))
    proposed = access_queries.proposals().count() if policies.can_act_as_hr(user) else 0
    if proposed:
        text = ngettext("Bekreft %(n)d ny leder", "Bekreft %(n)d nye ledere", proposed)
        found.append(tasks.Task(text % {"n": proposed}, reverse("leader_proposals"), urgency=2))
    return found


def employed(employee_number: str) -> identity.Employed | None:
    """The person employed today with exactly this number."""
    person = Person.objects.active(today()).filter(employee_number=employee_number).first()
    if person is None:
        return None
    return identity.Employed(person.employee_number, person.first_name, person.last_name, person.email)


def make_administrator(user: User) -> None:
    """The first administrator's role: at no unit, since there may be none yet."""
    grant = RoleGrant.objects.create(
        user=user, kind=RoleGrant.Kind.ADMINISTRATOR, unit=None, valid_from=today()
    )
    audit.record("organisation.grant.given", by=None, on=grant)


def municipality() -> str:
    """The name of the top unit of today's tree; empty before there is one."""
    tops = UnitNode.objects.filter(parent=None).values_list("name", flat=True)
    begun = tops.filter(tree__valid_from__lte=today()).order_by("-tree__valid_from").first()
    return begun or tops.order_by("tree__valid_from").first() or ""


def signed_in_as(request: HttpRequest) -> shell.SignedIn | None:
    """The user's name, and the role they act in with its unit."""
    user = request.user
    if not isinstance(user, User):
        return None
    reach, held = reach_of(user), acting(request)
    switch = reverse("acting_role") if len(roles_of(reach)) > 1 else ""
    return shell.SignedIn(user.display_name, role_text(held, reach) if held else "", switch)
