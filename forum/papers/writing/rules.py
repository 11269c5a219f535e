"""Numbers of writing, each with its reason."""

from datetime import timedelta

#: A lock lasts this long after the last sign of its holder: a telephone call, not a lunch.
LOCK_TIME = timedelta(minutes=20)
