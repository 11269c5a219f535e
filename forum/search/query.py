"""What somebody typed into the search box, understood.

This first slice holds the shape; reading it follows.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A question, taken apart."""

    text: str = ""
