"""Space is counted by the database: exact, whoever comes together."""

import io

import pytest
from sqlalchemy import func, select

from forum.attachments import actions, chores
from forum.attachments.models import Attachment, FileSpace
from forum.kernel.db import db, transaction
from forum.kernel.errors import Invalid
from forum.kernel.files.receiving import Received, receive
from forum.kernel.files.store import store
from tests.hostile.races import at_once, both_stand_at_the_door
from tests.support import factories as make, samples

#: Of one megabyte, two of these do not fit.
LARGE = 600 << 10


def large(number: int) -> Received:
    """A file that somebody sent ahead."""
    return Received(f"{number}" * 64, f"{number}.pdf", "pdf", "application/pdf", LARGE)


def used(owner: str) -> int:
    """What the counter says."""
    return db.session.scalar(select(FileSpace.used).where(FileSpace.owner == owner)) or 0


def total() -> int:
    """What the attachments weigh."""
    db.session.rollback()
    return db.session.scalar(select(func.sum(Attachment.size))) or 0


def test_two_uploads_of_a_member_at_once_cannot_both_take_the_last_space(app, monkeypatch):
    monkeypatch.setitem(app.config, "MEMBER_MEGABYTES", 1)
    board = make.board()
    who = make.seat(board)
    threads = [make.thread(board=board) for _ in range(2)]
    forms = [{"body": "رد", "files-kept": large(n).ticket(who.member_id)} for n in (1, 2)]

    with both_stand_at_the_door(monkeypatch):
        answers = at_once(
            app, *[(who, f"/threads/{t.id}/replies", form) for t, form in zip(threads, forms, strict=True)]
        )

    assert sorted(answers) == [303, 422]
    assert total() == LARGE == used(f"member:{who.member_id}")


def test_two_members_at_once_cannot_both_take_the_last_space_of_a_platform(app, monkeypatch):
    monkeypatch.setitem(app.config, "PLATFORM_MEGABYTES", 1)
    board = make.board()
    people = [make.seat(board), make.seat(board)]
    threads = [make.thread(board=board) for _ in people]
    presses = [
        (who, f"/threads/{thread.id}/replies", {"body": "رد", "files-kept": large(1).ticket(who.member_id)})
        for who, thread in zip(people, threads, strict=True)
    ]

    with both_stand_at_the_door(monkeypatch):
        answers = at_once(app, *presses)

    assert sorted(answers) == [303, 422]
    assert total() == LARGE == used(f"platform:{board.platform_id}")


def test_who_has_no_space_left_is_told_and_gets_it_back_by_taking_off(client, acting_as, monkeypatch):
    monkeypatch.setitem(client.application.config, "MEMBER_MEGABYTES", 1)
    board = make.board()
    who = make.seat(board)
    post = make.post(make.thread(board=board), author_id=who.member_id)
    with transaction():
        first = actions.attach(large(1), to=("post", post.id), by=who)

    with pytest.raises(Invalid, match="المساحة المخصصة للعضو"), transaction():
        actions.attach(large(2), to=("post", post.id), by=who)
    assert total() == LARGE
    with transaction():
        actions.remove(db.session.merge(first), by=who)
        actions.attach(large(2), to=("post", post.id), by=who)
    assert total() == LARGE == used(f"member:{who.member_id}")


def test_at_most_so_many_files_belong_to_one_post(client, acting_as):
    board = make.board()
    who = make.seat(board)
    post = make.post(make.thread(board=board), author_id=who.member_id)
    small = Received("a" * 64, "a.pdf", "pdf", "application/pdf", 1)

    with pytest.raises(Invalid, match="على الأكثر"), transaction():
        actions.attach_all([small] * 13, to=("post", post.id), by=who)
    assert total() == 0


def test_what_nothing_names_is_swept_after_two_days_and_nothing_else(app, monkeypatch):
    board = make.board()
    who = make.seat(board)
    post = make.post(make.thread(board=board), author_id=who.member_id)
    kept, orphan = receive(io.BytesIO(samples.picture()), "a.jpg"), receive(io.BytesIO(samples.kml()), "b.kml")
    with transaction():
        actions.attach(kept, to=("post", post.id), by=who)

    chores.sweep_orphans()
    assert {kept.sha256, kept.small, orphan.sha256} == set(store().keys())

    monkeypatch.setattr("forum.attachments.rules.SWEPT_AFTER", -chores.rules.SWEPT_AFTER)
    chores.sweep_orphans()
    assert {kept.sha256, kept.small} == set(store().keys())


def test_a_write_that_breaks_off_leaves_nothing(app, folder):
    class Broken(io.BytesIO):
        """A line that is cut."""

        def read(self, size: int = -1) -> bytes:
            """A piece, and then an error."""
            if self.tell():
                raise ConnectionResetError
            return super().read(3)

    with pytest.raises(ConnectionResetError):
        store().put("a" * 64, Broken(b"some bytes"))

    assert [path for path in folder.rglob("*") if path.is_file()] == []
