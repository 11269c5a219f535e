"""Kill -9 the writer of a search index, again and again, and look at what is left.

    python -m tests.faults.killing_search [--rounds 1000]

An index is whole when it can be read, holds every change that was acknowledged
and nothing that was taken away; the one change that was under way may be there
or not (its job is still in the database and is done again).
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from forum.search.engine import Damaged
from forum.search.engines.whoosh import WhooshEngine
from tests.search.asking import ask, post

ROOT = Path(__file__).parents[2]


def kill_while_writing(folder: Path, first: int, changes: int) -> tuple[set[int], set[int]]:
    """Let a process write, kill it in the middle of change number ``changes``; what is there, and what may be."""
    command = [sys.executable, "-m", "tests.faults.writing_search", str(folder), str(first)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    there: set[int] = set()
    under_way: list[int] = []
    done = 0
    for line in process.stdout:
        said = line.split()
        if said[0] == "begin":
            under_way = [int(word) for word in said[1:]]
            if done >= changes:
                process.kill()
        else:
            there |= {n for n in under_way if n > 0}
            there -= {-n for n in under_way if n < 0}
            under_way, done = [], done + 1
    process.stdout.close()
    process.wait()
    return there, {abs(n) for n in under_way}


def problem(folder: Path, there: set[int], unsure: set[int]) -> str:
    """What is wrong with the index after a kill; empty when all is well."""
    engine = WhooshEngine(folder)
    try:
        found = {hit.id for hit in ask(engine, "نفايات", size=100_000).hits}
        if missing := there - unsure - found:
            return f"acknowledged and missing: {sorted(missing)[:5]}"
        if more := found - there - unsure:
            return f"there and should not be: {sorted(more)[:5]}"
        engine.change([post("نفايات", id=n) for n in unsure], [])  # the job is done again
    except Damaged as error:
        return f"unreadable: {error}"
    finally:
        engine.close()
    return ""


def rounds(many: int, seed: int = 1) -> list[str]:
    """Kill so often, each time at another moment, each on a folder of its own; the problems."""
    chance, problems = random.Random(seed), []
    for number in range(many):
        with tempfile.TemporaryDirectory(prefix="minassat-kill-") as folder:
            left = kill_while_writing(Path(folder) / "index", chance.randint(1, 9), chance.randint(0, 12))
            if said := problem(Path(folder) / "index", *left):
                problems.append(f"round {number}: {said}")
                print(problems[-1], flush=True)
    return problems


def main() -> None:
    """Print how many rounds went wrong; fail if any did."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.killing_search")
    parser.add_argument("--rounds", type=int, default=1000)
    options = parser.parse_args()
    problems = rounds(options.rounds)
    print(f"{options.rounds} kills, {len(problems)} problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
