"""The person who asks, cut loose from database row and request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: all that the rules may know about a person.

    The sets hold ids of platforms. ``moderates`` includes ``coordinates``: a
    platform's coordinator is its first moderator.
    """

    member_id: int | None = None
    name: str = ""
    job_title: str = ""
    authority_id: int | None = None
    platforms: frozenset[int] = frozenset()
    moderates: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()
    is_association: bool = False
    is_administrator: bool = False
    #: offices of the association by name, those that sign papers among them
    offices: frozenset[str] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a member and not a visitor."""
        return self.member_id is not None

    @property
    def is_moderator(self) -> bool:
        """Whether the person has a desk: moderates a platform or speaks for the association."""
        return bool(self.moderates) or self.is_association


ANYONE = Actor()
