"""A table as CSV that spreadsheets open in Arabic, and in which no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

#: What spreadsheets may take for the beginning of a formula or of a command, also behind other signs.
_DANGEROUS = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n|%;,"


def safe(value: object) -> object:
    """A cell that is words and nothing else; numbers stay numbers.

    >>> safe("=1+1"), safe("12 نموذجا"), safe(-3)
    ("'=1+1", '12 نموذجا', -3)
    """
    if not isinstance(value, str):
        return value
    bare = value.strip().lstrip("\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00a0 '\"")
    starts = (value[:1], bare[:1])
    return f"'{value}" if any(sign and sign in _DANGEROUS for sign in starts) else value


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The bytes of a file: UTF-8 with a mark at its beginning, without which Excel misreads Arabic."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe(str(name)) for name in head])
    writer.writerows([safe(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
