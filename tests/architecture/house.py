"""Reading our own source, for the house rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Folders of ours; what tools and the running forum make is left out.
PARTS = ("forum", "templates", "static", "migrations", "tests")
#: Areas are the folders of ``forum`` with a manifest.
AREAS = sorted(path.parent.name for path in (ROOT / "forum").glob("*/manifest.py"))


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its full name; a package stands for its ``__init__``."""
    found = {}
    for path in sorted((ROOT / "forum").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def used(module: str, *, node: ast.AST | None = None) -> Iterator[str]:
    """The full name of every module that ``module`` imports, inside functions too."""
    names = modules()
    for found in ast.walk(node or tree(names[module])):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            base = "." * found.level + (found.module or "")
            for alias in found.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in names else base


def files(*patterns: str, under: tuple[str, ...] = PARTS) -> list[Path]:
    """Files of ours, by the end of their name."""
    found = [path for part in under for path in sorted((ROOT / part).rglob("*")) if path.is_file()]
    return [path for path in found if path.name.endswith(patterns) and "__pycache__" not in path.parts]


def short(path: Path) -> str:
    """A path as a person writes it."""
    return path.relative_to(ROOT).as_posix()


def told(problems: list[str]) -> str:
    """Problems, one a line, for the message of an assertion."""
    return "\n" + "\n".join(f"  - {problem}" for problem in problems)
