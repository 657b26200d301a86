"""The municipality as HR knows it: units in dated trees, people, roles, employments, and who leads what."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Kind(models.TextChoices):
    """What a unit is. Values are FORMATS.md's `kind`."""

    MUNICIPALITY = "municipality", _("Kommune")
    SECTOR = "sector", _("Sektor")
    UNIT = "unit", _("Enhet")
    DEPARTMENT = "department", _("Avdeling")
    TEAM = "team", _("Team")


class Unit(models.Model):
    """A unit's identity: its code. Name, kind and place differ from tree to tree; see `UnitNode`."""

    code = models.CharField(_("kode"), max_length=40, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class UnitTreeQuerySet(models.QuerySet["UnitTree"]):
    def at(self, day: date) -> "UnitTree | None":
        """The tree that holds on `day`: the newest begun by then, else the first there is."""
        return (
            self.filter(valid_from__lte=day).order_by("-valid_from").first()
            or self.order_by("valid_from").first()
        )

    def id_at(self, day: date) -> Coalesce:
        """The id of that tree as a part of another query: one round trip instead of two."""
        begun = self.filter(valid_from__lte=day).order_by("-valid_from").values("pk")[:1]
        first = self.order_by("valid_from").values("pk")[:1]
        return Coalesce(models.Subquery(begun), models.Subquery(first))


class UnitTree(models.Model):
    """The whole unit tree as it holds from a date until the next tree's. Trees are never edited."""

    valid_from = models.DateField(unique=True)
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = UnitTreeQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]


class UnitNode(models.Model):
    """A unit in one tree: its name, kind and parent there. `valid_from`/`valid_to` are the unit's own."""

    tree = models.ForeignKey(UnitTree, on_delete=models.CASCADE, related_name="nodes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nodes")
    parent = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="child_nodes"
    )
    name = models.CharField(_("navn"), max_length=200)
    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tree", "unit"], name="unit_once_per_tree"),
            models.UniqueConstraint(fields=["tree"], condition=Q(parent=None), name="one_root_per_tree"),
        ]


class UnitClosure(models.Model):
    """Every unit above (and equal to) every unit in one tree: reach and roll-up without recursion."""

    tree = models.ForeignKey(UnitTree, on_delete=models.CASCADE, related_name="closure")
    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    descendant = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    distance = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tree", "ancestor", "descendant"], name="closure_pair_once"),
            models.UniqueConstraint(
                fields=["tree", "descendant", "distance"], name="one_ancestor_per_distance"
            ),
        ]


class UnitSuccession(models.Model):
    """A closed or split unit and one of those that took over its work."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "successor"], name="successor_once"),
            models.CheckConstraint(condition=~Q(unit=F("successor")), name="successor_is_another_unit"),
        ]


class Role(models.Model):
    """A position code as payroll has it, with its title and STYRK-08 occupation code."""

    code = models.CharField(_("stillingskode"), max_length=40, unique=True)
    title = models.CharField(_("stillingstittel"), max_length=200)
    styrk = models.CharField(_("STYRK-08"), max_length=4, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self, as_of: date) -> Self:
        """Those with an employment that counts on `as_of`."""
        return self.filter(Q(pk__in=Employment.objects.active(as_of).values("person_id")))

    def with_employed(self, on: date) -> Self:
        """Each with `employed`: whether an employment counts on the day."""
        return self.annotate(employed=Exists(Employment.objects.active(on).filter(person=OuterRef("pk"))))

    def visible_to(self, user: Any) -> Self:
        """Those whose name and assessments the user may see today; see `organisation.reach`."""
        from kyndig.organisation.reach import people_visible_to  # reach reads these models

        return people_visible_to(self, user)  # type: ignore[return-value] # the same queryset, filtered


class Person(models.Model):
    """Somebody employed, now or before. Holds what the HR export says of them and nothing more."""

    employee_number = models.CharField(_("ansattnummer"), max_length=40, unique=True)
    first_name = models.CharField(_("fornavn"), max_length=150)
    last_name = models.CharField(_("etternavn"), max_length=150, blank=True)
    birth_date = models.DateField(_("fødselsdato"), null=True, blank=True)
    email = models.CharField(_("e-post"), max_length=254, blank=True)
    history = HistoricalRecords()
    employed: bool  # set by `PersonQuerySet.with_employed`

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "employee_number"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First name and surname, in the order people say them."""
        return f"{self.first_name} {self.last_name}".strip()


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def active(self, as_of: date) -> Self:
        """Rule 1 of the gap rule: begun by `as_of`, not ended before it, not cancelled."""
        return self.filter(
            Q(end_date=None) | Q(end_date__gte=as_of), start_date__lte=as_of, cancelled_at=None
        )


