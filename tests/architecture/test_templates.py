"""Templates: they decide nothing, load nothing from elsewhere, and lead to pages that exist."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.architecture.house import ROOT, files, short, told

#: The same on every database.
pytestmark = pytest.mark.only_on("sqlite")
TEMPLATES = files(".html", ".txt", ".xml", under=("templates",))
#: The one place where stored HTML, cleaned by kernel.rendering, enters a page.
SAFE_STANDS_IN = {"templates/components/post.html"}
#: What leaves the forum as one file brings its style along: a document to keep, a letter.
WHOLE = ("templates/exports/", "templates/mail/", "templates/layouts/mail.html")
INLINE = re.compile(r"<style\b|\sstyle\s*=|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"<(?:script|link|img|iframe|form|use|source)\b[^>]*(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE
)


def name(path: Path) -> str:
    """The name by which templates call each other."""
    return path.relative_to(ROOT / "templates").as_posix()


def test_safe_stands_in_one_component():
    found = {
        short(path)
        for path in TEMPLATES
        if re.search(r"\|\s*safe\b|autoescape\s+false", _without_comments(path.read_text("utf-8")))
    }
    assert found <= SAFE_STANDS_IN, f"show stored HTML through {SAFE_STANDS_IN}: {found - SAFE_STANDS_IN}"


def test_nothing_is_inline_or_from_elsewhere():
    problems = [
        f"{short(path)} line {number}: {line.strip()}"
        for path in TEMPLATES
        if not short(path).startswith(WHOLE)
        for number, line in enumerate(_without_comments(path.read_text("utf-8")).splitlines(), 1)
        if INLINE.search(line) or ELSEWHERE.search(line)
    ]
    assert not problems, told(problems)


def test_every_macro_lists_its_inputs():
    """In a comment before it: what each is, and what must be loaded."""
    problems = []
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        for macro in re.finditer(r"\{%-?\s*macro\s+(\w+)\(([^)]*)\)", text):
            inputs = [part.split("=")[0].strip() for part in macro[2].split(",") if part.strip()]
            before = text[: macro.start()]
            comment = before[before.rfind("{#"):] if "{#" in before else ""
            unsaid = [given for given in inputs if not re.search(rf"\b{given}\b", comment)]
            if not macro[1].startswith("_") and (not comment or unsaid):
                problems.append(f"{short(path)}: {macro[1]} does not say what {', '.join(unsaid) or 'it'} is")
    assert not problems, told(problems)


def test_every_template_reads_what_exists(app: Flask):
    """It compiles, and the templates and macros that it names are there and used."""
    known = {name(path) for path in files("", under=("templates",))}
    problems = []
    for path in TEMPLATES:
        parsed = app.jinja_env.parse(path.read_text("utf-8"), name(path), str(path))
        for node in parsed.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            if isinstance(node.template, nodes.Const) and node.template.value not in known:
                problems.append(f"{short(path)} line {node.lineno}: there is no {node.template.value}")
        used = _names(app, path)
        for node in parsed.find_all(nodes.FromImport):
            names = [given[1] if isinstance(given, tuple) else given for given in node.names]
            problems += [f"{short(path)}: {given} is imported in vain" for given in names if given not in used]
    assert not problems, told(problems)


def test_every_link_leads_to_a_page(app: Flask):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    problems = []
    for path in TEMPLATES:
        parsed = app.jinja_env.parse(path.read_text("utf-8"), name(path), str(path))
        for call in parsed.find_all(nodes.Call):
            target = call.args[0] if isinstance(call.node, nodes.Name) and call.node.name == "url_for" else None
            if isinstance(target, nodes.Const) and target.value not in endpoints and target.value[0] != ".":
                problems.append(f"{short(path)} line {call.lineno}: there is no page {target.value!r}")
    assert not problems, told(problems)


def _names(app: Flask, path: Path) -> set[str]:
    """Every name that a template reads, in the parts that it includes too: they see its imports."""
    parsed = app.jinja_env.parse(path.read_text("utf-8"))
    found = {node.name for node in parsed.find_all(nodes.Name) if node.ctx == "load"}
    for node in parsed.find_all(nodes.Include):
        if isinstance(node.template, nodes.Const):
            found |= _names(app, ROOT / "templates" / node.template.value)
    return found


def _without_comments(text: str) -> str:
    """The text with comments blanked, line numbers kept."""
    return re.sub(r"\{#.*?#\}", lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL)
