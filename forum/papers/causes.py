"""Why a text changed: each changed place with the comments and cards that brought it about."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Row

from forum.papers.changes import NEW, SAME, Piece, SectionChange
from forum.papers.citations import cited
from forum.papers.reviews import Comment
from forum.papers.rules import ADOPTED

#: Unchanged words shown before and after a changed place.
EDGE = 160
#: Changes with less than this between them are one place.
NEAR = 24
#: Words of fewer letters (of, in, and) stand everywhere and tell nothing.
TELLING = 3
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640]")


@dataclass(frozen=True, slots=True)
class Hunk:
    """One changed place with a little of what stands around it.

    ``cited`` and ``dropped`` are cards whose marks came or went here;
    ``comments`` the accepted ones whose wording stands here.
    """

    pieces: tuple[Piece, ...]
    cited: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """What became of a section, place by place; ``others`` are comments that were accepted without a wording."""

    change: SectionChange
    hunks: tuple[Hunk, ...]
    others: tuple[Comment, ...]


def explain(changes: Iterable[SectionChange], comments: Sequence[Comment]) -> list[Explained]:
    """Name the comments and cards behind every changed place.

    A comment is named where words that it took away or proposed went or came;
    an accepted comment that is named nowhere is named for its whole section.

    Args:
        comments: with their dispositions; only accepted ones cause changes.
    """
    accepted: dict[int | None, list[Comment]] = {}
    for comment in comments:
        if comment.disposition is not None and comment.disposition.outcome in ADOPTED:
            accepted.setdefault(comment.section_id, []).append(comment)
    return [_explained(change, accepted.get(change.key, [])) for change in changes]


def said_between(comments: Iterable[Comment], old: Row, new: Row | None) -> list[Comment]:
    """The comments that can have caused what changed between two versions (``new`` empty: and the draft).

    Those on the old version or a later one, and older ones that were answered since.

    Args:
        old: a row with the number and moment of a version; ``new`` another.
    """

    def belongs(comment: Comment) -> bool:
        answered = comment.disposition.at if comment.disposition else None
        since = comment.version_number >= old.number or (answered is not None and answered > old.at)
        return since and (new is None or comment.at <= new.at)

    return [comment for comment in comments if belongs(comment)]


def _explained(change: SectionChange, comments: Sequence[Comment]) -> Explained:
    hunks = tuple(_caused(pieces, comments) for pieces in places(change.pieces))
    named = {comment.id for hunk in hunks for comment in hunk.comments}
    return Explained(change, hunks, tuple(c for c in comments if c.id not in named))


def places(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The changed places of a text, each with the end of what stands before and the start of what follows.

    >>> [len(place) for place in places([("same", "أ" * 500), ("new", "ب"), ("same", "ج" * 500), ("gone", "د")])]
    [3, 2]
    """
    place: list[Piece] = []
    before = ""
    for number, (kind, text) in enumerate(pieces):
        if kind != SAME:
            place += [(SAME, _end(before))] if before and not place else []
            place.append((kind, text))
        elif place and len(text.strip()) < NEAR and "\n" not in text and number < len(pieces) - 1:
            place.append((kind, text))
        else:
            if place:
                yield (*place, (SAME, _start(text)))
            place, before = [], text
    if place:
        yield tuple(place)


def _caused(pieces: tuple[Piece, ...], comments: Sequence[Comment]) -> Hunk:
    came = " ".join(text for kind, text in pieces if kind == NEW)
    went = " ".join(text for kind, text in pieces if kind not in (NEW, SAME))
    now, was = cited(came), cited(went)
    return Hunk(
        pieces, tuple(card for card in now if card not in was), tuple(card for card in was if card not in now),
        tuple(c for c in comments if _words(c.proposed) & _words(came) or _words(c.quoted) & _words(went)),
    )


def _words(text: str) -> set[str]:
    bare = _SIGNS.sub("", unicodedata.normalize("NFC", text))
    return {word for word in _WORD.findall(bare) if len(word) >= TELLING}


def _end(text: str) -> str:
    return text if len(text) <= EDGE else f"[…] {text[-EDGE:].split(' ', 1)[-1]}"


def _start(text: str) -> str:
    return text if len(text) <= EDGE else f"{text[:EDGE].rsplit(' ', 1)[0]} […]"
