"""Whether a page speaks one language: no English left over in Arabic, and the other way round."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

#: People's words and names, code, and words said to be of the other language are left alone.
FREE_TAGS = {"bdi", "code", "pre", "kbd", "samp", "script", "style", "svg"}
#: Attributes that readers see or hear.
SPOKEN = ("title", "alt", "aria-label", "placeholder", "aria-description")
#: Latin words that an Arabic office writes as they are.
LATIN_NAMES = {
    "Minassat", "Markdown", "Word", "Excel", "ArcGIS", "iCalendar", "LibreOffice", "OpenDocument", "Atom",
    "PowerPoint", "GeoJSON", "GeoPackage", "WebP",
}
WORDS = {
    # Capitals alone are an abbreviation: GIS, PDF, HTML, SDG.
    "ar": re.compile(r"[A-Za-z]*[a-z][A-Za-z]+"),
    "en": re.compile(r"[\u0621-\u064a]{2,}"),
}


def strangers(root: Element) -> Iterator[str]:
    """Sentences about words of another language than the page's."""
    language = root.get("lang")
    if language not in WORDS:
        return
    known = set(LATIN_NAMES)
    seen: list[tuple[str, str]] = []
    _walk(root, language, False, known, seen)
    for word, text in seen:
        if word not in known:
            yield f"«{word}» is not {'Arabic' if language == 'ar' else 'English'}: «{' '.join(text.split())[:80]}»"


def _walk(element: Element, language: str, free: bool, known: set[str], seen: list[tuple[str, str]]) -> None:
    """Collect words of the wrong language; what stands in free parts is ``known`` elsewhere too.

    So the title of a page may repeat the title of a thread, and the label of a
    button a member's name.
    """
    if not isinstance(element.tag, str):
        return
    free = free or _is_free(element, language)
    # (text, whether it stands in a free part)
    texts = [(element.text, free), *((element.get(name), free) for name in SPOKEN)]
    if element.tag == "input" and element.get("type") in {"submit", "button"}:
        texts.append((element.get("value"), free))
    for child in element:
        _walk(child, language, free, known, seen)
        texts.append((child.tail, free))
    for text, is_free in texts:
        for word in WORDS[language].findall(text or ""):
            if is_free:
                known.add(word)
            else:
                seen.append((word, text or ""))


def _is_free(element: Element, language: str) -> bool:
    other = element.get("lang")
    return (
        element.tag in FREE_TAGS
        or element.get("dir") == "auto"
        or (element.tag == "textarea")
        or (other is not None and other != language)
        or (element.get("dir") == "ltr" and language == "ar" and element.tag != "html")
    )
