"""Whole segments at once: the same index as one document after another, only sooner."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from whoosh import index

from forum.search.engines import whoosh as engine
from forum.search.engines.beside import beside, gathered
from forum.search.engines.bulk import inverting, segment, writing
from forum.search.engines.stored_terms import schema
from forum.search.port import Document
from tests.search.asking import DAY, post
from tests.search.test_whoosh_index import _texts

WORDS = [
    "جي", "آي", "اس", "في", "ان", "14,000", "١٤٬٠٠٠", "الـGIS", "SDG11", "مُؤسَّســـة", "والطرق", "،", "\x00", "\ud800",
]  # fmt: skip
documents = st.lists(
    st.builds(
        lambda title, body, topics, author, demoted: Document(
            "post", 0, title, body, topics=tuple(topics), author=author, attachments=title, created_at=DAY,
            demoted=demoted,
        ),
        st.text(max_size=20),
        st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=12).map(" ".join),
        st.lists(st.sampled_from(["الطرق Roads", "إنارة الشوارع", ""]), max_size=3),
        st.sampled_from(["", "منى حمدان", "Mona H."]),
        st.booleans(),
    ),
    max_size=6,
)


def _contents(folder: Path, fill, given: list[Document]) -> tuple:
    """All that Whoosh itself reads out of an index that ``fill`` filled."""
    folder.mkdir()
    built = index.create_in(str(folder), schema())
    assert fill(built, folder, given, engine.CODEC) == len(given)
    with built.reader() as reader:
        terms = {}
        for field, term in reader.all_terms():
            matcher, found = reader.postings(field, term), []
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight()))
                matcher.next()
            information = reader.term_info(field, term)
            terms[field, term] = (
                found, information.weight(), information.doc_frequency(), information.min_length(),
                information.max_length(), information.max_weight(), information.min_id(), information.max_id(),
            )  # fmt: skip
        lengths = [[reader.doc_field_length(n, name) for name in schema().names()] for n in range(len(given))]
        return terms, lengths, [reader.stored_fields(n) for n in range(len(given))], reader.field_terms("word") is None


def _same(tmp_path: Path, given: list[Document]) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    slow = _contents(folder / "slow", engine._fill_one_by_one, given)
    fast = _contents(folder / "fast", segment.fill, given)
    assert fast == slow


@given(documents)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_the_index_is_the_same(tmp_path: Path, given: list[Document]):
    _same(tmp_path, [Document(**{**_fields(one), "id": n}) for n, one in enumerate(given)])


def _fields(document: Document) -> dict:
    return {name: getattr(document, name) for name in Document.__slots__}


@pytest.mark.parametrize("block", [100, writing.BLOCK])
def test_long_lists_are_the_same_in_one_block_and_in_many(tmp_path: Path, monkeypatch, block: int):
    monkeypatch.setattr(writing, "BLOCK", block)

    _same(tmp_path, [post(text, id=n) for n, text in enumerate(_texts(700), 1)])


def test_many_segments_hold_what_one_would(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(segment, "SIZE", 100)
    built = index.create_in(str(tmp_path), schema())

    given = [post(text, id=n) for n, text in enumerate(_texts(250), 1)]

    assert segment.fill(built, tmp_path, given, engine.CODEC) == 250
    with built.reader() as reader:
        assert [leaf.doc_count_all() for leaf, _ in reader.leaf_readers()] == [100, 100, 50]
        for leaf, _ in reader.leaf_readers():
            kept, of_documents = beside(leaf, tmp_path), gathered(leaf)
            assert (kept[0].id == of_documents[0].id).all()
            assert all((kept[1][field] == of_documents[1][field]).all() for field in kept[1])


def test_whoosh_merges_what_was_filled_at_once(tmp_path: Path):
    given = [post(text, id=n) for n, text in enumerate(_texts(40), 1)]

    def merged(built: index.Index, folder: Path, documents: list[Document], codec) -> int:
        many = segment.fill(built, folder, documents[:30], codec) + segment.fill(built, folder, documents[30:], codec)
        with built.writer(codec=codec) as writer:
            writer.optimize = True
        return many

    slow = _contents(tmp_path / "slow", engine._fill_one_by_one, given)
    assert _contents(tmp_path / "merged", merged, given) == slow


def test_a_segment_has_room_for_its_documents():
    assert segment.SIZE <= inverting.MOST


def test_it_is_possible_here():
    segment.is_possible.cache_clear()

    assert segment.is_possible(engine.CODEC)


def test_where_whoosh_is_different_inside_documents_go_in_one_by_one(monkeypatch, whoosh, caplog):
    def different(*_args):
        raise AttributeError("newsegment")

    segment.is_possible.cache_clear()
    monkeypatch.setattr(segment, "_write", different)
    whoosh.replace_all([post("نفايات", id=1)])
    segment.is_possible.cache_clear()

    assert whoosh.count() == 1
    assert "one document at a time" in caplog.text


def test_an_index_of_words_taken_apart_otherwise_is_not_complete(
    whoosh: engine.WhooshEngine, monkeypatch: pytest.MonkeyPatch
):
    whoosh.replace_all([post("نفايات")])
    assert whoosh.is_complete()

    monkeypatch.setattr(engine, "COMPLETE", "complete-of-tomorrow")

    assert not whoosh.is_complete()
