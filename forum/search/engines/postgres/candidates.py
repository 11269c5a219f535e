"""The documents that may answer a question, chosen by the database, as one segment for the common ranking.

The database finds documents that hold rare words of the question and takes the
most promising by a sum of inverse document frequencies. Frequencies and mean
lengths are those of all documents, so BM25 scores are what they would be had
every document been looked at.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import Connection, text

from forum.search.arabic import FIELDS, Forms, forms
from forum.search.arabic.analysis import pairs
from forum.search.engine import Request
from forum.search.engines.columns import Columns
from forum.search.engines.postgres.narrowing import conditions
from forum.search.engines.postgres.rows import PREFIXES, TRAITS, lexeme, quoted, traits_of
from forum.search.engines.segments import Impacts, Postings
from forum.search.engines.snapshot import Snapshot
from forum.search.engines.weights import EXACT_WEIGHTS, FIELD_WEIGHTS, UNKNOWN
from forum.search.plan import Plan

#: Documents that are ranked, and about how many the database looks at to choose them.
MOST, LOOKED_AT = 600, 20_000
FIRST = ("word", "light", "root")


class CandidateSegment:
    """Chosen documents with those of their terms that the question asks for."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.size = len(rows)
        self.columns = Columns.of([traits_of(row[: len(TRAITS)]) for row in rows])
        table = np.array([row[-2] for row in rows], np.float32).reshape(self.size, len(FIELDS))
        self._lengths = {field: np.ascontiguousarray(table[:, i]) for i, field in enumerate(FIELDS)}
        listed: dict[str, tuple[list[int], list[int]]] = {}
        for place, row in enumerate(rows):
            for found, weight in zip(row[-1][::2], row[-1][1::2], strict=True):
                places, weights = listed.setdefault(found, ([], []))
                places.append(place)
                weights.append(int(weight))
        self._postings = {
            found: Postings(np.array(places, np.int32), np.array(weights, np.float32))
            for found, (places, weights) in listed.items()
        }

    def postings(self, field: str, term: str) -> Postings | None:
        """Which candidates have a term."""
        return self._postings.get(lexeme(field, term))

    read = postings

    def kept(self, _name: Hashable, make: Callable[[], Impacts | None]) -> Impacts | None:
        """Candidates are of one question: nothing is kept."""
        return make()

    def frequency(self, field: str, term: str) -> int:
        """How many candidates have a term; the snapshot knows how many documents do."""
        found = self.postings(field, term)
        return len(found.places) if found else 0

    def lengths(self, field: str) -> np.ndarray:
        """How long each candidate is in a field."""
        return self._lengths[field]

    def length(self, field: str) -> float:
        """How long all candidates are together in a field; the snapshot knows it of all documents."""
        return float(self._lengths[field].sum())

    def alive(self) -> None:
        """All are there."""

    def words_like(self, _word: str, _edits: int) -> Mapping[str, int]:
        """The snapshot asks the database instead."""
        return {}


