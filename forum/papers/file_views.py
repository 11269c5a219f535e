"""Taking a paper along: files written at once, and files that the worker writes."""

from flask import redirect, render_template, url_for
from sqlalchemy import func, select

from forum.exports.formats import attached, download, format_named
from forum.exports.office import missing
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.jobs import Job
from forum.kernel.web import acting, actor, limiter, open_to_all
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.papers import filing, rules, shelf
from forum.papers.documents import Paper, PaperFile
from forum.papers.policy import Can
from forum.papers.views import bp, what_is_shown

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


def _latin_name(paper: Paper) -> str:
    return f"{'guide' if paper.kind == rules.GUIDE else 'paper'}-{paper.id}"


@bp.get("/papers/<int:paper_id>/export/<form>")
@open_to_all
def export(paper_id: int, form: str):
    """The paper as a file: the version that ``number`` names, else what its page shows."""
    paper = shelf.paper(actor(), paper_id, to=Can.EXPORT)
    kind = format_named(form)
    edition, found = what_is_shown(paper, number_asked("number"))
    if kind.is_slow:
        known = filing.published_files(paper.id, found.number if found else None).get(form) if found else None
        if known and known.ready_at:
            return attached(filing.content(known), edition.title, kind, _latin_name(paper))
        return redirect(url_for(".show", paper_id=paper_id, _anchor="take-along"), 303)
    made = filing.exported(
        paper.id, edition, state=found.state if found else paper.state, number=found.number if found else None,
        at=found.at if found else paper.changed_at, text=found.canonical if found else "",
    )
    return download(made, kind, _latin_name(paper))


@bp.post("/papers/<int:paper_id>/files/<any(pdf, odt):form>")
@writing
def ask_for_file(paper_id: int, form: str):
    """Let the worker write a file, and show how far it is."""
    paper = shelf.paper(actor(), paper_id, to=Can.EXPORT)
    if problem := missing():
        raise Invalid(problem)
    edition, found = what_is_shown(paper, number_asked("number"))
    with acting() as act:
        asked = filing.ask(paper, edition, found, form, by=actor())
        act.leads_to(url_for(".file_asked", file_id=asked.id))
    return act.answer()


@bp.get("/papers/files/<int:file_id>")
def file_asked(file_id: int):
    """How far a file is: the page looks again by itself until it is ready."""
    asked, paper = filing.file(actor(), file_id)
    return render_template(
        "papers/file_asked.html", asked=asked, paper=paper, form=format_named(asked.form), before=_before(asked),
        is_being_written=_is_claimed(asked),
    )


def _job_of(asked: PaperFile):
    """The job's row, while there is one; few files wait at a time, so they are looked through."""
    waiting = db.session.execute(
        select(Job.id, Job.payload, Job.claimed_at).where(Job.kind == filing.WRITE, Job.buried_at.is_(None))
    )
    return next((row for row in waiting if row.payload.get("file_id") == asked.id), None)


def _is_claimed(asked: PaperFile) -> bool:
    job = _job_of(asked)
    return job is not None and job.claimed_at is not None


def _before(asked: PaperFile) -> int:
    """How many files are written before this one."""
    job = _job_of(asked)
    if job is None:
        return 0
    query = select(func.count()).where(Job.kind == filing.WRITE, Job.buried_at.is_(None), Job.id < job.id)
    return db.session.scalar(query) or 0


@bp.get("/papers/files/<int:file_id>/content")
def file_content(file_id: int):
    """The file itself."""
    asked, paper = filing.file(actor(), file_id)
    return attached(filing.content(asked), asked.edition["title"], format_named(asked.form), _latin_name(paper))
