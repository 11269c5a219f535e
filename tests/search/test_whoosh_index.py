"""The embedded index: read in blocks, mended when damaged, exchanged while people search."""

import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from whoosh import index as whoosh_index, query as whoosh_query
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length, length_to_byte

from forum.search.arabic import FIELDS
from forum.search.arabic.letters import listed
from forum.search.engine import Damaged
from forum.search.engines import blocks
from forum.search.engines.segments import Postings
from forum.search.engines.snapshot import FIGURES, Snapshot
from forum.search.engines.weights import K1, B, idf
from forum.search.engines.whoosh import WhooshEngine
from forum.search.engines.whoosh_segment import PostingsCache
from forum.search.thesaurus import Thesaurus
from tests.search.asking import found, post

WORDS = listed(
    "نفايات رسوم فاتورة كهرباء مياه طريق رخصة بناء مخطط موازنة ضريبة مجلس بلدية قرية شارع حديقة"
)


def _texts(many: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, range(len(WORDS), 0, -1), k=chance.randint(3, 30))) for _ in range(many)]


def _filled(whoosh: WhooshEngine, many: int = 300) -> WhooshEngine:
    whoosh.replace_all(post(text, id=n) for n, text in enumerate(_texts(many), 1))
    return whoosh


def test_blocks_hold_what_whoosh_reads_one_by_one(whoosh: WhooshEngine):
    _filled(whoosh, 6000)
    for reader in [segment.files.reader for segment in whoosh._now().segments]:
        for field in FIELDS:
            for term in list(reader.lexicon(field))[:80]:
                fast, slow = (read(reader, field, term.decode()) for read in (blocks.read, blocks.one_by_one))
                assert (fast.places == slow.places).all()
                assert (fast.weights == slow.weights).all()


def test_postings_are_read_one_by_one_where_whoosh_is_different_inside(whoosh: WhooshEngine, monkeypatch):
    _filled(whoosh)
    expected = found(whoosh, "رسوم النفايات")

    def different(*_args):
        raise AttributeError("_terms")

    monkeypatch.setattr(blocks, "_in_blocks", different)
    whoosh._cache = PostingsCache(10**6)
    for segment in whoosh._now().segments:
        segment._cache = whoosh._cache

    assert found(whoosh, "رسوم النفايات") == expected


class OurBM25F(BM25F):
    """Whoosh's own BM25F with the inverse document frequency of ours."""

    def idf(self, searcher, fieldname, text):
        """Robertson and Spärck Jones, never negative, in the round figures of a snapshot."""
        return float(f"{idf(searcher.doc_count_all(), searcher.doc_frequency(fieldname, text)):.{FIGURES}g}")


def _round_lengths(snapshot: Snapshot) -> None:
    """Whoosh keeps the length of a document in one byte; ours is exact."""
    for segment in snapshot.segments:
        for field, lengths in segment.files.lengths.items():
            snapshot.averages[field] = lengths.sum() / len(lengths)
            rounded = [byte_to_length(length_to_byte(int(length))) for length in lengths]
            segment.files.lengths[field] = np.array(rounded, np.int32)


@pytest.mark.parametrize("field", ["word", "light", "root", "grams"])
def test_scores_are_those_of_whoosh(whoosh: WhooshEngine, tmp_path: Path, field: str):
    _filled(whoosh, 500)
    snapshot = whoosh._now()
    _round_lengths(snapshot)
    terms = [term.decode() for term in list(snapshot.segments[0].files.reader.lexicon(field))[:25]]
    opened = whoosh_index.open_dir(str(whoosh._folders.current()))
    with opened.searcher(weighting=OurBM25F(B=B, K1=K1[field])) as searcher:
        for term in terms:
            theirs = {hit.docnum: hit.score for hit in searcher.search(whoosh_query.Term(field, term), limit=None)}
            ours = snapshot.scored_at(0, field, term, 1.0, np.arange(500))
            assert {n: score for n, score in enumerate(ours.tolist()) if score} == pytest.approx(theirs, rel=1e-4)


def test_another_process_sees_what_was_written(whoosh: WhooshEngine, reopened: Callable[[], WhooshEngine]):
    reader = reopened()
    assert found(reader, "نفايات") == []
    whoosh.add([post("نفايات", id=1)])
    reader._looked = 0.0

    assert found(reader, "نفايات") == [1]

    whoosh.delete(["post:1"])
    reader._looked = 0.0
    assert found(reader, "نفايات") == []


