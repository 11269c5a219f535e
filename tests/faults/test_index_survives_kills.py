"""The writer of the search index is killed in the middle of its work."""

from tests.faults.killing_search import rounds


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed():
    assert rounds(6) == []
