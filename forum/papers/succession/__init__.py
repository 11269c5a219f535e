"""Succession: a published paper takes the place of an older one, whose address leads on."""
