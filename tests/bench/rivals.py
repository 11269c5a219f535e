"""Our search beside others on the same invented posts: CPU milliseconds a query, and memory.

    python -m tests.bench.rivals [--posts 100000] [--postgres ADDRESS] [--write]

Each engine is filled in one process and asked in another, which opens it afresh.
FTS5 (unicode61) comes with Python, Tantivy with ``requirements/bench.in`` and is
left out without it; of PostgreSQL the server's CPU time is counted too. Every query asks for
ten results grouped by thread, counts by platform, board and answered, and looks
only at three of five platforms; rivals get the plain words, ours does all that it does.
``--write`` puts the figures and their picture into ``figures/``.
"""

import argparse
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench import picture, rival_engines
from tests.bench.posts import invented, questions
from tests.bench.rival_engines import Rival

FIGURES = Path(__file__).parent / "figures"
TIMES = 12


def rivals(postgres: str) -> dict[str, Rival]:
    """Who takes part, by name."""
    found = {
        "ours": Rival(rival_engines.fill_ours, rival_engines.open_ours),
        "SQLite FTS5": Rival(rival_engines.fill_fts5, rival_engines.open_fts5),
    }
    if find_spec("tantivy"):
        found["Tantivy"] = Rival(rival_engines.fill_tantivy, rival_engines.open_tantivy)
    if postgres:
        found["ours on PostgreSQL"] = rival_engines.postgres_at(postgres)
    return found


def _fill(rival: Rival, folder: Path, posts: int, sender) -> None:
    """Runs in a process of its own."""
    began, served = time.process_time(), rival.asked_cpu()
    rival.fill(folder, invented(posts))
    sender.send(posts / (time.process_time() - began + rival.asked_cpu() - served))


def _ask(rival: Rival, folder: Path, _posts: int, sender) -> None:
    """Ask afresh, tell times and memory: runs in a process of its own."""
    ask, found = rival.opened(folder), {}
    for kind, asked in questions().items():
        cold, warm = [], []
        for question in asked:
            cold.append(_cpu(rival, ask, *question))
            warm += [_cpu(rival, ask, *question) for _ in range(TIMES)]
        found[kind] = {"cold": max(cold), "p50": statistics.median(warm), "p95": _p95(warm)}
    sender.send((found, memory()))


def memory() -> dict[str, float]:
    """Megabytes of this process: all of it, and what it has for itself alone."""
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]
    kept = {line.partition(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {"all": kept["Rss"], "own": kept["Anonymous"]}


def _cpu(rival: Rival, ask: Callable, words: str, board: int | None) -> float:
    began, served = time.process_time(), rival.asked_cpu()
    ask(words, board)
    return 1000 * (time.process_time() - began + rival.asked_cpu() - served)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


def _in_a_process(work: Callable, *given) -> Any:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*given, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    finally:
        process.join()


def measured(posts: int, postgres: str, place: Path | None) -> Iterator[tuple[str, dict]]:
    """The figures of each engine."""
    for name, rival in rivals(postgres).items():
        with tempfile.TemporaryDirectory(prefix="minassat-rivals-", dir=place) as made:
            filled = _in_a_process(_fill, rival, Path(made), posts)
            queries, held = _in_a_process(_ask, rival, Path(made), posts)
            yield name, {"indexing": filled, "queries": queries, "memory": held}


def table(found: dict[str, dict]) -> str:
    """The figures as Markdown."""
    kinds = list(questions())
    head = "| engine | posts a CPU second | " + " | ".join(kinds) + " | memory, of it its own |"
    lines = [head, "| --- " * (len(kinds) + 3) + "|"]
    for name, figures in found.items():
        cells = [f"{q['cold']:.1f} · {q['p50']:.1f} / {q['p95']:.1f}" for q in figures["queries"].values()]
        cells.append(f"{figures['memory']['all']:.0f}, {figures['memory']['own']:.0f} MB")
        lines.append(f"| {name} | {figures['indexing']:,.0f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the table; write the picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rivals")
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--postgres", default="", help="address of a database in which our engine for it is tried")
    parser.add_argument("--place", type=Path, help="where the indexes stand meanwhile")
    parser.add_argument("--write", action="store_true", help="put the figures and their picture into figures/")
    options = parser.parse_args()
    found = {}
    for name, figures in measured(options.posts, options.postgres, options.place):
        found[name] = figures
        print(name, json.dumps(figures), flush=True)
    print(table(found))
    if options.write:
        FIGURES.mkdir(exist_ok=True)
        (FIGURES / f"search-speed-{options.posts}.svg").write_text(picture.drawn(found, options.posts), "utf-8")
        (FIGURES / f"search-speed-{options.posts}.md").write_text(table(found) + "\n", "utf-8")


if __name__ == "__main__":
    main()
