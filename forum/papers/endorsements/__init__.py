"""Endorsement by authorities, and sign-off by the offices of the association."""
