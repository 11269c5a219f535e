"""Whatever happens to cited posts, no card ever points at other words."""

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db, transaction
from forum.papers.evidence import fingerprint
from forum.papers.models import Evidence
from forum.papers.queries import text_of_revision
from forum.threads import actions as threads, curation
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

    @invariant()
    def cards_keep_their_words(self) -> None:
        db.session.rollback()
        db.session.expire_all()
        for card in db.session.scalars(select(Evidence)):
            text = text_of_revision(db.session.get_one(Post, card.post_id), card.revision)
            assert text[card.start : card.start + len(card.exact)] == card.exact
            assert text[: card.start].endswith(card.prefix)
            assert text[card.start + len(card.exact) :].startswith(card.suffix)
            if card.id in self.words:
                assert (card.exact, card.fingerprint) == self.words[card.id]
                assert fingerprint(card.exact) == card.fingerprint


def test_no_card_ever_points_at_wrong_words(case):
    """Random edits, hidings, merges and new cards, in any order."""
    run_state_machine_as_test(
        lambda: Posts(case),
        settings=settings(
            max_examples=4, stateful_step_count=20, deadline=None,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )
