"""What every page keeps, whichever test meets it.

``check`` is called by the client on each HTML answer, so a test about replying
also says that the page it got is well formed, labelled, in one language, and
loads nothing that is not ours. Each check yields sentences; no sentence is good.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from tests.support import languages

FIELDS = {"input", "select", "textarea"}
#: Kinds of input that need no label: nothing is asked.
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
#: Attributes that name another element of the page by its id.
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "list", "form")
#: Where a browser loads from or sends to without being asked by the reader.
LOADS = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "source": ("src", "srcset"),
    "iframe": ("src",), "video": ("src", "poster"), "audio": ("src",), "object": ("data",),
    "embed": ("src",), "form": ("action",), "button": ("formaction",), "use": ("href",),
}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def check(answer: TestResponse) -> None:
    """Fail, listing everything wrong, unless the page keeps our rules."""
    text = answer.text
    wrong = [*_headers(answer), *problems(text)]
    where = f"{answer.request.method} {answer.request.path} ({answer.status_code})"
    assert not wrong, f"{where}:\n" + "\n".join(f"  - {sentence}" for sentence in wrong)


def problems(text: str) -> list[str]:
    """Everything wrong with a page, or with a part of one (which has no ``<html>``)."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = "<html" in text[:500].lower()
    root = parser.parse(text) if whole else parser.parseFragment(text)
    errors = [f"line {line}: {kind}" for (line, _), kind, _ in parser.errors]
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    found = [*errors, *_ids(elements), *_fields(root, elements), *_names(elements), *_ours(elements)]
    if whole:
        found += [*_frame(root, elements), *languages.strangers(root)]
    return found


def _headers(answer: TestResponse) -> Iterator[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"the Content-Security-Policy does not close everything: {policy!r}"


def _frame(root: Element, elements: list[Element]) -> Iterator[str]:
    """Language, direction, title, one h1, a main part."""
    language = root.get("lang")
    if DIRECTIONS.get(language or "") != root.get("dir"):
        yield f"<html> says lang={language!r} dir={root.get('dir')!r}"
    count = Counter(e.tag for e in elements)
    for tag in ("h1", "title", "main"):
        if count[tag] != 1:
            yield f"{count[tag]} <{tag}> instead of one"
    if not words(root.find("head/title")):
        yield "the title is empty"


def _ids(elements: list[Element]) -> Iterator[str]:
    count = Counter(e.get("id") for e in elements if e.get("id") is not None)
    for name, times in count.items():
        if times > 1:
            yield f"id {name!r} stands {times} times"
        if not name or re.search(r"\s", name):
            yield f"{name!r} cannot be an id"
    for element in elements:
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in count:
                    yield f"<{element.tag} {attribute}={name!r}> names nothing on the page"


def _fields(root: Element, elements: list[Element]) -> Iterator[str]:
    """Every field says what it asks for."""
    labels = [e for e in elements if e.tag == "label"]
    named = {e.get("for") for e in labels if words(e)}
    inside = {field for label in labels if words(label) for field in label.iter()}
    for field in elements:
        if field.tag not in FIELDS or field.get("type") in UNLABELLED:
            continue
        spoken = field.get("aria-label") or field.get("aria-labelledby")
        if not spoken and field.get("id") not in named and field not in inside:
            yield f"<{field.tag} name={field.get('name')!r}> has no label"


def _names(elements: list[Element]) -> Iterator[str]:
    """What can be pressed or seen says what it is."""
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"<img src={element.get('src')!r}> has no alt"
        if element.tag in {"a", "button", "summary", "h1", "h2", "h3", "h4"} and not words(element):
            yield f"<{element.tag} {dict(element.attrib)}> has no words"
        if element.tag == "a" and element.get("href") == "":
            yield f"<a> «{words(element)}» leads nowhere"


def _ours(elements: list[Element]) -> Iterator[str]:
    """Nothing inline, nothing from elsewhere."""
    for element in elements:
        if element.tag == "style":
            yield "a <style> element; styles belong into static/css"
        if element.tag == "script" and (not element.get("src") or words(element)):
            yield "a script inside the page; scripts belong into static/js"
        for name in element.attrib:
            if name == "style" or str(name).startswith("on"):
                yield f"<{element.tag} {name}=…>; styles and scripts belong into files"
        for attribute in LOADS.get(element.tag, ()):
            address = element.get(attribute)
            if address is not None and not is_ours(address):
                yield f"<{element.tag} {attribute}={address!r}> leaves the forum"


def is_ours(address: str) -> bool:
    """Whether a browser that loads the address stays with us."""
    if address.startswith("data:image/"):
        return True
    return not address.startswith("//") and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address)


def words(element: Element | None) -> str:
    """What a screen reader would say of an element."""
    if element is None:
        return ""
    spoken = [element.get("aria-label") or "", *element.itertext()]
    spoken += [e.get(name) or "" for e in element.iter() for name in ("alt", "aria-label", "aria-labelledby", "title")]
    return " ".join(" ".join(spoken).split())
