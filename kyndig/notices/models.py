"""The outbox: who is to be told that something waits, of which kind, and what came of it.

A message holds no text and no address. The text is its kind's, in the recipient's language; the address is
asked for when it is sent, so that neither is ever out of date.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def names_of_kinds() -> list[tuple[str, str]]:
    """What kinds are called, for somebody's own copy of all that is held about them."""
    from kyndig.notices import kinds

    return kinds.names()


class Recipient(models.Model):
    """Somebody who has been told something: an employee by number, or a user from outside.

    One letter at a time: whoever sends to a recipient holds the claim, and no second process can.
    """

    employee_number = models.CharField(_("ansattnummer"), max_length=40, null=True, blank=True, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    # Since when the address has refused letters, and a digest of which address: another one is tried.
    bounced_at = models.DateTimeField(_("adressen virket ikke"), null=True, blank=True)
    bounced_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(employee_number=None, user__isnull=False)
                | Q(employee_number__isnull=False, user=None),
                name="recipient_is_an_employee_or_a_user",
            )
        ]

    @property
    def key(self) -> str:
        """What the directory knows the recipient by: the employee number, else `user:<id>`."""
        return self.employee_number or f"user:{self.user_id}"


class Message(models.Model):
    """One reason to write to somebody. All that wait for a person go in one letter."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Venter")
        SENDING = "sending", _("Sendes nå")
        SENT = "sent", _("Sendt")
        FAILED = "failed", _("Ikke sendt")
        BOUNCED = "bounced", _("Kom i retur")
        NO_ADDRESS = "no_address", _("Uten e-post")
        LAPSED = "lapsed", _("Ikke lenger nødvendig")

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-post")
        SMS = "sms", _("SMS")

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(_("hva"), max_length=40, choices=names_of_kinds)
    # What it is about, e.g. "round:12"; nobody gets more than one letter a week about it.
    topic = models.CharField(max_length=80)
    # Makes the reason one of its kind: the week, or what the sender says.
    key = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    channel = models.CharField(_("kanal"), max_length=5, choices=Channel, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    # The class of what went wrong and the server's code; never its text, which quotes addresses.
    last_error = models.CharField(max_length=80, blank=True)
    # Of the address it was sent to, so that a letter that comes back finds its message.
    address_digest = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(_("lagt i kø"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "next_attempt_at"]),
            models.Index(fields=["recipient", "topic", "sent_at"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "topic", "key"], name="message_once")
        ]
