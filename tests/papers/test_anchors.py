"""Whatever happens to cited posts, no card ever points at other words."""

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db, transaction
from forum.members import actions as members, standins
from forum.members.labels import Label
from forum.members.models import Departure, Member
from forum.papers import actions as collecting
from forum.papers.evidence import fingerprint
from forum.papers.models import Evidence
from forum.papers.queries import text_of_revision
from forum.papers.sources import actions as sources
from forum.papers.sources.models import MaterialText
from forum.threads import actions as threads, curation
from forum.threads.anonymity import actions as without_name
from forum.threads.models import Post, Thread
from tests.support import factories as make
from tests.support.accounts import actor_of

PIECES = st.lists(
    st.sampled_from(["بلغ عدد", "الاعتراضات", "**318**", "في دورا", "وقُبل منها 5", "\n\n- بند", "[هنا](https://x.org)"]),
    min_size=1, max_size=6,
)


class Posts(RuleBasedStateMachine):
    """Posts of one thread under a storm of changes, with cards on them."""

    def __init__(self, case) -> None:
        super().__init__()
        self.case = case
        self.words: dict[int, tuple[str, str]] = {}
        self.stands: dict[int, tuple[int | None, str]] = {}
        self.elsewhere = make.board()

    def pick(self, number: int) -> Post:
        whole = joinedload(Post.hiding), joinedload(Post.author), joinedload(Post.thread).joinedload(Thread.board)
        query = select(Post).where(Post.number > 1).options(*whole).order_by(Post.id)
        posts = db.session.scalars(query).all()
        return posts[number % len(posts)]

    @rule(number=st.integers(0, 9), pieces=PIECES)
    def edit(self, number: int, pieces: list[str]) -> None:
        post = self.pick(number)
        with transaction():
            threads.edit(post, " ".join(pieces), by=actor_of(post.author))

    @rule(pieces=PIECES)
    def reply(self, pieces: list[str]) -> None:
        make.post(db.session.get_one(Thread, self.case.thread.id), " ".join(pieces))

    @rule(number=st.integers(0, 9), length=st.integers(1, 60), start=st.integers(0, 200))
    def take(self, number: int, start: int, length: int) -> None:
        post = self.pick(number)
        start %= len(post.source)
        words = post.source[start : start + length]
        try:
            card = self.case.take(post, words=words)
        except Exception as refused:
            assert type(refused).__name__ in ("QuoteNotFound", "NotFound"), refused
            return
        assert words.strip() in card.exact
        self.words[card.id] = card.exact, card.fingerprint
        self.stands[card.id] = card.authority_id, card.job_title

    @rule(number=st.integers(0, 9))
    def hide(self, number: int) -> None:
        post = self.pick(number)
        with transaction():
            if post.hiding is None:
                curation.hide_post(post, "سبب", by=self.case.moderator)
            else:
                curation.restore_post(post, by=self.case.moderator)

    @rule(pieces=PIECES)
    def merge(self, pieces: list[str]) -> None:
        into = db.session.get_one(Thread, self.case.thread.id)
        other = make.thread(" ".join(pieces), board=self.case.board)
        make.post(other, " ".join(pieces))
        with transaction():
            curation.merge(other, into, by=self.case.moderator)

    @rule(pieces=PIECES)
    def ask_without_name_and_merge(self, pieces: list[str]) -> None:
        """The words of somebody who is not named come into the thread; cards can be taken of them."""
        asker = make.seat(self.case.board)
        into = db.session.get_one(Thread, self.case.thread.id)
        with transaction():
            voice = standins.take(Label("platform"), by=asker)
            asked = threads.ask(
                self.case.board, title="سؤال بلا اسم", kind="question", body=" ".join(pieces), by=asker, voice=voice
            )
        whole = joinedload(Thread.board), joinedload(Thread.author)
        asked = db.session.scalars(select(Thread).where(Thread.id == asked.id).options(*whole)).one()
        with transaction():
            curation.merge(asked, into, by=self.case.moderator)
            without_name.tell_apart(asked, into)

    @rule()
    def move(self) -> None:
        """To another platform and, the next time, back."""
        thread = db.session.scalars(
            select(Thread).where(Thread.id == self.case.thread.id).options(joinedload(Thread.board))
        ).one()
        to = self.elsewhere if thread.board_id == self.case.board.id else self.case.board
        with transaction():
            curation.move(thread, to, by=make.association())

    @rule(number=st.integers(0, 9))
    def leave(self, number: int) -> None:
        """The author's account is closed and their name goes."""
        author = db.session.get_one(Member, self.pick(number).author_id)
        if db.session.get(Departure, author.id) is None:
            with transaction():
                members.close_account(author, "غادر العمل", by=make.association())

    @rule(number=st.integers(0, 9))
    def transfer(self, number: int) -> None:
        """The author goes to another authority under another title."""
        author = db.session.get_one(Member, self.pick(number).author_id)
        with transaction():
            members.transfer(
                author, name=author.name, job_title="وظيفة أخرى", authority=make.authority(), by=make.association()
            )

    @rule(number=st.integers(0, 9), pieces=PIECES)
    def correct_a_law(self, number: int, pieces: list[str]) -> None:
        """A source that is no post gets another text, after words of the present one were taken."""
        with transaction():
            facts = {"form": "law", "number": str(number), "year": 1997, "title": "الهيئات", "place": "", "address": ""}
            law = sources.write_down(self.case.file, "law", facts, " ".join(pieces), by=self.case.moderator)
            about = collecting.claim(self.case.file, "قانون", by=self.case.moderator)
            card = sources.take(
                self.case.file, law, about, stance="supports", kind="legal", by=self.case.moderator
            )
            self.words[card.id] = card.exact, card.fingerprint
            self.stands[card.id] = card.authority_id, card.job_title
            sources.correct(law, facts, " ".join(reversed(pieces)) + " زيادة", by=self.case.moderator)

    @invariant()
    def cards_keep_their_words(self) -> None:
        db.session.rollback()
        db.session.expire_all()
        for card in db.session.scalars(select(Evidence)):
            text = _text_behind(card)
            assert text[card.start : card.start + len(card.exact)] == card.exact
            assert text[: card.start].endswith(card.prefix)
            assert text[card.start + len(card.exact) :].startswith(card.suffix)
            if card.id in self.words:
                assert (card.exact, card.fingerprint) == self.words[card.id]
                assert fingerprint(card.exact) == card.fingerprint
                assert (card.authority_id, card.job_title) == self.stands[card.id]


def _text_behind(card: Evidence) -> str:
    if card.material_id is not None:
        return db.session.get_one(MaterialText, (card.material_id, card.revision)).text
    return text_of_revision(db.session.get_one(Post, card.post_id), card.revision)


def test_no_card_ever_points_at_wrong_words(case):
    """Random edits, hidings, merges, moves, namelessness, leavings, corrections and new cards, in any order."""
    run_state_machine_as_test(
        lambda: Posts(case),
        settings=settings(
            max_examples=4, stateful_step_count=24, deadline=None,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )
