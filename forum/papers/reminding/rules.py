"""When those who have not spoken are reminded."""

from datetime import timedelta

#: Three working days: time to bring a paper to the mayor and back.
BEFORE = timedelta(days=3)
