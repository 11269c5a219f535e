"""A small forum with something to hide in every room, and every kind of person who may come.

Secrets are words that stand nowhere else; ``READERS`` says who may ever see each.
"""

from dataclasses import dataclass, field

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.members import actions as members
from forum.members.models import Departure, Member, MembershipRequest
from forum.moderation import actions as moderation
from forum.moderation.port import Reviewed
from forum.notifications.actions import follow
from forum.papers import actions as collecting, drafting, publishing, queries as papers, reviewing
from forum.papers.documents import Paper
from forum.papers.evidence import Quote
from forum.papers.shelf import sections
from forum.platforms.models import Board, Platform
from forum.threads import actions as threads, curation
from forum.threads.models import Post, Thread
from tests.hostile import answered, attached, brought, cited, endorsed, kept, library, looked_for, meetings, voted
from tests.hostile.afterwards import asked_by, changed_source, proposed_on
from tests.support import factories as make

#: Who comes: one letter each, so that a row of the table of permissions fits on a line.
PEOPLE = {
    "v": "visitor",
    "o": "member of another platform",
    "x": "moderator of another platform",
    "m": "member",
    "w": "member who wrote the things",
    "d": "moderator",
    "c": "coordinator",
    "a": "association",
    "s": "administrator",
    "g": "somebody whose account was closed, with the old cookie",
}
EVERYBODY = "".join(PEOPLE)
DESK = "dca"
OTHERS = "oxa"

#: Which people may ever be shown a secret; the words are made of the names.
READERS = {
    "hiddenthreadtitle": DESK,
    "hiddenthreadtext": DESK,
    "hidingreason": DESK,
    "hiddenposttext": DESK,
    "formertextofhiddenpost": DESK,
    "foreignthreadtitle": OTHERS,
    "foreignthreadtext": OTHERS,
    "foreignpapertitle": "xa",
    "drafttitle": DESK,
    "drafttext": DESK,
    "reviewtext": DESK + "mw",
    "commenttext": DESK + "mw", "caseshown": "oxmwdcas", "casewaiting": DESK + "w", "casecontact": "w",
    "filetitle": DESK,
    "filequestion": DESK,
    "filenote": DESK, "sourcetext": DESK,
    # the words of a card are for all who may read the post, and so is what they are cited for
    "claimwords": DESK + "wm",
    "correctionwords": DESK + "w",
    "requestmessage": DESK,
    "requestermail": DESK,
    "flagnote": DESK + "m",
    "membermail": "asw",
    "workshopnotes": EVERYBODY.replace("v", "").replace("g", ""),
    "opentext": DESK + "mw",
    "missedwords": DESK, "hiddenname": "",
    "passwordhash": "",
}


def secret(name: str) -> str:
    """The planted word: Latin letters only, so that no renderer, folding or escaping changes it."""
    assert name in READERS
    return f"zq{name}qz"


@dataclass
class World:
    """Everything that the tests ask about, by the name of what an address calls it."""

    people: dict[str, Actor] = field(default_factory=dict)
    ids: dict[str, dict[str, object]] = field(default_factory=dict)
    gone: Member | None = None

    def note(self, parameter: str, **things: object) -> None:
        """Remember values for one part of addresses, the ordinary one first."""
        self.ids.setdefault(parameter, {}).update(things)


def build() -> World:
    """Fill the empty database."""
    world = World()
    own = make.platform(slug="own-platform")
    other = make.platform(slug="other-platform", name_ar="الإبداع والابتكار", name_en="Creativity")
    board, foreign = make.board(platform=own), make.board(platform=other)
    second = make.board(platform=own, name_ar="المنطقة ج", name_en="Area C")
    _people(world, own, other)
    world.note("slug", own=own.slug, other=other.slug)
    world.note("board_id", own=board.id, second=second.id, foreign=foreign.id)
    world.ids |= {"topic_id": {"some": make.topic().id}} | voted.build(own, world.people)
    opened = _threads(world, board, second, foreign)
    _moderation(world, board, opened)
    _papers(world, board, foreign, opened)
    world.ids |= meetings.build(own.id, opened.id, secret("workshopnotes"), world.people)
    world.ids |= library.build(own, secret, world.people)
    world.ids |= looked_for.build(secret("missedwords"), own.id, world.people) | answered.build(opened, world)
    world.ids |= kept.build(board, secret("hiddenname"), world.people) | attached.build(world, secret("hiddenposttext"))
    return world


def _people(world: World, own: Platform, other: Platform) -> None:
    writer = make.member(email=f"{secret('membermail')}@municipality.ps", password_hash=secret("passwordhash"))
    world.people = {
        "v": ANYONE,
        "o": make.seat(other),
        "x": make.moderator(other),
        "m": make.seat(own),
        "w": make.seat(own, member=writer),
        "d": make.moderator(own),
        "c": make.coordinator(own),
        "a": make.association(),
        "s": make.administrator(),
        "g": make.seat(own),
    }
    world.gone = db.session.get_one(Member, world.people["g"].member_id)
    world.note("member_id", writer=writer.id, member=world.people["m"].member_id, outsider=world.people["o"].member_id)


def close_the_account_of_the_one_who_left(world: World) -> None:
    """After the old cookie was made."""
    with transaction():
        db.session.add(Departure(member_id=world.gone.id))
        members.end_sessions(world.gone)


