"""Users, and the two logs: what was changed (audit) and whose assessments were looked at (access)."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who signs in. Tied to a person in the organisation by employee number, never by name."""

    employee_number = models.CharField(_("ansattnummer"), max_length=40, null=True, blank=True, unique=True)
    language = models.CharField(_("språk"), max_length=2, blank=True)

    @property
    def display_name(self) -> str:
        """The name to show; the user name where no name is given."""
        return self.get_full_name() or self.username


class AuditEvent(models.Model):
    """One change: who did what to which thing, when and why. Holds no values; the history holds them.

    Written in the change's own transaction, so the rows also say which version of the data one has.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    act = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    @property
    def by_system(self) -> bool:
        """True when a command or a background task made the change, not a signed-in user."""
        return self.actor_id is None


class AccessEvent(models.Model):
    """One look at other people's assessments: a page, an export, a search or a command."""

    class Action(models.TextChoices):
        VIEW = "view", _("Vist")
        EXPORT = "export", _("Lastet ned")
        SEARCH = "search", _("Søkt")
        COMMAND = "command", _("Kjørt fra kommandolinjen")

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=10, choices=Action)
    page = models.CharField(max_length=80)
    unit_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-id"]


class AccessSubject(models.Model):
    """A person whose assessments an access event showed."""

    event = models.ForeignKey(AccessEvent, on_delete=models.CASCADE, related_name="subjects")
    employee_number = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["employee_number", "-event"])]
        constraints = [
            models.UniqueConstraint(fields=["event", "employee_number"], name="access_subject_once_per_event")
        ]


class Invitation(models.Model):
    """A link by which someone gets their account: valid once and for a while; only a hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class CorrectionRequest(models.Model):
    """Somebody says that what is held about them is wrong; their leader or HR answers."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="correction_requests")
    employee_number = models.CharField(max_length=40, db_index=True)
    what = models.CharField(_("hva er feil"), max_length=200)
    why = models.TextField(_("hva er riktig"))
    created_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("svar"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | ~models.Q(answer=""), name="answered_with_an_answer"
            )
        ]
