"""A digest in place of an e-mail address: enough to know it again, not enough to read it."""

from django.utils.crypto import salted_hmac


def digest(email: str) -> str:
    """The same for the same address, whatever the case of its letters; useless without the secret key."""
    return salted_hmac("kyndig.notices.address", email.strip().lower(), algorithm="sha256").hexdigest()
