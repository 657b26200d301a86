"""What the outbox holds about people; see `accounts.privacy`."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Personal, Place, Subjects, declare
from kyndig.accounts.retention import NOTICES
from kyndig.accounts.vocabulary import name_acts
from kyndig.notices.models import Message, Recipient

PURPOSE = _("Så du får vite at noe venter på deg, og ikke oftere enn nødvendig")

INNER_WORKINGS = frozenset(
    {
        "recipient",
        "topic",
        "key",
        "path",
        "attempts",
        "next_attempt_at",
        "last_error",
        "address_digest",
    }
)


def _theirs(who: Subjects, through: str = "") -> Q:
    return Q(**{f"{through}employee_number__in": who.employee_numbers}) | Q(
        **{f"{through}user__in": who.user_ids}
    )


def register() -> None:
    """Called once, when the apps are ready."""
    declare(
        Personal(
            "notices.message",
            holds=_("Hvilke påminnelser du har fått, når, og om de kom fram. Ikke teksten og ikke adressen"),
            purpose=PURPOSE,
            kept=NOTICES,
            erasure=_("Slettes når tiden er ute, og når alt om deg slettes"),
            about=lambda who: Message.objects.filter(_theirs(who, "recipient__")),
            older=lambda moment: Message.objects.filter(created_at__lt=moment),
            hidden=frozenset(
                {
                    "recipient",
                    "topic",
                    "key",
                    "path",
                    "next_attempt_at",
                    "attempts",
                    "last_error",
                    "address_digest",
                }
            ),
        ),
        Personal(
            "notices.recipient",
            holds=_("At du får påminnelser, og om adressen din ikke virker"),
            purpose=PURPOSE,
            kept=NOTICES,
            erasure=_("Slettes når ingen påminnelser til deg er lagret, og når alt om deg slettes"),
            about=lambda who: Recipient.objects.filter(_theirs(who)),
            older=lambda moment: Recipient.objects.filter(
                Q(bounced_at=None) | Q(bounced_at__lt=moment), messages=None, claimed_at=None
            ),
            hidden=frozenset({"user", "claimed_at", "bounced_digest"}),
        ),
        Place(
            "e-mail",
            title=_("E-post og SMS"),
            holds=_("At noe venter på deg, med en lenke. Ikke hva det gjelder, og ingenting om deg"),
            purpose=PURPOSE,
            erasure=_("Ligger hos dem som leverer e-posten og meldingen"),
        ),
    )
    name_acts(
        {
            "notices.messages.queued": _("La påminnelser i kø"),
            "notices.messages.retried": _("Prøvde å sende på nytt"),
            "notices.messages.bounced": _("Merket e-post som kom i retur"),
        }
    )
