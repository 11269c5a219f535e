"""Pages about who came: the code on the wall, typing it on the phone, the sheet, entering it afterwards."""

from flask import render_template, url_for

from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person, write_limit
from forum.members import queries as members
from forum.workshops import queries, rules
from forum.workshops.attendance import actions
from forum.workshops.attendance.actions import Typed
from forum.workshops.attendance.forms import AttendanceForm, CodeForm, GuestForm
from forum.workshops.attendance.models import AttendanceCode, AttendanceTries
from forum.workshops.fields import options
from forum.workshops.models import Workshop
from forum.workshops.policy import Can
from forum.workshops.seats import queries as seats
from forum.workshops.seats.forms import ConfirmForm
from forum.workshops.views import bp, facts_of

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.get("/workshops/<int:workshop_id>/code")
def code(workshop_id: int):
    """The code in large digits, for the wall of the room."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.SHOW_CODE)
    return render_template(
        "workshops/code.html", **facts_of(workshop), shown=db.session.get(AttendanceCode, workshop.id),
        confirm=ConfirmForm(formdata=None), people=seats.people(workshop.id),
    )


@bp.post("/workshops/<int:workshop_id>/codes")
@writing
def show_code(workshop_id: int):
    """Make a code, or another one."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.SHOW_CODE)
    with acting() as act:
        actions.show_code(workshop, by=actor())
        act.leads_to(url_for(".code", workshop_id=workshop.id))
    return act.answer()


@bp.get("/workshops/<int:workshop_id>/presence")
def presence(workshop_id: int):
    """Where a participant types the code."""
    return _presence_page(queries.workshop(actor(), workshop_id, to=Can.TYPE_CODE), CodeForm(formdata=None))


def _presence_page(workshop: Workshop, form: CodeForm):
    tries = db.session.get(AttendanceTries, (workshop.id, actor().member_id))
    return render_template(
        "workshops/presence.html", **facts_of(workshop), form=form, seat=seats.seat_of(actor(), workshop.id),
        left=rules.TRIES_MAX - (tries.wrong if tries else 0), states=rules,
    )


@bp.post("/workshops/<int:workshop_id>/presences")
@writing
def type_code(workshop_id: int):
    """Say that one is in the room. A wrong code is counted, and the page says so."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.TYPE_CODE)
    form = CodeForm()
    if not form.validate_on_submit():
        return _presence_page(workshop, form), 422
    with acting() as act:
        became = actions.type_code(workshop, form.code.data, by=actor())
        act.leads_to(url_for(".presence", workshop_id=workshop.id))
    if became is Typed.RIGHT:
        return act.answer()
    form.code.errors = [*form.code.errors, _why(became)]
    return _presence_page(workshop, form), 422


def _why(became: Typed) -> str:
    return {
        Typed.WRONG: _("That is not the code in the room. Look again."),
        Typed.TOO_OFTEN: _("That was wrong too often. Ask a moderator in the room to enter you."),
        Typed.NOT_REGISTERED: _("You are not registered. Ask a moderator in the room to enter you."),
    }[became]


@bp.get("/workshops/<int:workshop_id>/sheet")
def sheet(workshop_id: int):
    """The sheet for signatures, to be printed on A4."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.SEE_PEOPLE)
    people = [seat for seat in seats.people(workshop.id) if seat.state == rules.SEATED]
    return render_template(
        "workshops/sheet.html", **facts_of(workshop), seats=people, empty_lines=rules.EMPTY_LINES,
    )


@bp.get("/workshops/<int:workshop_id>/attendance")
def attendance(workshop_id: int):
    """The form in which a moderator enters who came."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.ENTER_ATTENDANCE)
    people = seats.people(workshop.id)
    came = [seat.member_id for seat in people if seat.attended_at]
    others = max((workshop.attended or len(came)) - len(came), 0)
    form = _with_people(AttendanceForm(formdata=None, data={"came": came, "others": others}), people)
    return _attendance_page(workshop, form, GuestForm(formdata=None))


def _with_people(form: AttendanceForm, people) -> AttendanceForm:
    form.came.choices = options((seat.member_id, seat.member.name) for seat in people)
    return form


def _attendance_page(workshop: Workshop, form: AttendanceForm, guest: GuestForm):
    return render_template("workshops/attendance.html", **facts_of(workshop), form=form, guest=guest)


@bp.post("/workshops/<int:workshop_id>/attendances")
@writing
def enter(workshop_id: int):
    """Enter who came."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.ENTER_ATTENDANCE)
    form = _with_people(AttendanceForm(), seats.people(workshop.id))
    if not form.validate_on_submit():
        return _attendance_page(workshop, form, GuestForm(formdata=None)), 422
    with acting() as act:
        actions.enter(workshop, set(form.came.data or ()), form.others.data or 0, by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id))
    return act.answer()


@bp.post("/workshops/<int:workshop_id>/attendances/unregistered")
@writing
def add_guest(workshop_id: int):
    """Enter a member who had not registered."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.ENTER_ATTENDANCE)
    guest = GuestForm()
    person = members.by_email(guest.email.data) if guest.validate_on_submit() else None
    if person is None:
        if not guest.email.errors:
            guest.email.errors = [_("No account has this mail address. Count the person among the others.")]
        people = seats.people(workshop.id)
        came = [seat.member_id for seat in people if seat.attended_at]
        form = _with_people(AttendanceForm(formdata=None, data={"came": came}), people)
        return _attendance_page(workshop, form, guest), 422
    with acting() as act:
        actions.add_guest(workshop, person.id, by=actor())
        act.leads_to(url_for(".attendance", workshop_id=workshop.id))
    return act.answer()
