"""Workshops of the platforms: when, where, with whom, and what came of them."""
