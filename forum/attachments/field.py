"""Files in a form: chosen, sent, judged and kept until the form is right."""

from collections.abc import Sequence
from typing import Any

from flask import request
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField
from wtforms.validators import StopValidation

from forum.attachments import queries, rules
from forum.kernel.errors import Invalid
from forum.kernel.files.receiving import Received, receive, redeemed, unsigned
from forum.kernel.files.sentences import TAKEN
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web import actor

#: What the chooser of a telephone or computer offers first; judged is the content.
OFFERED = (
    "image/*,.pdf,.docx,.xlsx,.pptx,.zip,.kml,.geojson,.gpkg,application/pdf,"
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)


class FilesField(MultipleFileField):
    """Any number of files. After validation ``received`` holds those that are stored.

    What was received stays with the form (as tickets) when another field is
    wrong or a preview is asked for: nobody sends ten megabytes twice.
    ``present`` are files that the thing has already; ``dropped`` the ids of
    those that the person takes off.
    """

    def __init__(self, label: object = None, present: Sequence[Any] = (), **given: Any) -> None:
        super().__init__(label or _l("Files"), description=TAKEN, **given)
        self.received: list[Received] = []
        self.present = list(present)
        self.dropped: set[int] = set()
        self.problems: list[str | Markup] = []

    def __call__(self, **given: Any) -> Markup:
        """The chooser itself."""
        return super().__call__(**{"accept": OFFERED, **given})

    def process(self, formdata: Any, *given: Any, **more: Any) -> None:
        """Read what was sent: files, tickets of files sent before, and what is taken off."""
        super().process(formdata, *given, **more)
        self.data = [sent for sent in self.data or [] if isinstance(sent, FileStorage) and sent.filename]
        if formdata:
            me = actor().member_id
            tickets = request.form.getlist(f"{self.name}-kept")[: rules.MOST_FILES]
            found = (redeemed(ticket, me) for ticket in tickets if ticket)
            unwanted = set(request.form.getlist(f"{self.name}-without"))
            self.received = [one for one in found if one and one.sha256 not in unwanted]
            off = request.form.getlist(f"{self.name}-off")
            self.dropped = {int(n) for n in off if n.isascii() and n.isdigit() and len(n) < 10}

    def take_in(self) -> None:
        """Judge, clean and store what came now; called before a preview, too, which validates nothing."""
        for sent in self.data:
            if len(self.received) + len(self.present) - len(self.dropped) >= rules.MOST_FILES:
                self.problems.append(queries.too_many())
                break
            try:
                one = receive(sent.stream, sent.filename)
                self._find_room(one)
            except Invalid as wrong:
                self.problems.append(Markup("<bdi>%s</bdi>: %s") % (_readable(sent.filename), wrong))
            else:
                self.received.append(one)
        self.data = []

    def unsign(self) -> bool:
        """Take the names of their makers out of the files; false, with a sentence, where that cannot be done."""
        try:
            self.received = [unsigned(one) for one in self.received]
        except Invalid as wrong:
            self.errors = (*self.errors, str(wrong))
            return False
        return True

    def pre_validate(self, form: Any) -> None:
        """Take in what came.

        Raises:
            StopValidation: with a sentence for every file that is not taken.
        """
        self.take_in()
        if self.problems:
            raise StopValidation(Markup(" ").join(self.problems))

    def _find_room(self, one: Received) -> None:
        if not queries.is_room(actor(), one.size + sum(other.size for other in self.received)):
            raise Invalid(
                _("Your files have reached the space that a member has. Take off files that are no longer needed.")
            )

    @property
    def tickets(self) -> list[dict[str, Any]]:
        """The files that wait with the form: what a page shows of each, and its ticket."""
        me = actor().member_id
        return [
            {"name": one.name, "weight": queries.weight(one.size), "sha256": one.sha256, "ticket": one.ticket(me)}
            for one in self.received
        ]


def _readable(name: str | None) -> str:
    """The sender's name for a file: without signs that turn it round."""
    return "".join(c for c in name or "" if c.isprintable()).strip()[-60:]
