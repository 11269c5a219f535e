"""Every text in both languages: complete, with the same blanks, nothing left over."""

import ast
import re
from collections import defaultdict
from functools import cache

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from forum.kernel.i18n.catalogs import FOLDER
from tests.architecture.house import ROOT, modules, short, told, tree

KEYWORDS = {
    "_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "lazy_pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}
METHODS = [("forum/**.py", "python"), ("config.py", "python"), ("templates/**.*", "jinja2")]
JINJA = {"templates/**.*": {"extensions": "jinja2.ext.do", "trimmed": "true"}}
FORMS = 6
#: The Arabic of these is the same as the English: names, signs, abbreviations.
SAME = re.compile(r"[\W\d_]*|.*(Markdown|HTML|CSV|PDF|DOCX|ODT|Minassat).*", re.DOTALL)
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")
#: Errors whose text a person reads.
SPOKEN = {"NotFound", "Refused", "Invalid", "Conflict", "rule"}

Key = tuple[str | None, str]


@cache
def asked() -> dict[Key, tuple[str | None, str]]:
    """Every text that the product asks for: its plural (if it has one) and where it stands."""
    found: dict[Key, tuple[str | None, str]] = {}
    skipped = ("tests", "var", ".venv", "migrations", "static", "node_modules", "build")
    for file, line, message, _comments, context in extract_from_dir(
        ROOT, METHODS, JINJA, KEYWORDS, directory_filter=lambda path: not path.endswith(skipped)
    ):
        one, many = message if isinstance(message, tuple) else (message, None)
        found[context, one] = (many, f"{file}:{line}")
    return found


@cache
def translated() -> dict[Key, tuple[Message, str]]:
    """Every text that the Arabic catalogs hold, and the name of the file."""
    return {_key(message): (message, name) for name, messages in catalogs().items() for message in messages}


@cache
def catalogs() -> dict[str, list[Message]]:
    """The messages of each file."""
    found = {}
    for path in sorted((FOLDER / "ar").glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = [message for message in read_po(file, locale="ar") if message.id]
    return found


def _key(message: Message) -> Key:
    return message.context, message.id[0] if message.pluralizable else message.id


def forms(message: Message) -> tuple[str, ...]:
    """The Arabic of a message, one text or six."""
    return tuple(message.string) if message.pluralizable else (message.string,)


def blanks(text: str) -> set[str]:
    """The names of the blanks of a text."""
    return set(re.findall(r"%\((\w+)\)", text))


def test_every_text_has_its_arabic():
    missing = [f"{place}: {key[1]!r}" for key, (_, place) in asked().items() if key not in translated()]
    assert not missing, told(missing)


def test_no_arabic_is_left_over():
    left = [f"{name}: {key[1]!r}" for key, (_, name) in translated().items() if key not in asked()]
    assert not left, told(left)


def test_a_text_is_translated_once():
    places = defaultdict(list)
    for name, messages in catalogs().items():
        for message in messages:
            places[_key(message)].append(name)
    twice = [f"{key[1]!r} stands in {', '.join(names)}" for key, names in places.items() if len(names) > 1]
    assert not twice, told(twice)


def test_every_arabic_text_is_arabic():
    problems = [
        f"{name}: {key[1]!r} → {form!r}"
        for key, (message, name) in translated().items()
        for form in forms(message)
        if not form or (LATIN.search(re.sub(r"%\(\w+\)\w", "", form)) and not ARABIC.search(form))
        if not SAME.fullmatch(key[1])
    ]
    assert not problems, told(problems)


def test_numbers_have_all_six_forms():
    problems = []
    for key, (message, name) in translated().items():
        if key in asked() and asked()[key][0] != (message.id[1] if message.pluralizable else None):
            problems.append(f"{name}: the plural of {key[1]!r} is not the one in {asked()[key][1]}")
        if message.pluralizable and (len(message.string) != FORMS or not all(message.string)):
            problems.append(f"{name}: {key[1]!r} needs {FORMS} forms")
    assert not problems, told(problems)


def test_arabic_has_the_same_blanks():
    """One and two need no number in Arabic; every other blank is kept."""
    problems = []
    for key, (message, name) in translated().items():
        given = blanks(key[1]) | (blanks(message.id[1]) if message.pluralizable else set())
        may_miss = {"num"} if message.pluralizable else set()
        for form in forms(message):
            if not given - may_miss <= blanks(form) <= given:
                problems.append(f"{name}: {key[1]!r} → {form!r}")
        if message.pluralizable and "num" in given:
            problems += [f"{name}: «{form}» needs its number" for form in forms(message)[3:] if "num" not in form]
    assert not problems, told(problems)


def test_arabic_punctuation_is_arabic():
    wrong = re.compile(r"[\u0621-\u064a]\s*[,;?]|[\u0660-\u0669]|\u0640(?!%\()")
    problems = [
        f"{name}: «{form}»"
        for message, name in translated().values()
        for form in forms(message)
        if wrong.search(form)
    ]
    assert not problems, "Use ، ؛ ؟, Western digits and no tatweel:" + told(problems)


def test_what_a_person_reads_can_be_translated():
    """A refusal, a missing page: never a bare English text."""
    problems = [
        f"{short(path)} line {node.lineno}: wrap {node.args[0].value!r} in _() or _l()"
        for path in modules().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPOKEN and node.args
        and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str) and node.args[0].value
    ]
    assert not problems, told(problems)
