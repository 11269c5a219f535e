"""Which small segments of a Whoosh index are made into one when something is written.

Whoosh's own rule may rewrite half of a large index in the middle of a small
change. Ours bounds the work: segments of like size are merged when there are
several, and large ones are left alone until everything is built anew.
"""

from collections.abc import Sequence

from whoosh.reading import SegmentReader

#: A segment belongs to the first of these sizes that it does not exceed; larger ones are never merged.
SIZES = (8, 64, 512, 4096)
#: So many of one size are merged, with all that are smaller.
MANY = 8

#: An index of more segments than this is worn, and so is one of which this part is deleted.
MOST_SEGMENTS, MOST_DELETED = 64, 0.4
#: A smaller index is never worn.
LITTLE = 20_000


def merge(writer, segments: Sequence) -> list:
    """Merge what is due into the writer; the segments that stay as they are. Whoosh calls it at each commit."""
    kept = [one for one in segments if one.doc_count() > 0]
    due = due_size([one.doc_count_all() for one in kept])
    for segment in [one for one in kept if one.doc_count_all() <= due]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [one for one in kept if one.doc_count_all() > due]


def due_size(sizes: Sequence[int]) -> int:
    """Segments up to this size are to be merged; 0 when none are."""
    due = below = 0
    for size in SIZES:
        if sum(below < one <= size for one in sizes) >= MANY:
            due = size
        below = size
    return due


def is_worn(sizes: Sequence[int], deleted: int) -> bool:
    """Whether building everything anew is worth its time."""
    total = sum(sizes)
    return total > LITTLE and (len(sizes) > MOST_SEGMENTS or deleted > MOST_DELETED * total)
