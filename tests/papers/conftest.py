"""What the tests of papers share: a platform with its people, a thread, an issue file, a draft."""

from dataclasses import dataclass

import pytest

from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.papers import actions, drafting, queries
from forum.papers.documents import Paper, Section
from forum.papers.evidence import Quote
from forum.papers.models import Evidence, IssueFile
from forum.papers.shelf import sections
from forum.platforms.models import Board
from forum.threads.models import Post, Thread
from tests.support import factories as make

WORDS = "بلغ عدد الاعتراضات 318 وقُبل منها 5 فقط."


@dataclass
class Case:
    """A moderator's work so far."""

    board: Board
    moderator: Actor
    thread: Thread
    post: Post
    file: IssueFile

    def take(self, post: Post | None = None, words: str | None = "318", **given) -> Evidence:
        """A card of some words of a post."""
        given = {"stance": "supports", "kind": "number"} | given
        with transaction():
            found = queries.post_to_cite(self.moderator, (post or self.post).id)
            claim = actions.claim(self.file, given.pop("claim", "معظم الاعتراضات تُرفض"), by=self.moderator)
            return actions.take(
                self.file, found, claim, quote=Quote(words) if words else None, by=self.moderator, **given
            )

    def draft(self, text: str = "", **given) -> Paper:
        """A paper whose first section has a text."""
        with transaction():
            kind = given.pop("kind", "position_paper")
            paper = drafting.start(self.file, kind, "التشاور المبكر", by=self.moderator, **given)
            paper.platform, paper.issue_file = self.board.platform, self.file
        if text:
            self.write(sections(paper.id)[0], text, paper)
        return paper

    def write(self, section: Section, text: str, paper: Paper) -> None:
        """Save the text of a section."""
        with transaction():
            section.paper = paper
            drafting.save(section, section.heading, text, based_on=section.revision, by=self.moderator)


@pytest.fixture
def case(app) -> Case:
    """A thread on a board whose platform has a moderator and an issue file."""
    board = make.board()
    moderator = make.moderator(board)
    writer = make.member(authority=make.authority(name_ar="دورا", region="south"))
    thread = make.thread("نريد آراءكم في التشاور قبل إيداع المخطط.", board=board)
    post = make.post(thread, WORDS, author=writer)
    with transaction():
        file = actions.open_issue_file(
            board.platform, "التشاور قبل الإيداع", question="متى يبدأ التشاور؟", thread=thread, by=moderator
        )
        file.platform = board.platform
    return Case(board, moderator, thread, post, file)
