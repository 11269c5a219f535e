"""The association's letter that goes with a published paper to those whom it addresses.

Its form is that of Palestinian official letters: reference and date, to whom,
greeting, subject, the matter, the closing, and room for name, signature and stamp.
"""

from datetime import datetime

from forum.exports.tree import Break, Inline, Paragraph, Part, Text
from forum.kernel.i18n import DEFAULT, day, force_locale, gettext as _, listing, named, number
from forum.papers.editions import Edition
from forum.papers.rules import KINDS

#: Room for what is written by hand.
BY_HAND = "." * 24


def letter(edition: Edition, at: datetime, follow_up: str) -> Part | None:
    """The letter, in the language of papers; none where nobody is addressed.

    Args:
        at: when the paper was published.
        follow_up: the address at which answers to the recommendations are told.
    """
    if not edition.addressees:
        return None
    with force_locale(DEFAULT):
        kind, issuer = str(KINDS[edition.kind]), _("Association of Palestinian Local Authorities")
        title = edition.title
        if not title.startswith(kind):
            title = _("%(kind)s: %(title)s", kind=kind, title=title)
        return Part("letter", _("Letter of the association"), (
            _lines(_("Reference: %(room)s", room=BY_HAND), _("Date: %(day)s", day=day(at))),
            _lines(_("To: %(addressees)s", addressees=listing(edition.addressees))),
            _lines(_("With kind regards,")),
            Paragraph((Text(_("Subject: %(title)s", title=title), bold=True),)),
            _lines(_matter(edition, issuer)),
            _lines(_(
                "The association asks that its recommendations be studied and each of them be answered, and is ready to"
                " meet about them. What is answered and what is done is told at: %(address)s", address=follow_up,
            )),
            _lines(_("Yours respectfully,")),
            _lines(_("The president of the association"), issuer, _("Name, signature, stamp: %(room)s", room=BY_HAND)),
        ))


def _matter(edition: Edition, issuer: str) -> str:
    """What lies with the letter, who made it and on what it stands."""
    return _(
        "%(issuer)s presents the document attached, prepared on the platform “%(platform)s”. Its claims stand on what"
        " people of local authorities wrote, each piece of evidence with its source (%(count)s in all). Members of the"
        " platform reviewed it and local authorities gave their view of it.",
        issuer=issuer, platform=named(edition, "platform"), count=number(len(edition.sources)),
    )


def _lines(*lines: str) -> Paragraph:
    """Lines of one paragraph."""
    inlines: list[Inline] = []
    for line in lines:
        inlines += [Break(), Text(line)] if inlines else [Text(line)]
    return Paragraph(tuple(inlines))
