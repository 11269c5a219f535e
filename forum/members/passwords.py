"""Passwords: hashed slowly on purpose, compared in the same time whether or not there is an account."""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

#: 19 MiB and two passes: OWASP's password storage cheat sheet, argon2id. About 25 ms;
#: raise the numbers and everybody's hash is renewed at their next sign-in.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

#: A hash that no password fits, for addresses without an account. Made at the start: its cost is theirs.
_NOBODY = _HASHER.hash("nobody")


def hashed(password: str) -> str:
    """What the database keeps. Call it before a transaction begins: it takes its time."""
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long when there is none to compare with."""
    try:
        right = _HASHER.verify(password_hash or _NOBODY, password.encode("utf-8", "surrogatepass"))
    except (Argon2Error, InvalidHashError):
        return False
    return right and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)
