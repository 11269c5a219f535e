"""Segments of a Whoosh index, made whole."""

import logging
import tempfile
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh import index
from whoosh.codec.whoosh3 import W3Codec

from forum.search.arabic import FIELDS
from forum.search.engines import beside
from forum.search.engines.bulk.inverting import Inverter
from forum.search.engines.bulk.numbering import Batch
from forum.search.engines.bulk.writing import TermsFile
from forum.search.engines.columns import Columns
from forum.search.engines.stored_terms import schema
from forum.search.engines.vocabulary import Vocabulary
from forum.search.port import Document

log = logging.getLogger(__name__)

#: Documents in one segment: fewer segments are read faster, larger ones need more memory while they are made.
SIZE = 50_000

_PROOF = [
    Document("post", 1, "إنارة الشوارع", "إنارة إنارة في البلدية", group="thread:1", author="منى حمدان"),
    Document("post", 2, "", "الشوارع والطرق"),
    Document("person", 1, "GIS"),
]


def fill(built: index.Index, folder: Path, documents: Iterable[Document], codec: W3Codec) -> int:
    """Put documents into an empty index, segment by segment; how many."""
    count, documents = 0, iter(documents)
    while True:
        batch = Batch()
        for document in islice(documents, SIZE):
            batch.add(document)
        if not len(batch):
            return count
        _write(built, folder, batch, codec)
        count += len(batch)


def _write(built: index.Index, folder: Path, batch: Batch, codec: W3Codec) -> None:
    """One segment. The writer of Whoosh does all but the terms, which are there when it comes to them."""
    inverter = Inverter(batch)
    found = {name: inverter.lengths(name) for name in schema().names() if name != "kept"}
    with built.writer(codec=codec, compound=False) as writer:
        writer.merge = False
        _documents(writer, batch, found)
        writer.fieldwriter.close()
        new = writer.newsegment
        file = TermsFile(
            new.create_file(writer.storage, codec.TERMS_EXT), new.create_file(writer.storage, codec.POSTS_EXT)
        )
        words: list[tuple[bytes, int]] = []
        for name in sorted(found):
            inverted = inverter.field(name)
            file.add(name, inverted, found[name])
            if name == "word":
                many = np.diff(inverted.starts, append=len(inverted.places)).tolist()
                words = list(zip(inverted.terms, many, strict=True))
        file.close()
        writer.fieldwriter = _Ready()
        lengths = {name: found[name] for name in FIELDS}
        beside.keep(new.segment_id(), folder, beside.Beside(Columns.of(batch.traits), lengths, Vocabulary.of(words)))


class _Ready:
    """Stands where Whoosh would write the terms one by one: they are written already."""

    is_closed = True

    def add_postings(self, *_: object) -> None:
        """There are none left."""

    def close(self) -> None:
        """Nothing is open."""


def _documents(writer, batch: Batch, found: dict[str, np.ndarray]) -> None:
    """What Whoosh keeps of each document: its lengths, and what the columns are made of."""
    of_document, types = writer.perdocwriter, writer.schema
    names = sorted(found)
    rows = zip(*(found[name].tolist() for name in names), strict=True)
    kept = zip(*(found[name].tolist() for name in FIELDS), strict=True)
    for place, (row, traits, lengths) in enumerate(zip(rows, batch.traits, kept, strict=True)):
        of_document.start_doc(place)
        for name, length in zip(names, row, strict=True):
            if length:
                of_document.add_field(name, types[name], None, length)
        of_document.add_field("kept", types["kept"], (tuple(traits), lengths), 0)
        of_document.finish_doc()
    writer.docnum = len(batch)
    writer._added = True


@cache
def is_possible(codec: W3Codec) -> bool:
    """Whether this Whoosh reads our segments as its own: tried once a process, on three documents."""
    try:
        with tempfile.TemporaryDirectory(prefix="minassat-segment-") as folder:
            built = index.create_in(folder, schema())
            fill(built, Path(folder), _PROOF, codec)
            with built.reader() as reader:
                places = list(reader.postings("word", "اناره").all_ids())
                whole = reader.doc_count_all() == 3 and reader.stored_fields(2)["kept"][0][2] == "person"
                return whole and places == [0] and reader.doc_frequency("word", "الشوارع") == 2
    except Exception:
        log.exception("this Whoosh is different inside; the index is filled one document at a time")
        return False
