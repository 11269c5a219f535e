"""Our search beside others on the same invented posts: CPU milliseconds a query, and memory.

    python -m tests.bench.rivals [--posts 100000] [--write]

Each engine works in a process of its own. FTS5 (unicode61) comes with Python,
Tantivy needs ``pip install tantivy`` and is left out without it. Every query asks for
ten results grouped by thread, counts by platform, board and answered, and looks
only at three of five platforms; rivals get the plain words, ours does all that it does.
``--write`` puts the figures and their picture into ``figures/``.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench import picture, rival_engines
from tests.bench.posts import invented, questions

FIGURES = Path(__file__).parent / "figures"
TIMES = 12

#: Name → how to fill a folder with posts and get a way to ask.
RIVALS: dict[str, Callable] = {
    "ours": rival_engines.ours,
    "SQLite FTS5": rival_engines.fts5,
    **({"Tantivy": rival_engines.tantivy} if find_spec("tantivy") else {}),
}


def _measure(name: str, posts: int, sender) -> None:
    """Fill, ask, tell: runs in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="minassat-rivals-") as folder:
        began = time.process_time()
        ask = RIVALS[name](Path(folder), invented(posts))
        figures: dict = {"indexing": posts / (time.process_time() - began), "queries": {}}
        for kind, asked in questions().items():
            cold, warm = [], []
            for question in asked:
                cold.append(_cpu(ask, *question))
                warm += [_cpu(ask, *question) for _ in range(TIMES)]
            figures["queries"][kind] = {"cold": max(cold), "p50": statistics.median(warm), "p95": _p95(warm)}
        figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sender.send(figures)


def _cpu(ask: Callable, words: str, board: int | None) -> float:
    began = time.process_time()
    ask(words, board)
    return 1000 * (time.process_time() - began)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


def measured(posts: int) -> Iterator[tuple[str, dict]]:
    """The figures of each engine."""
    context = multiprocessing.get_context("spawn")
    for name in RIVALS:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_measure, args=(name, posts, sender))
        process.start()
        yield name, receiver.recv()
        process.join()


def table(found: dict[str, dict]) -> str:
    """The figures as Markdown."""
    kinds = list(questions())
    lines = ["| engine | posts a CPU second | " + " | ".join(kinds) + " |", "| --- " * (len(kinds) + 2) + "|"]
    for name, figures in found.items():
        cells = [f"{q['cold']:.1f} · {q['p50']:.1f} / {q['p95']:.1f}" for q in figures["queries"].values()]
        lines.append(f"| {name} | {figures['indexing']:,.0f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the table; write the picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rivals")
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="put the figures and their picture into figures/")
    options = parser.parse_args()
    found = {}
    for name, figures in measured(options.posts):
        found[name] = figures
        print(name, json.dumps(figures), flush=True)
    print(table(found))
    if options.write:
        FIGURES.mkdir(exist_ok=True)
        (FIGURES / f"search-speed-{options.posts}.svg").write_text(picture.drawn(found, options.posts), "utf-8")
        (FIGURES / f"search-speed-{options.posts}.md").write_text(table(found) + "\n", "utf-8")


if __name__ == "__main__":
    main()
