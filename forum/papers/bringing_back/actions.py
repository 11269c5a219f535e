"""Bringing an edited document back, and deciding on each of its sections."""

from collections.abc import Mapping

from forum.activity.actions import record
from forum.exports.tree import Document
from forum.kernel import clock, rendering
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import DEFAULT, force_locale, gettext as _
from forum.papers import annexes, drafting, printing, rules as of_papers, shelf
from forum.papers.bringing_back import rules
from forum.papers.bringing_back.lines import as_compared, flat_lines, said, with_spelling_of
from forum.papers.bringing_back.models import BroughtFile, BroughtSection
from forum.papers.bringing_back.package import opened
from forum.papers.bringing_back.reading import Brought, BroughtPart, read
from forum.papers.bringing_back.source import markdown
from forum.papers.citations import cited
from forum.papers.documents import Paper, Section, SectionRevision
from forum.papers.models import Evidence
from forum.papers.writing import actions as writing


def bring(paper: Paper, name: str, content: bytes, *, base: str, by: Actor) -> BroughtFile:
    """Read an edited document and lay what it changed before those who write the paper; nothing is saved yet.

    Args:
        base: the public address of the forum, which stands before links to its pages.

    Raises:
        Invalid: the file cannot be read, or is not a document of this paper; the sentence says why.
    """
    brought = read(opened(content))
    cards = shelf.usable_cards(paper.issue_file_id)
    present = {str(section.id): section for section in shelf.sections(paper.id)}
    own = [part for part in brought.parts if part.key in present]
    if not own:
        raise Invalid(
            _("No section of this paper was recognised in the file. Export the paper as Word, and edit that file.")
        )
    drafting.hold(paper, by)
    name = name[: of_papers.TITLE_MAX]
    made = BroughtFile(paper_id=paper.id, name=name, unread=[], unchanged=0, member_id=by.member_id)
    for part in _joined(brought.parts):
        if part.key in present:
            found = _changed(present[part.key], part, cards, base)
        elif part.key and not part.key.isdigit():
            continue  # an annex or the colophon: made by the forum
        else:
            found = BroughtSection(heading=_heading(part.heading), source=markdown(part.lines))
            if not (found.heading or found.source):
                continue
        if found is None:
            made.unchanged += 1
        else:
            made.sections.append(found)
    made.at, made.unread = clock.now(), _unread(paper, brought, base, by)
    db.session.add(made)
    db.session.flush()
    record("paper.brought_back", paper, by=by, platform_id=paper.platform_id, file_id=made.id)
    return made


def _joined(parts: list[BroughtPart]) -> list[BroughtPart]:
    """A bookmark that was copied together with its text makes one section, not two."""
    found: dict[str, BroughtPart] = {}
    kept = []
    for part in parts:
        if part.key and part.key in found:
            found[part.key].lines += part.lines
            continue
        found[part.key] = part
        kept.append(part)
    return kept


def _heading(heading: str) -> str:
    return heading[: of_papers.HEADING_MAX] or _("Without a heading")


def _changed(
    section: Section, part: BroughtPart, cards: Mapping[int, Evidence], base: str
) -> BroughtSection | None:
    """What a file changed in a section, compared with the text that it was made of; nothing if it changed nothing."""
    revision, heading, source = section.revision, section.heading, section.source
    if part.stamp.isdigit() and len(part.stamp) < 10 and int(part.stamp) != revision:
        kept = db.session.get(SectionRevision, (section.id, int(part.stamp)))
        if kept is not None:
            revision, heading, source = kept.number, kept.heading, kept.source
    numbers = {card: card for card in cited(source) if card in cards}
    old = flat_lines(printing.text_blocks(rendering.to_html(source), numbers, base))
    new = with_spelling_of(part.lines, old)
    said_now = part.heading or heading
    if as_compared(new) == as_compared(old) and " ".join(said_now.split()) == " ".join(heading.split()):
        return None
    return BroughtSection(
        section_id=section.id, base=revision, old_heading=heading, heading=said_now[: of_papers.HEADING_MAX],
        was=markdown(old), source=markdown(new),
    )


def _unread(paper: Paper, brought: Brought, base: str, by: Actor) -> list[list[str]]:
    """What of a file is not taken over: comments, pictures, and words where the forum writes by itself."""
    with force_locale(DEFAULT):
        edition = shelf.draft_edition(by, paper, shelf.sections(paper.id), shelf.usable_cards(paper.issue_file_id))
        now = printing.document(edition, state=paper.state, number=0, at=paper.changed_at, address=base or "/")
        more = annexes.gathered(paper, number=None, is_public=False, at=paper.changed_at)
    known, labels = _printed(now, more)
    outside = list(brought.outside)
    for part in brought.parts:
        if part.key and not part.key.isdigit():
            outside += [part.heading, *(words for line in part.lines for words in said(line))]
    ours = [w for w in map(_plain, outside) if w and w not in known and not w.startswith(labels)]
    found = [[str(kind), words] for kind, words in brought.unread]
    found += [[_("Words on the title page or in an annex, which the forum writes by itself"), w] for w in ours]
    cut = [[kind, words[: rules.UNREAD_WORDS]] for kind, words in found[: rules.UNREAD_MAX]]
    if len(found) > rules.UNREAD_MAX:
        cut.append([_("And more of this kind"), str(len(found) - rules.UNREAD_MAX)])
    return cut


def _plain(words: str) -> str:
    return " ".join(words.replace("|", " ").split())


def _printed(document: Document, more: tuple) -> tuple[set[str], tuple[str, ...]]:
    """The words that the forum prints outside of sections, and the labels that stand before what changes."""
    facts = [*document.facts, *document.standing, *document.colophon]
    known = {document.title, document.kind, document.issuer, document.banner, *document.words.values()}
    for part in (*document.annexes, *more):
        known |= {part.heading, *(words for line in flat_lines(part.blocks) for words in said(line))}
    return {_plain(words) for words in known}, tuple(label for label, _value in facts)


def accept(brought: BroughtSection, *, by: Actor) -> None:
    """Save an edited section as its next text, or a new one as a section at the end.

    Raises:
        Overtaken: the section was saved in the forum since the file was made.
        Conflict: it was decided on already, or somebody else writes there.
        Invalid: it is too long, or cites a card that the issue file does not have.
    """
    _decide(brought, rules.ACCEPTED, by)
    if len(brought.source) > of_papers.SECTION_MAX:
        raise Invalid(_("The edited section is longer than %(max)d characters.", max=of_papers.SECTION_MAX))
    if brought.section_id is None:
        paper = shelf.paper(by, brought.file.paper_id)
        section = drafting.add_section(paper, brought.heading, by=by)
        drafting.save(section, brought.heading, brought.source, based_on=section.revision, by=by)
        brought.section_id, brought.base = section.id, section.revision
        return
    section = shelf.section(by, brought.section_id)
    writing.save(section, brought.heading, brought.source, based_on=brought.base, by=by)


def refuse(brought: BroughtSection, *, by: Actor) -> None:
    """Leave the section as it is in the forum."""
    _decide(brought, rules.REFUSED, by)


def _decide(brought: BroughtSection, outcome: str, by: Actor) -> None:
    db.session.flush()
    db.session.refresh(brought, ["outcome"], with_for_update=True)
    if brought.outcome:
        raise Conflict(_("This was decided already. Look at the list again."))
    brought.outcome, brought.decided_by_id, brought.decided_at = outcome, by.member_id, clock.now()
    db.session.flush()
