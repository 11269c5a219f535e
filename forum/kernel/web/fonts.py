"""The typeface: IBM Plex Sans Arabic, cut down to what our pages write.

The whole family weighs 1.4 MB; a page needs two weights of Arabic and Latin
letters, about 21 KB each. ``flask setup`` cuts them once into the forum's
folder, and the forum serves them itself. Without them a page uses the device's
own Arabic face.
"""

import logging
from pathlib import Path

log = logging.getLogger("forum.fonts")

FAMILY = "IBM Plex Sans Arabic"
#: Text, and everything that stands out: bold words, headings, names.
WEIGHTS = (400, 600)

_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيٱپچژڤکگیًٌٍَُِّْٰٕٓٔ٠١٢٣٤٥٦٧٨٩،؛؟٪٫٬٭"
_LATIN = "".join(map(chr, range(0x20, 0x7F))) + "àâäçéèêëîïíôöóùûüúñÉ"
_SIGNS = "\u00a0§©«»®°±²³·¼½¾×÷‐‑–—‘’“”•…′″‹›£€₪←↑→↓−≈≠≤≥\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
#: Joining, ligatures and the place of vowel marks; no stylistic sets.
_FEATURES = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "locl", "mark", "mkmk", "kern"]


def built(folder: Path) -> bool:
    """Whether every weight stands in ``folder``."""
    return all((folder / f"plex-{weight}.woff2").is_file() for weight in WEIGHTS)


def build_fonts(folder: Path) -> list[Path]:
    """Cut the typeface into ``folder``; does nothing when it is there already.

    Returns:
        The files made now. None when the fonts are there, or when their packages
        are not installed: pages are whole without them.
    """
    if built(folder):
        return []
    try:
        sources = {weight: _source(weight) for weight in WEIGHTS}
        folder.mkdir(parents=True, exist_ok=True)
        return [_cut(source, folder / f"plex-{weight}.woff2") for weight, source in sources.items()]
    except (ImportError, LookupError) as missing:
        log.warning("The typeface was not built (%s); pages use the device's own.", missing)
        return []


def _source(weight: int) -> Path:
    """Where the installed package keeps one weight of the family."""
    import fontpkg  # only set-up needs it: pages run without the package

    return Path(fontpkg.path(FAMILY, weight))


def _cut(source: Path, target: Path) -> Path:
    """One weight, as WOFF2, written whole or not at all."""
    from fontTools import subset  # heavy, and only set-up needs it
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=_FEATURES, name_IDs=[1, 2])
    options.drop_tables += ["meta", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=_ARABIC + _LATIN + _SIGNS)
    with TTFont(source) as font:
        cutter.subset(font)
        font.flavor = "woff2"
        half = target.with_suffix(".part")
        font.save(half)
    return half.replace(target)
