"""An import's life: uploaded, previewed, applied or refused; who, when, counts, and the rejected rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One file on its way in, by the browser or a command."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Lastet opp")
        PREVIEWED = "previewed", _("Klar til å bekreftes")
        QUEUED = "queued", _("I kø")
        RUNNING = "running", _("Pågår")
        APPLIED = "applied", _("Gjennomført")
        INTERRUPTED = "interrupted", _("Avbrutt")
        REFUSED = "refused", _("Avvist")
        CANCELLED = "cancelled", _("Forkastet")

    kind = models.CharField(max_length=30)
    status = models.CharField(max_length=12, choices=Status, default=Status.UPLOADED)
    file_name = models.CharField(max_length=200)
    stored_name = models.CharField(max_length=80, blank=True)
    # For an HR delivery: the units file that came with it.
    units_file_name = models.CharField(max_length=200, blank=True)
    units_stored_name = models.CharField(max_length=80, blank=True)
    as_of = models.DateField()
    options = models.JSONField(default=dict)
    plan_hash = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    rejected_stored_name = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # Who looked over the plan and said yes; None for commands.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    @property
    def is_waiting(self) -> bool:
        """Queued or at work."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class ImportLock(models.Model):
    """The one row that an import holds while it applies: two at once wait for each other."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_import_lock")]
