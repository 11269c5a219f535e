"""Numbers and words of attachments."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

#: Files of one thing: an album belongs into an archive or on a page of its own.
MOST_FILES = 12
#: Files that nothing names are swept after this; a ticket of an open form is good for less.
SWEPT_AFTER = timedelta(days=2)
#: Endings whose words are looked for by the worker.
READABLE = ("pdf", "docx", "xlsx", "pptx")
#: What a part of the document is called, by ending.
SHEETS = {"xlsx": "sheet", "pptx": "slide"}

#: What a file is, in words, by ending.
KINDS = {
    "jpg": _l("Picture"),
    "png": _l("Picture"),
    "pdf": _l("PDF"),
    "docx": _l("Word"),
    "xlsx": _l("Excel"),
    "pptx": _l("PowerPoint"),
    "zip": _l("ZIP archive"),
    "kml": _l("Map (KML)"),
    "geojson": _l("Map (GeoJSON)"),
    "gpkg": _l("Map (GeoPackage)"),
}
