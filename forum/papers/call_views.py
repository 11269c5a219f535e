"""Who was heard in an issue file, and asking those who were not."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import flash, render_template, request, url_for
from sqlalchemy import select

from forum.authorities.rules import KINDS, REGIONS
from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named, ngettext
from forum.kernel.i18n.locale import TIME_ZONE
from forum.kernel.web import acting, actor
from forum.papers import actions, casework, queries, rules
from forum.papers.coverage import coverage, silent
from forum.papers.forms import CallForm, options
from forum.papers.models import IssueFile
from forum.papers.policy import CanCollect
from forum.papers.views import bp
from forum.platforms.models import Board


@bp.get("/issue-files/<int:file_id>/coverage")
def covered(file_id: int):
    """The grid of regions and types: heard, invited, silent; a link on each invites the silent."""
    file = queries.issue_file(actor(), file_id)
    return render_template(
        "papers/coverage.html", file=file, grid=coverage(file, queries.cards(file_id)), regions=REGIONS, kinds=KINDS,
        calls=casework.calls(file),
    )


@bp.get("/issue-files/<int:file_id>/call")
def call(file_id: int):
    """A question to the silent; ``square`` names whom, ``all`` without."""
    file = queries.issue_file(actor(), file_id, to=CanCollect.COLLECT)
    form = CallForm(
        formdata=None, call_title=file.title[: rules.CALL_TITLE_MAX], call_question=file.question,
        closes_on=(clock.now() + rules.CALL_TIME).date(),
        squares=request.args.getlist("square") or [_square(region, kind) for region in REGIONS for kind in KINDS],
    )
    return _call_page(file, form)


def _square(region: str, kind: str) -> str:
    return f"{region} {kind}"


def _call_page(file: IssueFile, form: CallForm):
    _offer(file, form)
    return render_template("papers/call.html", file=file, form=form)


def _offer(file: IssueFile, form: CallForm) -> None:
    """Boards of the platform, and the squares in which somebody is silent."""
    boards = db.session.scalars(select(Board).where(Board.platform_id == file.platform_id).order_by(Board.position))
    form.board.choices = options((board.id, named(board)) for board in boards)
    grid = coverage(file, queries.cards(file.id))
    form.squares.choices = options(
        (
            _square(cell.region, cell.kind),
            ngettext("%(place)s: %(num)d silent authority", "%(place)s: %(num)d silent authorities", cell.silent,
                     place=_("%(kind)s, %(region)s", kind=KINDS[cell.kind], region=REGIONS[cell.region])),
        )
        for cell in grid.cells.values()
        if cell.silent
    )


@bp.post("/issue-files/<int:file_id>/calls")
def open_call(file_id: int):
    """Ask, and invite."""
    file = queries.issue_file(actor(), file_id, to=CanCollect.COLLECT)
    form = CallForm()
    _offer(file, form)
    if not form.validate_on_submit():
        return _call_page(file, form), 422
    chosen = {tuple(square.split(" ", 1)) for square in form.squares.data or []}
    closes_at = datetime.combine(form.closes_on.data, time(23, 59), ZoneInfo(TIME_ZONE))
    with acting() as act:
        invited = silent(file, queries.cards(file_id), chosen)
        made = actions.call_for_experiences(
            file, db.session.get_one(Board, form.board.data), form.call_title.data, form.call_question.data,
            closes_at=closes_at, authorities=invited, by=actor(),
        )
        act.leads_to(url_for("threads.show", thread_id=made.thread_id))
    flash(ngettext("%(num)d authority is invited.", "%(num)d authorities are invited.", len(invited)))
    return act.answer()
