"""An edition as a document that can leave the forum: title page, sources, annexes, colophon."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from forum.authorities.rules import KINDS as AUTHORITY_KINDS, REGIONS
from forum.exports.reading import blocks, note_mark
from forum.exports.tree import (
    Block,
    Document,
    Paragraph,
    Part,
    Reference,
    Subheading,
    Text,
    canonical,
    fingerprint,
    table,
)
from forum.kernel.i18n import DEFAULT, day, force_locale, gettext as _, listing, named
from forum.kernel.rendering import shorten
from forum.papers import rules
from forum.papers.citations import replace_marks
from forum.papers.editions import Edition, Source
from forum.papers.sources import citing
from forum.papers.sources.rules import TYPED
from forum.papers.weighing import four_lines

#: Printed words of one source: whole posts are cut here, the page of the source has all of it.
WORDS_MAX = 700
#: A link to a page of the forum itself: it means nothing in a file.
_INSIDE = re.compile(r'(<a [^>]*?href=")/(?!/)')
#: A right-to-left mark: what follows an address is read in the direction of the paper again.
AFTER_ADDRESS = "\u200f"
#: Kinds whose names do not say what they are.
_BARE = {"municipality", "village_council"}


def document(
    edition: Edition, *, state: str = "", number: int | None = None, at: datetime | None = None, base: str = "",
    address: str = "", text: str = "",
) -> Document:
    """Make the document of an edition, in the language of papers.

    Args:
        state: the paper's state; ``number``: its version; ``at``: of when it is.
        base: the public address of the forum, for links to sources.
        address: where the paper itself stands.
        text: the canonical text of a frozen version; made anew for a draft.
    """
    with force_locale(DEFAULT):
        made = _document(edition, base)
        text = text or canonical(made)
        standing = [
            (_("State"), str(rules.STATES.get(state, ""))),
            (_("Version"), "" if number is None else str(number)),
            (_("Date"), day(at) if at else ""),
        ]
        standing = tuple((label, value) for label, value in standing if value)
        colophon = (
            *standing,
            *([(_("Address"), address)] if address else []),
            (_("Fingerprint (SHA-256 of the text)"), fingerprint(text)),
            (_("Opinions"), _("The sources are the words of their authors and do not bind their authorities.")),
        )
        return replace(made, standing=standing, colophon=colophon, text=text)


def _document(edition: Edition, base: str) -> Document:
    facts = [
        (_("Platform"), named(edition, "platform")),
        (_("Addressed to"), listing(edition.addressees)),
        (_("Prepared by"), edition.prepared_by),
    ]
    return Document(
        title=edition.title,
        kind=str(rules.KINDS[edition.kind]),
        language=DEFAULT,
        facts=tuple((label, value) for label, value in facts if value),
        parts=tuple(
            Part(
                str(part.key), part.heading, text_blocks(part.html, edition.numbers, base),
                str(part.revision) if part.revision else "",
            )
            for part in edition.parts
        ),
        references_heading=_("References"),
        references=tuple(_reference(source, base) for source in edition.sources),
        annexes=tuple(part for part in (_minority_annex(edition), _evidence_annex(edition)) if part.blocks),
        banner=_("Demonstration data") if edition.is_demonstration else "",
        issuer=_("Association of Palestinian Local Authorities"),
        words={"contents": _("Contents"), "back": _("Back to the text"), "colophon": _("About this document")},
    )


def text_blocks(html: str, numbers: Mapping[int, int], base: str) -> tuple[Block, ...]:
    """The text of a section: marks as notes with their cards' ``numbers``, links to the forum in full."""
    clean = html.replace("\ue000", "").replace("\ue001", "")
    if base:
        clean = _INSIDE.sub(rf'\1{base}/', clean)
    return blocks(replace_marks(clean, numbers, note_mark))


def _reference(source: Source, base: str) -> Reference:
    return Reference(
        number=source.number,
        about=named_in_full(source),
        words=shorten(source.words, WORDS_MAX) or withheld(source),
        address=f"{base}/evidence/{source.evidence_id}" if base else "",
        label=_("Evidence %(number)s", number=source.evidence_id),
        key=str(source.evidence_id),
    )


def _evidence_annex(edition: Edition) -> Part:
    """The sources under the claims that they speak to, with what weighs for and against."""
    made: list[Block] = []
    head = [_("No."), _("Source"), _("Stance"), _("Kind"), _("Date")]
    for claim in edition.claims:
        lines = " ".join([f"{rules.CONFIDENCES[claim.weight.confidence]}.", *four_lines(claim.weight)])
        rows = [_row(edition.sources[number - 1]) for number in claim.sources]
        made += [Subheading(3, (Text(claim.weight.statement),)), Paragraph((Text(lines),)), table(head, rows)]
    return Part("evidence", _("Annex: evidence"), tuple(made))


def _minority_annex(edition: Edition) -> Part:
    """What is printed beside contested claims."""
    made: list[Block] = []
    for claim in (claim for claim in edition.claims if claim.note):
        made += [Subheading(3, (Text(claim.weight.statement),)), Paragraph((Text(claim.note),))]
    return Part("minority", _("Annex: answers and minority notes"), tuple(made))


def _row(source: Source) -> list[str]:
    return [
        str(source.number), who(source), str(rules.STANCES[source.stance]),
        str(rules.EVIDENCE_KINDS[source.kind]), on(source),
    ]


def named_in_full(source: Source) -> str:
    """Who said it, or what it stands in, with the day; outside sources with their address."""
    line = _("%(line)s.", line=joined(who(source), on(source)))
    is_outside = source.cited is not None and source.cited.sort in TYPED and source.cited.address
    return f"{line} {source.cited.address}{AFTER_ADDRESS}" if is_outside else line


def on(source: Source) -> str:
    """The day of the words, as far as there is one: laws carry their year in their names."""
    return day(source.written_on) if source.cited is None else citing.dated(source.cited)


def who(source: Source, with_region: bool = True) -> str:
    """How a source is named: person, job, authority and region, as far as its author chose; else its citation."""
    if source.cited is not None:
        return joined(citing.citation(source.cited, again=source.again), authority(source))
    return joined(
        source.name, source.job_title, authority(source) or _office(source), region(source) if with_region else ""
    )


def authority(source: Source) -> str:
    """The authority with its kind: «بلدية جنين»; nothing when it is not to be named."""
    name = named(source, "authority")
    if not name or source.authority_kind not in _BARE:
        return name
    kind = str(AUTHORITY_KINDS[source.authority_kind])
    return name if name.startswith(kind) else _("%(kind)s of %(name)s", kind=kind, name=name)


def region(source: Source) -> str:
    """The region in words."""
    return str(REGIONS.get(source.region, ""))


def withheld(source: Source) -> str:
    """Why there are no words, or nothing."""
    if source.withheld == "withdrawn":
        return _("This evidence was withdrawn.")
    return _("These words are not open to you.") if source.withheld else ""


def joined(*bits: str) -> str:
    """What there is of some bits of text, with commas."""
    return _(", ").join(bit for bit in bits if bit)


def _office(source: Source) -> str:
    return str(AUTHORITY_KINDS.get(source.authority_kind, "")) or _("The association")
