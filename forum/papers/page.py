"""The parts of a paper's page, put together from what the queries read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from markupsafe import Markup

from forum.exports.formats import FORMATS
from forum.kernel.access import Actor
from forum.kernel.rendering import shorten, to_html
from forum.papers import rules
from forum.papers.changes import compare, shortened
from forum.papers.citations import replace_marks
from forum.papers.documents import Paper, PaperVersion, Section
from forum.papers.editions import Edition, PartText, PrintedClaim, Source, part_text
from forum.papers.evidence import as_read
from forum.papers.filing import published_files
from forum.papers.models import Evidence
from forum.papers.printing import authority, region, who, withheld
from forum.papers.weighing import four_lines
from forum.papers.writing import queries as writing

#: Words of a source shown in the margin.
MARGIN_WORDS = 150
#: What is shown before and after cited words: about three lines.
AROUND = 240


def head(paper: Paper, edition: Edition, version: PaperVersion | None) -> dict[str, Any]:
    """What ``paper_head`` shows; of a frozen version when there is one."""
    return {
        "kind": rules.KINDS[edition.kind],
        "title": edition.title,
        "state": rules.STATES[paper.state],
        "version": version.number if version else None,
        "addressee": "، ".join(edition.addressees) if edition.addressees else None,
        "prepared_by": edition.prepared_by,
        "at": version.at if version else paper.changed_at,
    }


def parts(edition: Edition, cards: Mapping[int, Evidence] | None = None) -> list[dict[str, Any]]:
    """The sections of an edition with marks as links and their sources as margin notes."""
    return [_part(part, edition, cards or {}) for part in edition.parts]


def draft_parts(
    drafted: Sequence[Section], edition: Edition, cards: Mapping[int, Evidence]
) -> list[dict[str, Any]]:
    """Every section of a draft, those without text too: they wait to be written; and who writes there now."""
    numbers = edition.numbers
    locks = writing.locks(drafted[0].paper_id) if drafted else {}
    return [_part(part_text(each, numbers), edition, cards) | {"lock": locks.get(each.id)} for each in drafted]


def _part(part: PartText, edition: Edition, cards: Mapping[int, Evidence]) -> dict[str, Any]:
    return {
        "id": part.key,
        "heading": part.heading,
        "html": replace_marks(part.html, edition.numbers, _link),
        "notes": [_note(source, cards.get(source.evidence_id)) for source in edition.sources_of(part)],
        "claims": [shown_claim(claim) for claim in edition.claims_of(part)],
    }


def shown_claim(claim: PrintedClaim) -> dict[str, Any]:
    """A claim with its bar, its confidence and why."""
    return {
        "id": claim.weight.claim_id, "statement": claim.weight.statement, "weight": claim.weight,
        "confidence": rules.CONFIDENCES[claim.weight.confidence], "lines": four_lines(claim.weight),
        "sources": claim.sources, "note": claim.note,
    }


def evidence_only(edition: Edition, contested_first: bool) -> list[dict[str, Any]]:
    """The claims with their sources and nothing else."""
    claims = list(edition.claims)
    if contested_first:
        claims.sort(key=lambda c: (-c.weight.contest, -c.weight.voices))
    listed = {reference["number"]: reference for reference in references(edition)}
    stances = {source.number: source.stance for source in edition.sources}
    return [
        shown_claim(claim)
        | {"references": [listed[n] | {"stance": rules.STANCES[stances[n]]} for n in claim.sources]}
        for claim in claims
    ]


def _link(number: int) -> str:
    return Markup('<sup class="cite"><a href="#ref-{0}">{0}</a></sup>').format(number)


def _note(source: Source, card: Evidence | None) -> dict[str, Any]:
    return {
        "number": source.number,
        "href": url_for("papers.source", evidence_id=source.evidence_id),
        "authority": source.name or authority(source) or who(source, with_region=False),
        "region": region(source),
        "at": at(source),
        "excerpt": shorten(source.words, MARGIN_WORDS) or withheld(source),
        "changed": bool(card and card.has_changed),
    }


def at(source: Source) -> date | None:
    """The day of the words; a law has its year in its name."""
    return source.cited.dated if source.cited else source.written_on


def references(edition: Edition) -> list[dict[str, Any]]:
    """The list at the end: who, when, which words, where they stand."""
    return [
        {
            "number": source.number,
            "about": who(source),
            "at": at(source),
            "words": shorten(source.words, 300) or withheld(source),
            "href": url_for("papers.source", evidence_id=source.evidence_id),
            "evidence_id": source.evidence_id,
        }
        for source in edition.sources
    ]


def downloads(paper: Paper, number: int | None = None) -> list[tuple[object, str]]:
    """The formats that are written at once, with their addresses."""
    return [
        (form.label, url_for("papers.export", paper_id=paper.id, form=form.name, number=number))
        for form in FORMATS.values()
        if not form.is_slow
    ]


def slow_downloads(actor: Actor, paper: Paper, version: PaperVersion | None) -> list[dict[str, Any]]:
    """The formats that the worker writes: ready ones as links, others for members as buttons."""
    ready = published_files(paper.id, version.number) if version and version.state == rules.PUBLISHED else {}
    number = version.number if version else None
    found = []
    for form in FORMATS.values():
        if not form.is_slow:
            continue
        is_ready = form.name in ready and ready[form.name].ready_at is not None
        if is_ready or actor.is_signed_in:
            where = "papers.export" if is_ready else "papers.ask_for_file"
            address = url_for(where, paper_id=paper.id, form=form.name, number=number)
            found.append({"label": form.label, "href": address, "is_ready": is_ready})
    return found


def frozen_words(card: Evidence, text: str, today: str) -> dict[str, Any]:
    """The words of a card between what stood around them, and what became of the text since.

    ``text`` is the source of the cited revision, ``today`` how it reads now; nothing when
    the reader may not see them.
    """
    if not text:
        return {"words": "", "changes": []}
    stop = card.start + len(card.exact)
    return {
        "before": _end_of(as_read(text[: card.start])), "words": as_read(card.exact),
        "after": shorten(as_read(text[stop:]), AROUND), "whole": to_html(text) if card.post else text,
        "changes": shortened(compare(text, today)) if card.has_changed else [],
        "still_there": card.exact in today,
    }


def _end_of(text: str) -> str:
    return text if len(text) <= AROUND else "… " + text[-AROUND:].split(" ", 1)[-1]
