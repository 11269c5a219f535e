"""Annexes that are gathered when a paper leaves: who was heard, what became of comments, its versions.

They stand beside the text and are no part of its fingerprint, for they go on growing.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, select

from forum.authorities.rules import KINDS as AUTHORITY_KINDS, REGIONS
from forum.exports.tree import Paragraph, Part, Text, table
from forum.kernel.db import db
from forum.kernel.i18n import day, gettext as _
from forum.kernel.rendering import shorten
from forum.papers import queries, reviewing, rules
from forum.papers.coverage import coverage
from forum.papers.documents import Paper, PaperVersion
from forum.papers.reviews import Comment

#: Of a fingerprint in a table; the whole one stands in the colophon of its version.
FINGERPRINT_SHOWN = 12
COMMENT_WORDS = 300


def gathered(paper: Paper, *, number: int | None, is_public: bool, at: datetime) -> tuple[Part, ...]:
    """The annexes of one version, or of the draft, in the language of the moment.

    Args:
        number: the version, nothing for the draft; what came after it is left out.
        is_public: whether everybody may read the file: then nobody's comment is quoted, only what became of it.
        at: of when the version is.
    """
    found = (_coverage(paper, at), _dispositions(paper, number, is_public), _history(paper, number))
    return tuple(part for part in found if part.blocks)


def _coverage(paper: Paper, at: datetime) -> Part:
    """Regions by types of authority: how many were heard, of how many that there are."""
    cards = [card for card in queries.cards(paper.issue_file_id) if card.taken_at <= at]
    grid = coverage(paper.issue_file, cards)
    kinds = [kind for kind in AUTHORITY_KINDS if any(grid.cells[(region, kind)].total for region in REGIONS)]
    if not kinds:
        return Part("coverage", "", ())
    head = [_("Region"), *(str(AUTHORITY_KINDS[kind]) for kind in kinds)]
    rows = [[str(name), *(_square(grid.cells[(region, kind)]) for kind in kinds)] for region, name in REGIONS.items()]
    told = Paragraph((Text(_("Heard, of the authorities in the directory; invited and silent ones follow.")),))
    return Part("coverage", _("Annex: who was heard"), (told, table(head, rows)))


def _square(cell) -> str:
    if not cell.total:
        return "—"
    said = _("%(heard)s of %(total)s", heard=cell.heard, total=cell.total)
    more = [_("invited %(num)s", num=cell.invited)] if cell.invited else []
    more += [_("silent %(num)s", num=cell.silent)] if cell.silent else []
    return _(", ").join([said, *more])


def _dispositions(paper: Paper, number: int | None, is_public: bool) -> Part:
    """Every comment that was answered, with what became of it and why."""
    answered = [
        comment for comment in reviewing.comments(paper)
        if comment.disposition and (number is None or comment.version_number <= number)
    ]
    if not answered:
        return Part("dispositions", "", ())
    head = [_("No."), _("Section"), _("Comment"), _("What became of it"), _("Reason")]
    rows = [_disposed(place, comment, is_public) for place, comment in enumerate(answered, 1)]
    return Part("dispositions", _("Annex: what became of the comments"), (table(head, rows),))


def _disposed(place: int, comment: Comment, is_public: bool) -> list[str]:
    kind = str(rules.COMMENT_KINDS[comment.kind])
    said = kind if is_public else _("%(kind)s: %(words)s", kind=kind, words=shorten(comment.body, COMMENT_WORDS))
    last = comment.disposition
    where = comment.section.heading if comment.section else _("The whole paper")
    return [str(place), where, said, str(rules.OUTCOMES[last.outcome]), last.reason]


def _history(paper: Paper, number: int | None) -> Part:
    """The versions up to this one."""
    rows = [
        [str(row.number), str(rules.STATES[row.state]), day(row.at), row.fingerprint[:FINGERPRINT_SHOWN]]
        for row in _versions(paper.id) if number is None or row.number <= number
    ]
    if not rows:
        return Part("history", "", ())
    head = [_("Version"), _("State"), _("Date"), _("Beginning of the fingerprint")]
    return Part("history", _("Annex: versions"), (table(head, rows),))


def _versions(paper_id: int) -> Sequence[Row]:
    columns = (PaperVersion.number, PaperVersion.state, PaperVersion.at, PaperVersion.fingerprint)
    query = select(*columns).where(PaperVersion.paper_id == paper_id).order_by(PaperVersion.number)
    return db.session.execute(query).all()
