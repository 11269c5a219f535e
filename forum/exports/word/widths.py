"""How wide the columns of a table are."""

from forum.exports.tree import Inline, flat


def widths_of(rows: list[tuple[tuple[Inline, ...], ...]], columns: int) -> list[int]:
    """Shares of the columns in fiftieths of a percent: by their longest cell, none starved, none greedy.

    A word is not broken as long as it is no longer than a third of a line.
    """
    cells = [[flat(row[n]) for row in rows if n < len(row)] or [""] for n in range(columns)]
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in cells]
    shares = [min(max(max(map(len, column)), word + 7), 40) for column, word in zip(cells, words, strict=True)]
    return [5000 * share // sum(shares) for share in shares]
