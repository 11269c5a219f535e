"""A process that changes a search index without end, and says after each change what it wrote: to be killed.

    python -m tests.faults.writing_search FOLDER FIRST
"""

import sys
from pathlib import Path

from forum.search.engines.whoosh import WhooshEngine
from tests.search.asking import post


def write(folder: Path, first: int) -> None:
    """Two posts a change; every fifth change takes one away, every ninth builds everything anew."""
    engine, kept = WhooshEngine(folder), {}
    for number in range(first, first + 10_000):
        made = {2 * number: "نفايات", 2 * number + 1: "نفايات وطرق"}
        gone = [min(kept)] if kept and number % 5 == 0 else []
        print(f"begin {' '.join(map(str, made))} {' '.join(f'-{n}' for n in gone)}", flush=True)
        engine.change([post(text, id=n) for n, text in made.items()], [f"post:{n}" for n in gone])
        kept |= made
        for n in gone:
            del kept[n]
        print("done", flush=True)
        if number % 9 == 0:
            engine.replace_all(post(text, id=n) for n, text in kept.items())


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