def test_many_small_changes_stay_right(whoosh: WhooshEngine):
    truth: dict[int, str] = {}
    chance = random.Random(3)
    texts = _texts(200, seed=5)
    for step in range(40):
        ids = [chance.randint(1, 40) for _ in range(3)]
        gone = {chance.randint(1, 40)} - set(ids)
        changed = {number: texts[(step * 3 + i) % 200] for i, number in enumerate(ids)}
        whoosh.change([post(text, id=n) for n, text in changed.items()], [f"post:{n}" for n in gone])
        truth |= changed
        for number in gone:
            truth.pop(number, None)

    assert whoosh.count() == len(truth)
    for word in WORDS[:6]:
        assert sorted(found(whoosh, word, exact=True)) == sorted(n for n, text in truth.items() if word in text.split())


def test_people_search_while_the_index_is_rebuilt(whoosh: WhooshEngine, reopened: Callable[[], WhooshEngine]):
    _filled(whoosh, 200)
    reader, problems, stop = reopened(), [], threading.Event()

    def keep_asking():
        while not stop.is_set():
            try:
                if not found(reader, "نفايات"):
                    problems.append("nothing found")
            except Exception as error:
                problems.append(repr(error))

    asking = threading.Thread(target=keep_asking)
    asking.start()
    for _ in range(4):
        _filled(whoosh, 200)
        whoosh.add([post("نفايات جديدة", id=1000)])
    stop.set()
    asking.join()

    assert problems == []


def test_what_is_written_during_a_rebuild_is_kept(whoosh: WhooshEngine):
    def documents():
        yield post("قديم", id=1)
        whoosh.change([post("نفايات", id=2)], ["post:1"])

    whoosh.replace_all(documents())

    assert found(whoosh, "نفايات") == [2]
    assert found(whoosh, "قديم") == []


def test_a_rebuild_that_fails_changes_nothing(whoosh: WhooshEngine):
    whoosh.add([post("نفايات", id=1)])

    def failing():
        yield post("مياه", id=2)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        whoosh.replace_all(failing())

    assert found(whoosh, "نفايات") == [1]


def _garble(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in {".seg", ".toc", ".trm", ".pst"}:
            path.write_bytes(b"\x00garbage" * 50)


#: Whoosh does not close the files that it fails to read; they go with the garbage.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_garbled_index_says_so_and_a_rebuild_heals_it(tmp_path: Path, thesaurus: Thesaurus):
    first = WhooshEngine(tmp_path / "index", thesaurus)
    _filled(first, 50)
    first.close()
    _garble(tmp_path / "index")
    engine = WhooshEngine(tmp_path / "index", thesaurus)

    with pytest.raises(Damaged):
        found(engine, "نفايات")
    with pytest.raises(Damaged):
        engine.add([post("نفايات", id=99)])
    engine.replace_all([post("نفايات", id=1)])

    assert found(engine, "نفايات") == [1]
    engine.close()


def test_a_deleted_index_is_empty_and_not_complete(tmp_path: Path, thesaurus: Thesaurus):
    engine = WhooshEngine(tmp_path / "index", thesaurus)
    _filled(engine, 50)
    assert engine.is_complete()
    engine.close()
    shutil.rmtree(tmp_path / "index")

    again = WhooshEngine(tmp_path / "index", thesaurus)

    assert not again.is_complete()
    assert found(again, "نفايات") == []
    again.close()


def test_lost_columns_are_gathered_from_the_documents(whoosh: WhooshEngine, tmp_path: Path, thesaurus: Thesaurus):
    _filled(whoosh, 50)
    expected = found(whoosh, "نفايات")
    for path in (tmp_path / "index").rglob("*.columns"):
        path.unlink()

    again = WhooshEngine(tmp_path / "index", thesaurus)
    assert found(again, "نفايات") == expected
    again.close()


def test_the_cache_of_postings_is_bounded():
    cache = PostingsCache(10_000)
    for n in range(100):
        cache.put(("s", "f", str(n)), Postings(np.zeros(100, np.int32), np.zeros(100, np.float32)))

    assert cache._bytes <= 10_000
    assert cache.get(("s", "f", "99"))[0]
    assert not cache.get(("s", "f", "0"))[0]


def test_the_folder_is_private(whoosh: WhooshEngine, tmp_path: Path):
    whoosh.add([post("نفايات", id=1)])

    assert (tmp_path / "index").stat().st_mode & 0o077 == 0
