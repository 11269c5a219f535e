"""Pages of endorsement: what authorities say, the form for one's own, answers; and who the delegates are."""

from flask import render_template, url_for

from forum.kernel.errors import Invalid, NotFound
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor, limiter, open_to_all
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.papers import rules as of_papers, shelf
from forum.papers.documents import Paper, PaperVersion
from forum.papers.endorsements import actions, queries, rules
from forum.papers.endorsements.forms import DelegateForm, VoiceAnswerForm, VoiceForm
from forum.papers.endorsements.models import Voice
from forum.papers.endorsements.policy import CanDelegate, delegate_gate, speaking_gate
from forum.papers.endorsements.record import record_of
from forum.papers.forms import ConfirmForm, options
from forum.papers.policy import Can, gate
from forum.papers.views import bp
from forum.platforms import queries as platforms
from forum.platforms.delegates import delegates_of
from forum.platforms.models import Platform

speaking = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.get("/papers/<int:paper_id>/endorsements")
@open_to_all
def endorsements(paper_id: int):
    """What each authority says to the text that the reader has before them."""
    return _page(shelf.paper(actor(), paper_id), VoiceForm(formdata=None))


def _page(paper: Paper, form: VoiceForm):
    version = version_before(paper, number_asked("number"))
    may_see_draft = gate.may(actor(), Can.READ_COMMENTS, paper)
    is_open = paper.state == of_papers.ENDORSEMENT and version.state == of_papers.ENDORSEMENT
    hearing = queries.hearing(actor(), paper)
    record = record_of(version)
    spoken = {position.authority.id for position in record.positions if position.voice}
    waiting = [d for d in delegates_of(paper.platform_id) if d.authority_id not in spoken] if is_open else []
    own = next((p for p in record.positions if p.authority.id == actor().authority_id), None)
    return render_template(
        "papers/endorsements/endorsements.html", paper=paper, version=version, record=record, form=form,
        is_open=is_open, hearing=hearing, can=speaking_gate.all(actor(), hearing), may=gate.all(actor(), paper),
        stands=rules.STANDS, waiting=waiting, own=own, shows_people=bool(may_see_draft),
        may_name=delegate_gate.may(actor(), CanDelegate.NAME, paper.platform),
        fallen=queries.fallen(paper.id, version.fingerprint) if may_see_draft and is_open else (0, 0),
    )


def version_before(paper: Paper, number: int | None) -> PaperVersion:
    """The frozen version that was endorsed and signed, or is being so.

    Raises:
        NotFound: the paper has not come before the authorities, or not before this reader.
    """
    known = shelf.versions(actor(), paper)
    stages = (of_papers.ENDORSEMENT, of_papers.PUBLISHED)
    found = next((v for v in known if v.state in stages and number in (None, v.number)), None)
    if found is None:
        raise NotFound(_("This paper has not come before the authorities yet."))
    return shelf.version(paper, found.number)


@bp.post("/papers/<int:paper_id>/endorsements/said")
@speaking
def speak(paper_id: int):
    """Give the voice of one's authority, or say what one thinks."""
    paper = shelf.paper(actor(), paper_id, to=Can.READ_DRAFT)
    form = VoiceForm()
    is_voice = bool(speaking_gate.all(actor(), queries.hearing(actor(), paper))["give_voice"])
    if not form.validate_on_submit() or (is_voice and not _is_complete(form)):
        return _page(paper, form), 422
    with acting() as act:
        actions.speak(paper, form.stand.data, form.reason.data, form.proposal.data, by=actor())
        act.leads_to(url_for(".endorsements", paper_id=paper_id))
    return act.answer()


def _is_complete(form: VoiceForm) -> bool:
    """Whether a delegate wrote what the stand needs; says so beside the fields if not."""
    missing = actions.what_is_missing(form.stand.data, form.reason.data, form.proposal.data)
    for name, sentence in missing.items():
        form[name].errors = [*form[name].errors, sentence]
    return not missing


@bp.get("/voices/<int:voice_id>")
def voice(voice_id: int):
    """One reservation or objection, with the form to answer it."""
    found = queries.voice_to_answer(actor(), voice_id)
    return _voice_page(found, VoiceAnswerForm(formdata=None, text=found.answer.text if found.answer else ""))


def _voice_page(found: Voice, form: VoiceAnswerForm):
    return render_template(
        "papers/endorsements/voice.html", voice=found, paper=shelf.paper(actor(), found.paper_id), form=form,
        stands=rules.STANDS,
    )


@bp.post("/voices/<int:voice_id>/answers")
def answer_voice(voice_id: int):
    """Answer a reservation or an objection."""
    found = queries.voice_to_answer(actor(), voice_id)
    form = VoiceAnswerForm()
    if not form.validate_on_submit():
        return _voice_page(found, form), 422
    with acting() as act:
        actions.answer(found, form.text.data, by=actor())
        act.leads_to(url_for(".endorsements", paper_id=found.paper_id, _anchor=f"authority-{found.authority_id}"))
    return act.answer()


def _platform(slug: str) -> Platform:
    platform = platforms.platform(actor(), slug)
    delegate_gate.require(actor(), CanDelegate.NAME, platform)
    return platform


@bp.get("/platforms/<slug>/delegates")
def delegates(slug: str):
    """Who gives the voices of the authorities on a platform."""
    return _delegates_page(_platform(slug), DelegateForm(formdata=None))


def _delegates_page(platform: Platform, form: DelegateForm):
    people = queries.candidates(platform.id)
    named_already = delegates_of(platform.id)
    form.person.choices = options((row.id, f"{named(row)} — {row.name}") for row in people)
    with_voice = {delegate.authority_id for delegate in named_already}
    silent = {row.authority_id: named(row) for row in people if row.authority_id not in with_voice}
    return render_template(
        "papers/endorsements/delegates.html", platform=platform, delegates=named_already, form=form,
        silent=list(silent.values()), ending=ConfirmForm(),
    )


@bp.post("/platforms/<slug>/delegates/named")
def name_delegate(slug: str):
    """Let somebody give the voice of their authority."""
    platform = _platform(slug)
    form = DelegateForm()
    form.person.choices = options((row.id, row.name) for row in queries.candidates(platform.id))
    if not form.validate_on_submit():
        return _delegates_page(platform, form), 422
    try:
        with acting() as act:
            actions.name_delegate(platform, form.person.data, by=actor())
            act.leads_to(url_for(".delegates", slug=slug))
    except Invalid as wrong:
        form.person.errors = [*form.person.errors, str(wrong)]
        return _delegates_page(platform, form), 422
    return act.answer()


@bp.post("/platforms/<slug>/delegates/<int:authority_id>/end")
def end_delegation(slug: str, authority_id: int):
    """Leave an authority without a delegate."""
    platform = _platform(slug)
    with acting() as act:
        actions.end_delegation(platform, authority_id, by=actor())
        act.leads_to(url_for(".delegates", slug=slug))
    return act.answer()
