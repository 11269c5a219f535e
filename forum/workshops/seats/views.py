"""Pages of taking part: registering, giving a place back, one's own workshops, who has a place."""

from flask import current_app, render_template, url_for

from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person, write_limit
from forum.workshops import queries, rules
from forum.workshops.calendars import queries as calendars
from forum.workshops.calendars.keys import seal
from forum.workshops.certificates import queries as certificates
from forum.workshops.closing import queries as closing
from forum.workshops.models import Workshop
from forum.workshops.policy import Can
from forum.workshops.seats import actions, queries as seats
from forum.workshops.seats.forms import ConfirmForm, RegisterForm
from forum.workshops.views import bp, facts_of

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


def _has_brought(workshop: Workshop) -> bool:
    """Whether the actor registered before and gave the place back."""
    seat = seats.seat_of(actor(), workshop.id)
    return seat is not None and bool(seat.thread_id or seat.brings)


def _page(workshop: Workshop, form: RegisterForm):
    return render_template(
        "workshops/register.html", **facts_of(workshop), form=form, room=seats.room(workshop),
        board=seats.board_for(actor(), workshop), has_brought=_has_brought(workshop),
    )


@bp.get("/workshops/<int:workshop_id>/registration")
def registration(workshop_id: int):
    """The form in which participants say what they bring."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.REGISTER)
    return _page(workshop, RegisterForm(formdata=None))


@bp.post("/workshops/<int:workshop_id>/registrations")
@writing
def register(workshop_id: int):
    """Take a place, or one on the waiting list."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.REGISTER)
    form = RegisterForm()
    needs_nothing = _has_brought(workshop)
    if not (ConfirmForm() if needs_nothing else form).validate_on_submit():
        return _page(workshop, form), 422
    with acting() as act:
        actions.register(workshop, None if needs_nothing else form.brought(), by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id, _anchor="place"))
    return act.answer()


@bp.post("/workshops/<int:workshop_id>/registrations/withdrawal")
def withdraw(workshop_id: int):
    """Give the place back; who waits moves up."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.WITHDRAW)
    with acting() as act:
        actions.withdraw(workshop, by=actor())
        act.leads_to(url_for(".show", workshop_id=workshop.id, _anchor="place"))
    return act.answer()


@bp.get("/workshops/mine")
def mine():
    """Where I am registered, where I wait, where I was; what I still have to do; my calendar."""
    found = seats.mine(actor())
    address = calendars.address_of(actor())
    key = seal(address.member_id, address.number) if address else None
    return render_template(
        "workshops/mine.html", seats=[(seat, facts_of(seat.workshop)) for seat in found], states=rules,
        steps=closing.steps_of(actor()), certificates={c.workshop_id: c for c in certificates.all_own(actor())},
        calendar=current_app.config["PUBLIC_ADDRESS"] + url_for(".my_calendar", sealed=key) if key else None,
        confirm=ConfirmForm(formdata=None),
    )


@bp.get("/workshops/<int:workshop_id>/people")
def people(workshop_id: int):
    """Who has a place and who waits, for those who look after the workshop."""
    workshop = queries.workshop(actor(), workshop_id, to=Can.SEE_PEOPLE)
    return render_template(
        "workshops/people.html", **facts_of(workshop), seats=seats.people(workshop.id), states=rules,
        room=seats.room(workshop),
    )