class Candidates(Snapshot):
    """What the ranking looks at: the database chooses when it first asks for a segment."""

    def __init__(self, connection: Connection, plan: Plan, request: Request) -> None:
        self._connection, self._plan, self._request = connection, plan, request
        total = connection.execute(text("SELECT documents, lengths FROM total")).one()
        self.size = total.documents
        self.averages = {
            field: max(1e-9, length / max(1, self.size)) for field, length in zip(FIELDS, total.lengths, strict=True)
        }
        self._forms = [concept.forms for concept in plan.concepts]
        self._phrases = [*plan.phrases, *plan.without] + [a.forms for span in plan.spans for a in span.alternatives]
        self._frequencies: dict[str, int] = {}
        self._count(self._asked())
        self._most = max(MOST, 2 * (request.skip + request.size))
        self.is_cut_short = False

    def _asked(self) -> set[str]:
        """Every lexeme that the ranking will ask for."""
        asked = {lexeme("pairs", pair) for pair in self._plan.pairs}
        asked |= {lexeme("labels", label) for label in self._plan.labels}
        for form in self._forms:
            asked |= {lexeme(field, getattr(form, field)) for field in FIRST}
            asked |= {lexeme("grams", gram) for gram in form.grams}
        for phrase in self._phrases:
            stems = [form.light for form in phrase]
            asked |= {lexeme("light", stem) for stem in stems} | {lexeme("pairs", pair) for pair in pairs(stems)}
        return asked

    def _count(self, lexemes: set[str]) -> None:
        wanted = sorted(lexemes - self._frequencies.keys())
        found = self._connection.execute(
            text("SELECT lexeme, documents FROM count WHERE lexeme = ANY(:wanted)"), {"wanted": wanted}
        )
        self._frequencies |= dict.fromkeys(wanted, 0) | dict(map(tuple, found))

    def frequency(self, field: str, term: str) -> int:
        """How many of all documents have a term."""
        name = lexeme(field, term)
        if name not in self._frequencies:
            self._count({name})
        return self._frequencies[name]

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Words like one that nobody wrote; they are asked for too."""
        found = alike(self._connection, word, limit)
        self._phrases += [(forms(other),) for other, _ in found]
        return found

    @cached_property
    def segments(self) -> tuple[CandidateSegment, ...]:
        """The chosen documents, newest first; as one segment."""
        self._count(self._asked())
        rows = self._chosen()
        self.is_cut_short |= len(rows) == self._most
        return (CandidateSegment(rows),) if rows else ()

    def _chosen(self) -> Sequence[Sequence[Any]]:
        where, given = conditions(self._plan, self._request)
        worth = self._worth()
        looked_at = self._looked_at(worth)
        if self._plan.spans:
            where.append("terms @@ CAST(:any AS tsquery)")
            given["any"] = " | ".join(quoted(one) for one in looked_at) or "''"
            if not looked_at:
                return []
        promising = "created" if self._request.newest_first or not looked_at else self._promise(looked_at, worth, given)
        newest = ""
        if sum(self._frequencies[one] for one in looked_at) > LOOKED_AT:
            newest, self.is_cut_short = f"ORDER BY created DESC LIMIT {LOOKED_AT}", True
        given |= {"asked": sorted(self._asked()), "most": self._most}
        traits = ", ".join(TRAITS)
        # Joined to nothing, a vector is taken out of its store once for all that is asked of it.
        statement = f"""
            SELECT {traits}, lengths, coalesce((
                SELECT array_agg(one) FROM unnest(terms) AS held,
                LATERAL (VALUES (held.lexeme), (cardinality(held.positions)::text)) AS pair (one)
                WHERE held.lexeme = ANY(:asked)), '{{}}')
            FROM (
                SELECT * FROM (
                    SELECT {traits}, lengths, terms || CAST('' AS tsvector) AS terms FROM document
                    WHERE {" AND ".join(where) or "true"} {newest} OFFSET 0) AS matching
                ORDER BY {promising} DESC, created DESC LIMIT :most) AS chosen"""
        return self._connection.execute(text(statement), given).all()

    def _worth(self) -> dict[str, float]:
        """Lexemes that make a document a candidate, and what each adds to its promise."""
        weights = EXACT_WEIGHTS if self._plan.exact else FIELD_WEIGHTS
        listed: dict[str, float] = {}
        for concept in self._plan.concepts:
            fields = [(field, getattr(concept.forms, field), 1.0) for field in FIRST if field in weights]
            if not any(self.frequency(field, term) for field, term, _ in fields) and "grams" in weights:
                fields = [("grams", gram, UNKNOWN) for gram in concept.forms.grams]
            for field, term, factor in fields:
                listed[lexeme(field, term)] = factor * weights[field] * concept.weight * self.idf(field, term)
        if not self._plan.exact:
            for phrase in self._phrases:
                listed |= self._worth_of(phrase, listed)
        return {one: value for one, value in listed.items() if self._frequencies[one]}

    def _worth_of(self, phrase: Sequence[Forms], listed: Mapping[str, float]) -> dict[str, float]:
        stems = [form.light for form in phrase]
        field, terms = ("light", stems) if len(stems) == 1 else ("pairs", pairs(stems))
        worth = {lexeme(field, term): self.idf(field, term) / len(terms) for term in terms}
        return {one: max(value, listed.get(one, 0.0)) for one, value in worth.items()}

    def _looked_at(self, worth: Mapping[str, float]) -> list[str]:
        """The rarest lexemes, until enough documents have one of them."""
        chosen, documents = [], 0
        for one in sorted(worth, key=lambda one: self._frequencies[one]):
            if chosen and documents + self._frequencies[one] > LOOKED_AT:
                break
            chosen.append(one)
            documents += self._frequencies[one]
        return chosen

    def _promise(self, looked_at: Sequence[str], worth: Mapping[str, float], given: dict[str, Any]) -> str:
        """An expression for how well a document may answer: rare words that it has, against its length."""
        added = []
        for number, one in enumerate(worth):
            given |= {f"term_{number}": quoted(one), f"worth_{number}": worth[one]}
            added.append(f"CASE WHEN terms @@ CAST(:term_{number} AS tsquery) THEN :worth_{number} ELSE 0 END")
        given["mean"] = self.averages["word"]
        return f"({' + '.join(added)}) / (1.25 + 0.75 * lengths[1] / :mean)"


def alike(connection: Connection, word: str, limit: int) -> list[tuple[str, int]]:
    """The words of the index nearest to one that looks misspelt, with how many documents have each."""
    return Spelling(connection).words_like(word, limit)


class Spelling(Snapshot):
    """Only the vocabulary."""

    def __init__(self, connection: Connection) -> None:
        super().__init__([])
        self.segments = (Vocabulary(connection),)


class Vocabulary:
    """The words of all documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def words_like(self, word: str, edits: int) -> dict[str, int]:
        """Words of about the same length that share a part: of edits + 1 parts one is untouched."""
        parts = [part for part in _parts(word, edits + 1) if part]
        found = self._connection.execute(
            text(
                "SELECT substr(lexeme, 3), documents FROM count WHERE lexeme LIKE :words AND documents > 0 "
                "AND length(lexeme) BETWEEN :shortest AND :longest AND lexeme LIKE ANY(:like)"
            ),
            {
                "words": f"{PREFIXES['word']}%", "like": [f"%{part}%" for part in parts],
                "shortest": len(word) - edits + 2, "longest": len(word) + edits + 2,
            },
        )  # fmt: skip
        return dict(map(tuple, found))


def _parts(word: str, many: int) -> list[str]:
    size = len(word) / many
    return [word[round(n * size) : round((n + 1) * size)] for n in range(many)]
