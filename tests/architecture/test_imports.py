"""The staircase of LAYOUT, section 4: what may import what."""

import ast

import pytest

from tests.architecture.house import AREAS, modules, told, tree, used

#: Lowest first. Names on one line are neighbours and never import each other.
STAIRS = [
    ["forum.kernel.clock", "forum.kernel.companions", "forum.kernel.errors"],
    ["forum.kernel.i18n"],
    ["forum.kernel.db", "forum.kernel.access", "forum.kernel.rendering"],
    ["forum.kernel.jobs"],
    ["forum.kernel.files"],
    ["forum.kernel.web"],
    ["forum.activity"],
    ["forum.authorities"],
    ["forum.members"],
    ["forum.platforms"],
    ["forum.search", "forum.moderation", "forum.notifications", "forum.exports"],
    ["forum.topics"],
    ["forum.attachments"],
    ["forum.threads"],
    ["forum.workshops", "forum.cases", "forum.priorities"],
    ["forum.workplans"],
    ["forum.papers"],
    ["forum.reports"],
    ["forum.api"],
    ["forum.pages"],
    ["forum.demonstration"],
    ["forum.registry"],
    ["*.manifest"],
    ["forum.chores"],
    ["forum.cli", "forum.serving"],
    ["forum.app"],
]
#: The files of an area in their order; each may know those before it. Names on one line are neighbours.
ORDER = [
    ["models", "states", "rules"],
    ["policy"],
    ["queries"],
    ["actions"],
    ["search", "moderation", "notifications", "exports"],
    ["forms"],
    ["views", "manage", "api"],
    ["manifest"],
]
DOMAIN = {"models", "rules", "policy", "queries", "actions"}
#: What belongs to an area's own pages; no other area uses it.
PRIVATE = {"forms", "views", "manage", "api", "manifest"}
WEB = {"flask", "flask_login", "flask_wtf", "flask_limiter", "wtforms", "werkzeug"}


def step(module: str) -> tuple[int, str] | None:
    """The step a module stands on, and the name of the part it belongs to."""
    for number, names in enumerate(STAIRS):
        for name in names:
            if name == "*.manifest":
                if module.endswith(".manifest"):
                    return number, module
            elif module == name or (module.startswith(f"{name}.") and not module.endswith(".manifest")):
                return number, name
    return None


def place(module: str) -> int | None:
    """Where the file of an area stands in ``ORDER``."""
    name = module.split(".")[2] if module.count(".") > 1 else ""
    return next((number for number, names in enumerate(ORDER) if name in names), None)


def area(module: str) -> str | None:
    """The area that a module belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "forum" and parts[1] in AREAS else None


def test_every_module_stands_on_a_step():
    bare = {"forum", "forum.kernel"}
    assert [module for module in modules() if module not in bare and not step(module)] == []


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_go_down_the_stairs(module: str):
    here = step(module)
    problems = [
        f"{module} imports {target}, which stands on a higher step or beside it"
        for target in used(module)
        if here and (there := step(target)) and there[1] != here[1] and there[0] >= here[0]
    ]
    assert not problems, told(problems)


def test_the_files_of_an_area_keep_their_order():
    problems = [
        f"{module} imports {target}, which comes after it: {[name for line in ORDER for name in line]}"
        for module in modules()
        for target in used(module)
        if area(module) and area(module) == area(target)
        and None not in (here := place(module), there := place(target)) and there > here
    ]
    assert not problems, told(problems)


def test_an_area_uses_no_pages_of_another():
    problems = [
        f"{module} imports {target}; take what it needs from queries or actions"
        for module in modules()
        for target in used(module)
        if area(module) and area(target) and area(module) != area(target) and target.split(".")[2:3]
        and target.split(".")[2] in PRIVATE
    ]
    assert not problems, told(problems)


def test_the_domain_runs_without_a_request():
    """Models, rules, policy, queries and actions, and whatever of their area they use."""
    waiting = [module for module in modules() if area(module) and module.split(".")[-1] in DOMAIN]
    domain: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module not in domain:
            domain.add(module)
            waiting += [used_ for used_ in used(module) if used_ in modules() and area(used_) == area(module)]
    problems = [
        f"{module} imports {target}"
        for module in sorted(domain)
        for target in used(module)
        if target.split(".")[0] in WEB or target.startswith("forum.kernel.web")
    ]
    assert not problems, told(problems)


def test_nothing_of_ours_is_imported_inside_a_function():
    problems = [
        f"{module}, {function.name}: move the import of {target} to the top, or the shared part down"
        for module, path in modules().items()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef)
        for target in used(module, node=function)
        if target.startswith("forum")
    ]
    assert not problems, told(problems)


def test_modules_are_named_in_full():
    problems = [
        f"{module}: from {'.' * node.level}{node.module or ''} import {node.names[0].name}"
        for module, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.level or node.names[0].name == "*")
    ]
    assert not problems, told(problems)


def test_no_two_modules_import_each_other():
    graph = {module: {target for target in used(module) if target in modules()} for module in modules()}
    problems = []
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        if module in way:
            problems.append(" → ".join((*way[way.index(module):], module)))
        elif module not in done:
            for target in sorted(graph[module]):
                # a package's __init__ gathers its parts; that is no circle
                if not target.startswith(f"{module}.") and not module.startswith(f"{target}."):
                    walk(target, (*way, module))
            done.add(module)

    for module in graph:
        walk(module, ())
    assert not problems, told(problems)


def test_only_the_transaction_commits():
    problems = [
        f"{module} line {node.lineno}: open `with transaction():` instead"
        for module, path in modules().items()
        if not module.startswith("forum.kernel.db")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert not problems, told(problems)
