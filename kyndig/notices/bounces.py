"""Letters that came back: which addresses they name, and marking what was sent to them."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import Message as Part

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.notices.addressing import digest
from kyndig.notices.models import Message, Recipient

# A letter comes back within days; an older one was another matter.
LOOK_BACK = timedelta(days=30)
_ADDRESS = re.compile(r"[^\s<>;,:]+@[^\s<>;,:]+")


def addresses_in(raw: bytes) -> set[str]:
    """The addresses that a delivery report (RFC 3464) says failed for good; of other text, every address."""
    report = message_from_bytes(raw, policy=policy.default)
    parts = [each for each in report.walk() if each.get_content_type() == "message/delivery-status"]
    if parts:
        return {address for part in parts for address in _failed(part)}
    return set(_ADDRESS.findall(raw.decode("utf-8", "replace")))


def _failed(part: "Part[str, str]") -> list[str]:
    payload = part.get_payload()
    blocks = [each for each in payload if isinstance(each, Part)] if isinstance(payload, list) else []
    for_good = [each for each in blocks if each.get("Action", "").strip().lower() == "failed"]
    named = (str(each.get("Original-Recipient") or each.get("Final-Recipient", "")) for each in for_good)
    return [address for text in named for address in _ADDRESS.findall(text.partition(";")[2])]


@transaction.atomic
def mark(addresses: set[str]) -> int:
    """Mark what was lately sent to the addresses as come back; returns how many people it concerns."""
    digests = {digest(address) for address in addresses}
    since = timezone.now() - LOOK_BACK
    sent = Message.objects.filter(
        address_digest__in=digests, status=Message.Status.SENT, sent_at__gte=since
    ).values_list("recipient_id", "address_digest")
    marked = dict(sent)
    for recipient_id, its_digest in marked.items():
        Recipient.objects.filter(pk=recipient_id).update(bounced_at=timezone.now(), bounced_digest=its_digest)
    Message.objects.filter(address_digest__in=digests, status=Message.Status.SENT, sent_at__gte=since).update(
        status=Message.Status.BOUNCED
    )
    if marked:
        audit.record("notices.messages.bounced", by=None, count=len(marked))
    return len(marked)
