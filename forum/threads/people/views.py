"""Pages that find people, what one can help with, and the experts of topics."""

from flask import flash, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from forum.authorities.rules import REGIONS
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.kernel.web.addresses import number_asked
from forum.threads.page import topic_groups
from forum.threads.people import actions, queries, rules
from forum.threads.people.forms import OfferForm
from forum.threads.people.policy import Can, gate
from forum.threads.views import bp
from forum.topics import queries as vocabulary


@bp.get("/people")
def people():
    """Find colleagues by words, topic and region."""
    gate.require(actor(), Can.FIND, None)
    topic = vocabulary.by_slug(request.args.get("topic"))
    region = request.args.get("region", "")
    region = region if region in REGIONS else ""
    words = request.args.get("q", "")[:200]
    found = queries.people(actor(), queries.Wish(words, topic.id if topic else None, region))
    first = (max(1, min(number_asked("page") or 1, len(found) // rules.SHOWN + 1)) - 1) * rules.SHOWN
    kept = {"q": words or None, "topic": topic.slug if topic else None, "region": region or None}
    page = first // rules.SHOWN + 1
    more = len(found) > first + rules.SHOWN
    return render_template(
        "threads/people/index.html",
        people=found[first : first + rules.SHOWN], count=len(found), words=words, topic=topic, region=region,
        regions=REGIONS, topics=vocabulary.everything(), sees_experts=gate.may(actor(), Can.SEE_EXPERTS, None),
        older=url_for(".people", page=page + 1, **kept) if more else None,
        newer=url_for(".people", page=page - 1, **kept) if first else None,
    )


@bp.get("/people/experts")
def experts():
    """Which topics have people who know them, and which have none."""
    fields = queries.by_field(queries.experts(actor()))
    return render_template(
        "threads/people/experts.html", fields=fields, missing=sum(len(field.missing) for field in fields)
    )


@bp.get("/account/offer")
def offer():
    """What I can help with."""
    gate.require(actor(), Can.OFFER, None)
    said = queries.offer_of(actor().member_id)
    chosen = [topic.id for topic in queries.offered([actor().member_id]).get(actor().member_id, [])]
    return _offer_page(OfferForm(obj=said, topics=chosen))


def _offer_page(form: OfferForm) -> str:
    every = vocabulary.everything()
    form.topics.choices = [SelectChoice(topic.id, vocabulary.label(topic)) for topic in every]
    return render_template(
        "threads/people/offer.html", form=form, topics=topic_groups(every, form.topics.data or [])
    )


@bp.post("/account/offers")
def make_offer():
    """Say it."""
    gate.require(actor(), Can.OFFER, None)
    form = OfferForm()
    form.topics.choices = [SelectChoice(topic.id, "") for topic in vocabulary.everything()]
    if not form.validate_on_submit():
        return _offer_page(form), 422
    with acting() as act:
        actions.offer(
            form.topics.data or [], form.words.data or "", form.phone.data or "",
            shows_contact=form.shows_contact.data, by=actor(),
        )
        act.leads_to(url_for("members.profile", member_id=actor().member_id))
    flash(_("Saved."))
    return act.answer()
