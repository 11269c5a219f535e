"""The person who asks, cut loose from database row and request."""

from dataclasses import dataclass, replace


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
    #: names that the person took instead of their own, as ids of members: known to the person alone
    stand_ins: frozenset[int] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a member and not a visitor."""
        return self.member_id is not None

    @property
    def is_moderator(self) -> bool:
        """Whether the person has a desk: moderates a platform or speaks for the association."""
        return bool(self.moderates) or self.is_association

    def wrote(self, author_id: int | None) -> bool:
        """Whether what this author wrote is the person's own, under their name or without it."""
        return self.member_id is not None and (author_id == self.member_id or author_id in self.stand_ins)

    def speaking_as(self, author_id: int | None) -> "Actor":
        """The person as the author of what they wrote without name, so that nothing they do there tells the name."""
        if author_id not in self.stand_ins:
            return self
        return replace(self, member_id=author_id, name="", job_title="", authority_id=None, stand_ins=frozenset())

    def behind(self, author_id: int) -> "Actor":
        """The person who from now on stands behind this author, too: what it wrote is theirs."""
        return replace(self, stand_ins=self.stand_ins | {author_id})


ANYONE = Actor()
