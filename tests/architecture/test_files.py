"""Files: named by product words, short, and each says what it is for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ROOT, files, modules, short, told, tree

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "stuff", "manager", "managers", "lib"}
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 250, 40, 100
TOP = {
    "forum", "templates", "static", "migrations", "tests", "requirements", "config.py", "wsgi.py", "setup.cfg",
    "README.md", "pyproject.toml", "dev", "CHANGELOG.md",
}
#: What the running forum and tools leave beside it; not in the repository.
LEFT = {"var", "build", "instance", "minassat.egg-info", "__pycache__"}
#: Ways to silence a tool instead of mending the code. Written in two parts, so as not to find itself.
SILENCED = re.compile("# *no" + "qa|type: *ig" + r"nore|pytest\.(mark\.)?(sk" + "ip|xfa" + r"il|importorskip)\b")


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef, bool]]:
    """Each function of a file with its full name and whether others may call it."""

    def walk(node: ast.AST, before: str, public: bool) -> Iterator[tuple[str, ast.FunctionDef, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{before}{child.name}", child, public and not child.name.startswith("_")
                yield from walk(child, f"{before}{child.name}.", False)
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{before}{child.name}.", public and not child.name.startswith("_"))

    yield from walk(tree(path), "", True)


def own_lines(function: ast.FunctionDef) -> int:
    """Lines of a function without decorators and docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function):
        told_ = function.body[0]
        lines -= (told_.end_lineno or told_.lineno) - told_.lineno + 1
    return lines


def test_the_top_level_holds_what_the_layout_says():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - LEFT <= TOP, f"not in LAYOUT, section 2: {sorted(found - LEFT - TOP)}"


def test_no_file_is_a_drawer():
    problems = [
        f"{short(path)}: name it by what it holds"
        for path in files("")
        if DRAWERS & {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts} and path.suffix != ".po"
    ]
    assert not problems, told(problems)


def test_no_file_outgrows_one_idea():
    limits = [(files(".py", under=("forum", "tests")), FILE_LINES), (files("", under=("templates",)), TEMPLATE_LINES)]
    problems = [
        f"{short(path)} has {length} lines, at most {limit}: it may hold two ideas"
        for paths, limit in limits
        for path in paths
        if (length := len(path.read_text("utf-8").splitlines())) > limit
    ]
    assert not problems, told(problems)


def test_no_function_outgrows_one_idea():
    problems = [
        f"{short(path)}: {name} has {length} lines, at most {FUNCTION_LINES}"
        for path in files(".py", under=("forum", "tests"))
        for name, function, _ in functions(path)
        if (length := own_lines(function)) > FUNCTION_LINES
    ]
    assert not problems, told(problems)


def test_every_module_says_what_it_is_for():
    paths = [*files(".py", under=("forum", "tests", "migrations")), ROOT / "config.py", ROOT / "wsgi.py"]
    assert not (silent := [short(path) for path in paths if not ast.get_docstring(tree(path))]), told(silent)


def test_every_public_function_and_class_says_what_it_is_for():
    problems = [
        f"{short(path)}: {name} has no docstring"
        for path in modules().values()
        for name, function, public in functions(path)
        if public and not ast.get_docstring(function)
    ] + [
        f"{short(path)}: class {node.name} has no docstring"
        for path in modules().values()
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not problems, told(problems)


def test_no_tool_and_no_test_is_silenced():
    problems = [
        f"{short(path)} line {number}: {line.strip()}"
        for path in files(".py", ".js", ".css")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if SILENCED.search(line)
    ]
    assert not problems, told(problems)


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in files(".md", under=("forum/decisions",))]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