def _threads(world: World, board: Board, second: Board, foreign: Board) -> Thread:
    people = world.people
    writer = db.session.get_one(Member, people["w"].member_id)
    stranger = db.session.get_one(Member, people["o"].member_id)
    opened = make.thread(f"نص {secret('opentext')} مشترك. اعترض 318 مواطنا.", board=board, author=writer)
    reply = make.post(opened, "رد يقرؤه الزملاء، مشترك.", author=writer)
    covered = make.post(opened, f"نص سابق {secret('formertextofhiddenpost')}", author=writer)
    hidden = make.thread(
        f"نص {secret('hiddenthreadtext')} مشترك", title=f"عنوان {secret('hiddenthreadtitle')} مشترك",
        board=board, author=writer,
    )
    merged = make.thread("موضوع مكرر مشترك", board=board, author=writer)
    closed = make.closed_thread(board=board, author=writer)
    away = make.thread(
        f"نص {secret('foreignthreadtext')} مشترك", title=f"عنوان {secret('foreignthreadtitle')} مشترك",
        board=foreign, author=stranger,
    )
    target = make.thread("الموضوع الذي يبقى", board=second, author=writer)
    with transaction():
        for letter in "mw":
            follow(people[letter].member_id, "thread", hidden.id)
            follow(people[letter].member_id, "thread", opened.id)
        threads.reply(hidden, f"رد {secret('hiddenthreadtext')}", by=people["w"])
        threads.edit(covered, f"نص {secret('hiddenposttext')} مشترك", by=people["w"])
        curation.hide_post(covered, "معلومات شخصية", by=people["d"])
        curation.hide(hidden, f"سبب {secret('hidingreason')}", by=people["d"])
        curation.merge(merged, target, by=people["d"])
    world.note("thread_id", opened=opened.id, hidden=hidden.id, merged=merged.id, closed=closed.id, foreign=away.id)
    first = {thread.id: _opening(thread) for thread in (hidden, away, opened)}
    world.note(
        "post_id", reply=reply.id, covered=covered.id, in_hidden=first[hidden.id], foreign=first[away.id],
        opening=first[opened.id],
    )
    return opened


def _opening(thread: Thread) -> int:
    return db.session.scalar(select(Post.id).where(Post.thread_id == thread.id).order_by(Post.number).limit(1))


def _moderation(world: World, board: Board, opened: Thread) -> None:
    people = world.people
    reply = world.ids["post_id"]["reply"]
    thing = Reviewed("post", reply, board.platform_id, people["w"].member_id, "", "", "", clock.now())
    with transaction():
        moderation.flag(thing, "other", secret("flagnote"), by=people["m"])
    asked = make.save(
        MembershipRequest(
            name="طالب عضوية", email=f"{secret('requestermail')}@municipality.ps", job_title="مهندس",
            authority_id=make.authority().id, platform_id=board.platform_id, message=secret("requestmessage"),
        )
    )
    world.note("request_id", waiting=asked.id)


def _papers(world: World, board: Board, foreign: Board, opened: Thread) -> None:
    by, writer = world.people["d"], world.people["w"]
    with transaction():
        file = collecting.open_issue_file(
            board.platform, f"ملف {secret('filetitle')}", question=secret("filequestion"), thread=opened,
            note=secret("filenote"), by=by,
        )
        file.platform = board.platform
        away = collecting.open_issue_file(foreign.platform, "ملف بعيد", by=world.people["x"])
        away.platform = foreign.platform
        claim = collecting.claim(file, f"تُرفض {secret('claimwords')}", by=by)
        post = papers.post_to_cite(by, world.ids["post_id"]["opening"])
        card = collecting.take(file, post, claim, stance="supports", kind="number", quote=Quote("318"), by=by)
        draft = _draft(file, f"ورقة {secret('drafttitle')}", secret("drafttext"), by)
        world.ids |= brought.ids(draft, secret("drafttext"), by=by) | cited.ids(file, secret("sourcetext"), by=by)
        review = _draft(file, "ورقة قيد المراجعة", secret("reviewtext"), by)
        public = _draft(file, "ورقة منشورة", "نص منشور مشترك", by)
        _draft(away, f"ورقة {secret('foreignpapertitle')}", "نص", world.people["x"])
        publishing.send_to_review(review, by=by)
        asked = _draft(file, "ورقة أمام الهيئات", secret("reviewtext"), by)
        to_sign = _draft(file, "ورقة للتوقيع", secret("reviewtext"), by)
    voice = endorsed.publish(public, by=by, association=world.people["a"])
    card = papers.card(writer, card.id)
    with transaction():
        collecting.answer_consent(card, "authority", secret("correctionwords"), by=writer)
        said = reviewing.say(review, None, "general", secret("commenttext"), by=world.people["m"])
    world.note("file_id", own=file.id, foreign=away.id)
    world.ids |= {"voice_id": {"public": voice.id}, "authority_id": {"own": voice.authority_id}}
    world.ids |= {"claim_id": {"own": claim.id}, "evidence_id": {"own": card.id}, "comment_id": {"own": said.id}}
    world.note("paper_id", draft=draft.id, review=review.id, published=public.id)
    endorsed.on_the_way(asked, to_sign, people=world.people, note=world.note)
    world.note("recommendation_id", public=asked_by(public, by))
    world.note("task_id", own=changed_source(draft, card))
    world.note("proposal_id", own=proposed_on(board), foreign=proposed_on(foreign))
    world.note("section_id", draft=sections(draft.id)[0].id, review=sections(review.id)[0].id)


def _draft(file, title: str, text: str, by: Actor) -> Paper:
    paper = drafting.start(file, "position_paper", title, by=by)
    paper.platform, paper.issue_file = file.platform, file
    part = sections(paper.id)[0]
    part.paper = paper
    drafting.save(part, part.heading, text, based_on=part.revision, by=by)
    return paper
