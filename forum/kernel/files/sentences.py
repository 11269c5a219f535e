"""Why a file is not taken, in the reader's words: what it is, and what to do."""

from forum.kernel.i18n import lazy_gettext as _l

#: What we take, in words.
TAKEN = _l("Pictures (JPEG, PNG, GIF, WebP), PDF, Word, Excel, PowerPoint, and maps (ZIP, KML, GeoJSON, GeoPackage).")

SENTENCES = {
    "empty": _l("The file is empty. Choose it again."),
    "too_large": _l("The file is larger than %(megabytes)s MB. Send a smaller one, or split it."),
    "unknown": _l(
        "Files of this sort are not taken, whatever their name says. Taken are pictures, PDF, Word, Excel, "
        "PowerPoint and maps (ZIP, KML, GeoJSON, GeoPackage)."
    ),
    "old_office": _l("This is an old Office file. Save it as .docx, .xlsx or .pptx and attach that one."),
    "heic": _l("This picture is in a format that few devices show. Save it as JPEG and attach that one."),
    "two_kinds": _l("The file is two things at once, which only a trap is. Save it anew in its own program."),
    "too_many_dots": _l("The picture has too many dots. Make it smaller and attach that one."),
    "bomb": _l("The file unpacks to far more than it weighs. Attach a smaller one."),
    "hostile_zip": _l("The archive holds names or entries that could harm whoever unpacks it. Pack the files anew."),
    "nested": _l("The archive holds another archive. Attach the inner one by itself."),
    "strange_member": _l("The archive holds “%(name)s”, which is no part of a map. Take it out and pack anew."),
    "locked": _l("The file is locked with a password. Attach one that colleagues can open."),
    "macros": _l("The file holds macros. Save it without them (.docx, .xlsx, .pptx) and attach that one."),
    "embedded": _l("Another program's object is embedded in the file. Take it out or put a picture in its place."),
    "entities": _l("The file holds definitions that no Office program writes. Save it anew in its own program."),
    "reaches_out": _l("The file fetches something from elsewhere when it is opened. Remove the link and save it anew."),
    "scripted": _l(
        "The PDF runs or starts something, or carries other files. Print it to a new PDF and attach that one."
    ),
    "tells_maker": _l(
        "Files of this sort can tell who made them, and that cannot be taken out. Without name, attach a picture, an "
        "unsigned PDF or an Office file."
    ),
    "broken": _l("The file cannot be read; it may be damaged or incomplete. Save it anew and attach that one."),
    "busy": _l("The file took too long to look at. Try again in a minute, or attach a simpler one."),
}


def sentence(reason: str, about: dict[str, object]) -> str:
    """The sentence for a reason, its blanks filled."""
    return str(SENTENCES.get(reason, SENTENCES["broken"])) % about