class Employment(models.Model):
    """One period of one position: a changed unit, role or percentage ends it and begins the next."""

    class Type(models.TextChoices):
        PERMANENT = "permanent", _("Fast")
        TEMPORARY = "temporary", _("Midlertidig")
        SUBSTITUTE = "substitute", _("Vikar")
        APPRENTICE = "apprentice", _("Lærling")
        HOURLY = "hourly", _("Timelønnet")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    # Identifies the position from delivery to delivery; built by `importing_employments.position_key`.
    position_key = models.CharField(max_length=160)
    position_number = models.CharField(_("stillingsnummer"), max_length=40, blank=True)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="employments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employments")
    fte_percent = models.DecimalField(_("stillingsprosent"), max_digits=6, decimal_places=3)
    employment_type = models.CharField(_("ansettelsesform"), max_length=10, choices=Type, blank=True)
    start_date = models.DateField(_("fra"))
    end_date = models.DateField(_("til"), null=True, blank=True)
    # When the position began, as last delivered; a later period of it begins on another day.
    delivered_start_date = models.DateField()
    leader_employee_number = models.CharField(_("nærmeste leder"), max_length=40, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        ordering = ["person", "start_date"]
        indexes = [
            models.Index(fields=["unit", "start_date"]),
            models.Index(fields=["person", "position_key"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="employment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(fte_percent__gte=0) & Q(fte_percent__lte=100), name="employment_percent_0_to_100"
            ),
            models.UniqueConstraint(
                fields=["person", "position_key", "start_date"],
                condition=Q(cancelled_at=None),
                name="position_begins_a_period_once",
            ),
        ]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def active(self, on: date) -> Self:
        """Grants held on the day, both ends included."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class RoleGrant(models.Model):
    """A role that a user holds at a unit for a period; it reaches everything below the unit."""

    class Kind(models.TextChoices):
        CHIEF_EXECUTIVE = "chief_executive", _("Kommunedirektør")
        SECTOR_DIRECTOR = "sector_director", _("Kommunalsjef")
        UNIT_LEADER = "unit_leader", _("Enhetsleder")
        DEPARTMENT_HEAD = "department_head", _("Avdelingsleder")
        PROFESSIONAL_LEAD = "professional_lead", _("Fagansvarlig")
        HR = "hr", _("HR")
        UNION_REPRESENTATIVE = "union_representative", _("Tillitsvalgt")
        EVALUATOR = "evaluator", _("Evaluator")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    kind = models.CharField(_("rolle"), max_length=20, choices=Kind)
    # None: no unit in particular, for those who run the system; the first is there before any unit is.
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    valid_from = models.DateField(_("fra"))
    valid_to = models.DateField(_("til"), null=True, blank=True)
    # True when it came from the delivery's nearest leader: a changed leader then ends it.
    from_delivery = models.BooleanField(default=False)
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(kind__in=["hr", "administrator"]),
                name="grant_at_a_unit_unless_it_runs_the_system",
            ),
        ]


class LeaderProposal(models.Model):
    """What a delivery says of who leads a unit, waiting for HR to confirm or turn down."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="leader_proposals")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="leader_proposals")
    kind = models.CharField(max_length=20, choices=RoleGrant.Kind)
    # The grant that this proposal would end, when the unit had another leader before.
    replaces = models.ForeignKey(
        RoleGrant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_date = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def active(self, on: date) -> Self:
        """Deputies whose period holds the day, both ends included."""
        return self.filter(valid_from__lte=on, valid_to__gte=on)


class Deputy(models.Model):
    """Somebody who stands in for a leader for a period, with the reach of the leader's grant."""

    grant = models.ForeignKey(RoleGrant, on_delete=models.CASCADE, related_name="deputies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputyships")
    valid_from = models.DateField(_("fra"))
    valid_to = models.DateField(_("til"))
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="deputy_ends_after_start")
        ]
