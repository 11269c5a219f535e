"""What is shown and printed of endorsement and sign-off, of one frozen version."""

from dataclasses import dataclass, replace

from forum.exports.tree import Block, Document, Paragraph, Part, Subheading, Text, table
from forum.kernel.i18n import DEFAULT, day, force_locale, gettext as _, listing, named, ngettext
from forum.papers import rules as of_papers
from forum.papers.documents import PaperVersion
from forum.papers.endorsements import queries, rules
from forum.papers.endorsements.counting import Position, tally
from forum.papers.endorsements.models import Signature


@dataclass(frozen=True, slots=True)
class EndorsementRecord:
    """Who stands behind a text, who does not and why, and who signed it."""

    fingerprint: str
    is_published: bool
    positions: tuple[Position, ...]
    signatures: tuple[Signature, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many authorities take each stand."""
        return tally(self.positions)

    @property
    def behind_it(self) -> list[Position]:
        """The authorities that endorse it, with or without a reservation."""
        return [position for position in self.positions if position.stand in rules.BEHIND_IT]

    @property
    def in_words(self) -> list[Position]:
        """The reservations and objections, objections first."""
        found = [position for position in self.positions if position.stand in rules.IN_WORDS]
        return sorted(found, key=lambda position: position.stand != rules.OBJECT)

    @property
    def divided(self) -> list[Position]:
        """The authorities whose people do not think alike."""
        return [position for position in self.positions if position.voice and position.is_divided]

    @property
    def was_before_signing(self) -> bool:
        """Whether it was published before papers were endorsed and signed here."""
        return self.is_published and not self.signatures


#: What templates need beside a record.
WORDS = {"stands": rules.STANDS, "order": rules.SIGNING_ORDER, "signatories": rules.SIGNATORIES}


def record_of(version: PaperVersion) -> EndorsementRecord:
    """Read it: two queries."""
    return EndorsementRecord(
        version.fingerprint, version.state == of_papers.PUBLISHED,
        tuple(queries.positions_on(version.paper_id, version.fingerprint)),
        tuple(queries.signatures(version.paper_id, version.fingerprint)),
    )


def endorsed(made: Document, paper_id: int, fingerprint: str) -> Document:
    """The document with who stands behind its text: in an annex and on its last page.

    Neither is part of the text that was signed: it was there first.
    """
    record = EndorsementRecord(
        fingerprint, False, tuple(queries.positions_on(paper_id, fingerprint)),
        tuple(queries.signatures(paper_id, fingerprint)),
    )
    with force_locale(DEFAULT):
        annex = reservations_annex(record)
        return replace(
            made, annexes=(*made.annexes, annex) if annex.blocks else made.annexes,
            colophon=(*made.colophon, *colophon_lines(record)),
        )


def colophon_lines(record: EndorsementRecord) -> list[tuple[str, str]]:
    """Who endorses and who signed, for the last page of a file."""
    lines = []
    if behind := record.behind_it:
        words = ngettext(
            "%(num)d authority: %(names)s", "%(num)d authorities: %(names)s", len(behind),
            names=listing(named(position.authority) for position in behind),
        )
        lines.append((_("Endorsed by"), words))
    lines += [(str(rules.SIGNATORIES[one.office]), _signed(one)) for one in record.signatures]
    return lines


def _signed(one: Signature) -> str:
    return _("%(name)s, %(day)s, on the text with this fingerprint", name=one.name, day=day(one.at))


def reservations_annex(record: EndorsementRecord) -> Part:
    """The stands in numbers, then reservations and objections in words with their answers."""
    made: list[Block] = []
    if any(record.counts.values()):
        head = [str(label) for label in rules.STANDS.values()]
        made.append(table(head, [[str(record.counts[stand]) for stand in rules.STANDS]]))
    for position in record.in_words:
        heading = f"{named(position.authority)} — {rules.STANDS[position.stand]}"
        made.append(Subheading(3, (Text(heading),)))
        made += [Paragraph((Text(words),)) for words in _words(position)]
    if record.divided:
        names = listing(named(position.authority) for position in record.divided)
        made.append(Paragraph((Text(_("Opinions inside these authorities differ: %(names)s.", names=names)),)))
    return Part("endorsements", _("Annex: endorsements, reservations and objections"), tuple(made))


def _words(position: Position) -> list[str]:
    found = [position.voice.reason]
    if position.voice.proposal:
        found.append(_("Proposed change: %(words)s", words=position.voice.proposal))
    if position.voice.answer:
        found.append(_("Answer: %(words)s", words=position.voice.answer.text))
    return found
