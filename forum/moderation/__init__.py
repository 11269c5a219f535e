"""Flags, and the one queue of what needs a moderator."""
