"""Secret keys of sessions and one-time links: given out once, kept only as a hash."""

import hashlib
import secrets

#: Bytes of chance in a key; 32 cannot be guessed by anybody.
STRENGTH = 32


def new_key() -> str:
    """A key fit for a cookie or an address."""
    return secrets.token_urlsafe(STRENGTH)


def hashed(key: str) -> str:
    """What the database keeps of a key. Chance is in the key itself, so a fast hash is enough."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
