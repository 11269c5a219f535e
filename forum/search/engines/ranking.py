"""The search itself, over the columns of a snapshot: match, filter, group, count.

Every engine that can hand out postings ranks through here, so all of them find
the same things in the same order.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from forum.search.engine import Hit, Request, Results
from forum.search.engines.counting import facets
from forum.search.engines.filtering import passing
from forum.search.engines.found import Found
from forum.search.engines.matching import Match, Matcher
from forum.search.engines.snapshot import Snapshot
from forum.search.engines.weights import COMPANY, HELD, HELD_OF_MANY, MOST_COMPANY, NEAR_THE_BEST, RESCORED
from forum.search.plan import Plan


def search(snapshot: Snapshot, plan: Plan, request: Request) -> Results:
    """Answer a request."""
    ends = time.perf_counter() + request.seconds
    matcher = Matcher(snapshot, plan, hurried=lambda: time.perf_counter() > ends)
    found = _found(snapshot, matcher, request)
    hits, total = _shown(snapshot, found, request, by_score=bool(plan.spans) and not request.newest_first)
    counts = facets(snapshot, found, request.facets) if request.facets else {}
    unknown = tuple(dict.fromkeys(forms.word for forms, is_known in matcher.known.items() if not is_known))
    return Results(hits, total, counts, matcher.hurried(), unknown, is_partial=bool(hits) and not found.is_whole)


class Part(NamedTuple):
    """What matched in one segment: places in rising order, their scores, and what part of the question each holds."""

    number: int
    place: np.ndarray
    score: np.ndarray
    held: np.ndarray

    @classmethod
    def of(cls, match: Match, mask: np.ndarray) -> "Part":
        """Those of a segment that are marked."""
        place = np.flatnonzero(mask).astype(np.int32)
        return cls(match.number, place, match.score[place], match.held[place])

    def only(self, kept: np.ndarray) -> "Part":
        """Those that are marked."""
        return self if kept.all() else Part(self.number, self.place[kept], self.score[kept], self.held[kept])


def _found(snapshot: Snapshot, matcher: Matcher, request: Request) -> Found:
    """Match every segment, then keep what answers enough of the question."""
    if not matcher.plan.spans:
        parts = [Part.of(match, mask) for match, mask in _matched(snapshot, matcher, request)]
        return _side_by_side(snapshot, parts, is_whole=True)
    matched = list(_matched(snapshot, matcher, request))
    for match, mask in matched:
        match.score *= mask
        mask &= match.score > 0
    if request.loose:
        parts, whole = [Part.of(*one) for one in matched], True
        _refine(matcher, parts)
    else:
        parts = _promising(matcher, matched, request.size + request.skip)
        _refine(matcher, parts)
        parts, whole = _qualified(matcher, parts, request.size + request.skip)
    return _side_by_side(snapshot, parts, is_whole=whole)


def _matched(snapshot: Snapshot, matcher: Matcher, request: Request) -> Iterator[tuple[Match, np.ndarray]]:
    """The documents of each segment, with a mark for those that may be shown."""
    for number, segment in enumerate(snapshot.segments):
        mask = passing(segment.columns, request)
        if mask.any():  # else nothing for this actor, or of this kind
            mask &= matcher.allowed(number)
            yield matcher.match(number), mask


def _promising(matcher: Matcher, matched: Sequence[tuple[Match, np.ndarray]], shown: int) -> list[Part]:
    """All that hold enough of the question or could be shown without: no look at grams and pairs lowers a score."""
    need = _need(matcher)
    best = _best((match.score for match, _ in matched), max(RESCORED, shown))
    floor = min(NEAR_THE_BEST * float(best.max(initial=0)), float(best.min()) if len(best) >= RESCORED else 0)
    parts = []
    for match, mask in matched:
        enough = match.score >= floor
        if matcher.asked:
            enough |= match.held >= need
        parts.append(Part.of(match, enough & mask))
    return parts


def _best(scores: Iterable[np.ndarray], many: int) -> np.ndarray:
    """The ``many`` highest of all scores, in no order; fewer where there are no more."""
    best = np.zeros(0, np.float32)
    for some in scores:
        best = np.concatenate((best, some[some > best.min()] if len(best) >= many else some))
        if len(best) > many:
            best = np.partition(best, -many)[-many:]
    return best


def _need(matcher: Matcher) -> float:
    """What part of the question is enough."""
    return HELD.get(matcher.words, HELD_OF_MANY) * matcher.asked


def _refine(matcher: Matcher, parts: list[Part]) -> None:
    """Look at grams and pairs of the best documents."""
    best = _best((part.score for part in parts), RESCORED)
    least = float(best.min()) if len(best) >= RESCORED else 0
    few = [(part, chosen) for part in parts if len(chosen := np.flatnonzero(part.score >= least))]
    if few:
        added = matcher.refined([(part.number, part.place[chosen]) for part, chosen in few])
        for (part, chosen), more in zip(few, added, strict=True):
            part.score[chosen] += more


def _qualified(matcher: Matcher, parts: list[Part], shown: int) -> tuple[list[Part], bool]:
    """Keep documents that hold enough of the question, or that come near the best; always a first page.

    Also tells whether any holds enough.
    """
    scores = np.concatenate([np.zeros(0, np.float32), *(part.score for part in parts)])
    if not len(scores):
        return parts, True
    need = _need(matcher)
    enough = float(scores.max()) * NEAR_THE_BEST
    if len(scores) > shown:
        enough = min(enough, float(np.partition(scores, -shown)[-shown]))
    kept, whole = [], False
    for part in parts:
        holds = part.held >= need if matcher.asked else np.zeros(len(part.place), bool)
        whole = whole or bool(holds.any())
        kept.append(part.only(holds | (part.score >= enough)))
    return kept, whole


def _side_by_side(snapshot: Snapshot, parts: list[Part], *, is_whole: bool) -> Found:
    return Found(
        np.repeat(np.array([part.number for part in parts], np.int32), [len(part.place) for part in parts]),
        np.concatenate([np.zeros(0, np.int32), *(part.place for part in parts)]),
        np.concatenate([np.zeros(0, np.float32), *(part.score for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(snapshot.groups.at(part.number, part.place) for part in parts)]),
        is_whole,
    )


def _shown(snapshot: Snapshot, found: Found, request: Request, *, by_score: bool) -> tuple[tuple[Hit, ...], int]:
    """The hits of the page that is asked for, and how many there are in all."""
    counted = np.bincount(found.group, minlength=1) if request.grouped else None
    total = int(np.count_nonzero(counted)) if counted is not None else len(found)
    value = _values(found, counted) if by_score else _created(snapshot, found).astype(np.float64)
    wanted, many = request.skip + request.size, 4 * (request.skip + request.size) + 64
    while True:
        ordered = _ordered(snapshot, found, value, many)
        hits = _grouped(snapshot, found, ordered, wanted, counted)
        if len(hits) >= wanted or many >= len(found):
            return tuple(hits[request.skip :]), total
        many *= 8


def _values(found: Found, counted: np.ndarray | None) -> np.ndarray:
    """What each document is ordered by: its score, and a little of the others of its group.

    A thread that keeps coming back to the question answers it better than one that names it once.
    """
    score = found.score.astype(np.float64)
    if counted is None or not len(found):
        return score
    many = counted[found.group]
    mean = np.bincount(found.group, weights=score)[found.group] / many
    return (1 - COMPANY) * score + COMPANY * mean * np.minimum(many, MOST_COMPANY)


def _ordered(snapshot: Snapshot, found: Found, value: np.ndarray, many: int) -> list[int]:
    """The ``many`` first of what was found; equals stand in the order of their time, then their key."""
    chosen = np.arange(len(found))
    if len(found) > many:
        chosen = np.argpartition(-value, many)[:many]
    order = {}
    for i in chosen.tolist():
        columns, place = snapshot.segments[found.segment[i]].columns, found.place[i]
        order[i] = -round(float(value[i]), 5), -int(columns.created[place]), columns.key(place)
    return sorted(order, key=order.__getitem__)


def _created(snapshot: Snapshot, found: Found) -> np.ndarray:
    """When each was written."""
    created = np.zeros(len(found), np.int64)
    for number, segment in enumerate(snapshot.segments):
        here = found.segment == number
        created[here] = segment.columns.created[found.place[here]]
    return created


def _grouped(
    snapshot: Snapshot, found: Found, ordered: list[int], wanted: int, counted: np.ndarray | None
) -> list[Hit]:
    """One hit a group, by its best document."""
    hits, seen = [], set()
    for index in ordered:
        group = int(found.group[index])
        if counted is not None and group in seen:
            continue
        seen.add(group)
        columns = snapshot.segments[found.segment[index]].columns
        place = found.place[index]
        name = columns.group.name(place)
        also = int(counted[group]) - 1 if counted is not None else 0
        hits.append(Hit(columns.key(place), name, float(found.score[index]), also))
        if len(hits) == wanted:
            break
    return hits
