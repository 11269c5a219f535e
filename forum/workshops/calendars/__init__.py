"""Workshops in people's own calendars: one of them, those of a platform, those of a member."""
