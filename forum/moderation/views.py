"""The desk of the moderators, and the form by which a member calls them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forum.kernel.access import Actor
from forum.kernel.db import Cursor, transaction
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person, write_limit
from forum.kernel.web.pages import own_address
from forum.moderation import actions, queries, rules
from forum.moderation.desk import desk as laid_out, reviewable, trays
from forum.moderation.forms import DecisionForm, FlagForm, LookForm, number
from forum.moderation.policy import Can, gate
from forum.moderation.port import Reviewed

bp = Blueprint("moderation", __name__)


@bp.get("/flags/new")
def flag():
    """Ask what is wrong with something."""
    thing = _subject(request.args.get("kind"), request.args.get("id"), Can.FLAG)
    return _flag_page(thing, FlagForm(kind=thing.kind, id=thing.id))


@bp.post("/flags")
@limiter.shared_limit(write_limit, "writing", key_func=by_person)
@limiter.limit(rules.FLAGS_A_DAY, key_func=by_person)
def raise_flag() -> Response | tuple[str, int]:
    """Lay something before the moderators of its platform."""
    form = FlagForm()
    thing = _subject(form.kind.data, form.id.data, Can.FLAG)
    if not form.validate_on_submit():
        return _flag_page(thing, form), 422
    with acting() as act:
        raised = actions.flag(thing, form.reason.data, form.note.data, by=actor())
        act.leads_to(thing.address)
    if raised:
        flash(_("Thank you. The moderators of the platform will look at it, and you will be told what they decide."))
    else:
        flash(_("You reported this before. You will be told what the moderators decide."), "info")
    return act.answer()


def _subject(kind: str | None, text: str | None, to: Can) -> Reviewed:
    return queries.subject(actor(), reviewable(), kind or "", number(text), to=to)


def _flag_page(thing: Reviewed, form: FlagForm) -> str:
    words = {kind: word for area in reviewable() for kind, word in area.kinds.items()}
    return render_template(
        "moderation/flag.html", thing=thing, form=form, word=words[thing.kind],
        is_repeated=queries.flagged_before(actor(), thing),
    )


@bp.get("/desk")
def desk():
    """What needs me on my platforms: trays with counts, one letter at a time."""
    gate.require(actor(), Can.DESK, None)
    page = laid_out(actor(), request.args.get("tray"), Cursor.read(request.args.get("after")))
    return render_template("moderation/desk.html", desk=page, platforms=queries.platform_names(actor()))


@bp.post("/flags/decisions")
def decide() -> Response:
    """Settle the flags on something: it stays, it is hidden, or something else was done.

    Raises:
        Conflict: another moderator was faster.
    """
    form = DecisionForm()
    kind, subject_id = form.kind.data or "", form.subject_id()
    outcome = form.outcome.data
    platform_id = _platform(kind, subject_id)
    if not form.validate_on_submit():
        raise Invalid(" ".join(str(words) for errors in form.errors.values() for words in errors))
    with acting() as act:
        reason = form.reason.data
        decided = actions.decide(kind, subject_id, outcome, reason, platform_id=platform_id, by=actor())
        if decided is None:
            raise Conflict(_("Another moderator has decided about this meanwhile. Nothing was changed."))
        if outcome == rules.HIDDEN:
            _area(kind).hide(actor(), kind, subject_id, reason)
        act.leads_to(_back(request.form.get("next")))
    return act.answer()


def _platform(kind: str, subject_id: int) -> int:
    """The platform of something flagged whose flags the actor may settle.

    What is no longer there, or went to a platform of others, is known by its open flags.
    """
    found = queries.reviewed(actor(), reviewable(), kind, [subject_id]).get(subject_id)
    if found is None:
        found = next(iter(queries.complaints(actor(), kind, subject_id)), None)
    if found is None:
        return queries.subject(actor(), reviewable(), kind, subject_id, to=Can.DECIDE).platform_id
    gate.require(actor(), Can.DECIDE, found)
    return found.platform_id


def _area(kind: str):
    return next(area for area in reviewable() if kind in area.kinds)


@bp.post("/desk/looks")
def look() -> Response:
    """Remember up to where I looked through a tray."""
    gate.require(actor(), Can.DESK, None)
    form = LookForm()
    if not form.validate_on_submit() or form.tray.data not in {t.name for t in trays() if t.is_looked_through}:
        raise Invalid(_("There is no such tray on the desk."))
    up_to = Cursor.read(form.up_to.data)
    with transaction():
        actions.note_look(form.tray.data, up_to.at if up_to else None, by=actor())
    return redirect(_back(request.form.get("next")), 303)


def _back(target: str | None) -> str:
    return own_address(target, url_for(".desk"))


def has_desk(who: Actor) -> bool:
    """Whether the header shows somebody the way to the desk."""
    return who.is_moderator
