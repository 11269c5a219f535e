"""Pages of certificates: asking for one's own, taking it along, checking a number."""

from flask import render_template, url_for

from forum.exports.formats import FORMATS, attached
from forum.exports.office import missing
from forum.kernel.errors import Invalid
from forum.kernel.i18n import calendar, gettext as _
from forum.kernel.web import acting, actor, limiter, open_to_all
from forum.kernel.web.limits import by_person, write_limit
from forum.workshops import queries as workshops
from forum.workshops.certificates import issuing, queries
from forum.workshops.certificates.forms import CheckForm
from forum.workshops.policy import Can
from forum.workshops.views import bp

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.post("/workshops/<int:workshop_id>/certificates")
@writing
def ask_for_certificate(workshop_id: int):
    """Let the worker write one's certificate."""
    workshop = workshops.workshop(actor(), workshop_id, to=Can.READ_NOTES)
    if (problem := missing()) and queries.may_have_one(actor(), workshop):
        raise Invalid(problem)
    with acting() as act:
        asked = issuing.ask(workshop, by=actor())
        act.leads_to(url_for(".certificate", certificate_id=asked.id))
    return act.answer()


@bp.get("/workshops/certificates/<int:certificate_id>")
def certificate(certificate_id: int):
    """How far one's certificate is: the page looks again by itself until it is ready."""
    found = queries.certificate(actor(), certificate_id)
    return render_template("workshops/certificate.html", certificate=found, workshop=found.workshop)


@bp.get("/workshops/certificates/<int:certificate_id>/content")
def certificate_content(certificate_id: int):
    """The PDF."""
    found = queries.certificate(actor(), certificate_id)
    title = _("Certificate of attendance")
    return attached(issuing.content(found), title, FORMATS["pdf"], f"certificate-{found.number}")


@bp.get("/certificates")
@open_to_all
def check_certificate():
    """Where anybody with a number can check it."""
    return _check_page(CheckForm(formdata=None))


def _check_page(form: CheckForm, checked=None, was_checked: bool = False):
    day = calendar.date_in_full(checked.workshop.starts_at) if checked else ""
    return render_template(
        "workshops/check.html", form=form, checked=checked, was_checked=was_checked, day=day,
    )


@bp.post("/certificates/check")
@limiter.limit("30 per minute")
@open_to_all
def checked_certificate():
    """What a number stands for. The name is compared, never shown; neither is kept."""
    form = CheckForm()
    if not form.validate_on_submit():
        return _check_page(form), 422
    return _check_page(form, queries.check(form.number.data, form.name.data), was_checked=True)
