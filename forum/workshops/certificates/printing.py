"""A certificate on one sheet of A4, in Arabic, laid out as the office sets it."""

from flask import current_app

from forum.authorities.rules import REGIONS
from forum.exports.office import converted
from forum.exports.tree import Document
from forum.exports.word.body import Writer
from forum.exports.word.elements import el
from forum.exports.word.runs import plain
from forum.exports.word.styles import ACCENT
from forum.kernel.i18n import DEFAULT, calendar, force_locale, gettext as _
from forum.workshops import rules
from forum.workshops.certificates.models import WorkshopCertificate
from forum.workshops.closing.drafting import place_of
from forum.workshops.models import Workshop

#: Where the number is checked, without the address of the forum.
CHECKED_AT = "/certificates"


class CertificateWriter(Writer):
    """One page: who, what, when, where, and how to check it; a frame around it."""

    def body(self) -> str:
        """Centred lines in a frame."""
        document = self.document
        name, sentence = document.words["name"], document.words["sentence"]
        made = [
            self._line("Banner", document.banner) if document.banner else "",
            self._line("Subtitle", document.issuer),
            self._line("Title", document.kind, bold=True),
            self._line("Normal", document.words["opening"]),
            self._line("Title", name, bold=True),
            self._line("Normal", document.words["authority"]) if document.words["authority"] else "",
            self._line("Normal", sentence),
            self._line("Heading1", f"«{document.title}»"),
            *(self._line("Normal", f"{label}: {value}") for label, value in document.facts),
            self._line("Normal", ""),
            *(self._line("Quiet", words) for words in document.words["checking"].split("\n")),
        ]
        return "".join(made) + self._frame()

    def _line(self, style: str, words: str, bold: bool = False) -> str:
        look = el("pPr", el("pStyle", val=style), el("bidi"), el("spacing", before=160, after=160),
                  el("jc", val="center"))
        return el("p", look, plain(words, True, bold=bold))

    def _frame(self) -> str:
        sides = ("top", "left", "bottom", "right")
        borders = el("pgBorders", *(el(side, val="double", sz=8, space=24, color=ACCENT) for side in sides),
                     offsetFrom="page")
        return el(
            "sectPr", el("pgSz", w=11906, h=16838),
            el("pgMar", top=1701, right=1361, bottom=1361, left=1361, header=709, footer=567, gutter=0),
            borders, el("bidi"),
        )


def certificate_file(certificate: WorkshopCertificate, workshop: Workshop) -> bytes:
    """The PDF of a certificate.

    Raises:
        OfficeMissing: LibreOffice is not installed.
        NotConverted: it did not give a file back in time.
    """
    return converted(document_of(certificate, workshop), "pdf", CertificateWriter)


def document_of(certificate: WorkshopCertificate, workshop: Workshop) -> Document:
    """Everything that stands on a certificate, always in Arabic."""
    with force_locale(DEFAULT):
        where = REGIONS.get(workshop.region)
        facts = [
            (_("Date"), calendar.date_in_full(workshop.starts_at)),
            (_("Hours"), calendar.hours(workshop.starts_at, workshop.ends_at)),
            (_("Venue"), place_of(workshop)),
            (_("Kind"), str(rules.KINDS[workshop.kind])),
            *([(_("Region"), str(where))] if where else []),
            (_("Platform"), workshop.platform.name_ar),
        ]
        return Document(
            title=workshop.title_ar, kind=_("Certificate of attendance"), language=DEFAULT,
            facts=tuple(facts), parts=(),
            banner=_("Demonstration data") if workshop.demo_key else "",
            issuer=_("Association of Palestinian Local Authorities"),
            words={
                "name": certificate.name, "authority": certificate.authority,
                "opening": _("The association certifies that"),
                "sentence": _("took part in the workshop"), "checking": _checking(certificate),
            },
        )


def _checking(certificate: WorkshopCertificate) -> str:
    address = current_app.config["PUBLIC_ADDRESS"] + CHECKED_AT
    return "\n".join([
        _("Number of the certificate: %(number)s", number=certificate.number),
        _("Whoever has the number can check it at %(address)s", address=address),
    ])
