"""What may be typed when a workshop is planned, changed or cancelled, and what we say when it may not."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from wtforms import DateField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from forum.authorities.rules import REGIONS
from forum.kernel import clock
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.i18n.locale import TIME_ZONE
from forum.kernel.web import Form
from forum.workshops import rules
from forum.workshops.actions import HostGiven, Plan
from forum.workshops.fields import HourField, one_line, options, several_lines
from forum.workshops.models import Workshop

HERE = ZoneInfo(TIME_ZONE)
_LINE = re.compile(r"(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)\s+(?P<what>\S.*)")
#: Nobody plans further ahead, and nobody enters older ones.
FURTHEST = timedelta(days=3 * 366)


def address_is_whole(_form: Form, field) -> None:
    """A validator for links: an address that a browser opens."""
    if field.data and (urlsplit(field.data).scheme not in ("http", "https") or not urlsplit(field.data).netloc):
        raise ValidationError(_l("Copy the whole address, as the browser shows it."))


def _choice(label: object, words: dict[str, object], usual: str) -> RadioField:
    """One of a few, each with its circle."""
    needed = [InputRequired(_l("Choose one of these."))]
    return RadioField(label, choices=options(words.items()), default=usual, validators=needed)


class WorkshopForm(Form):
    """Everything about a workshop that is known before it takes place."""

    kind = _choice(_l("Kind"), rules.KINDS, rules.EXCHANGE)
    title_ar = one_line(_l("Title in Arabic"), rules.TITLE_MAX, _l("Give the workshop a title."))
    title_en = one_line(_l("Title in English"), rules.TITLE_MAX)
    about = several_lines(
        _l("What it is about"), rules.ABOUT_MAX,
        description=_l("Everybody reads this. What will colleagues be able to do afterwards?"),
    )
    on = DateField(_l("Date"), validators=[InputRequired(_l("Choose the day of the workshop."))])
    start = HourField(_l("From"), validators=[InputRequired(_l("Say when it begins."))])
    end = HourField(_l("Until"), validators=[InputRequired(_l("Say when it ends."))])
    mode = _choice(_l("How people meet"), rules.MODES, rules.ON_SITE)
    place = one_line(_l("Venue"), rules.LINE_MAX, description=_l("Building, street and town"))
    meeting_link = one_line(
        _l("Link for taking part remotely"), rules.LINE_MAX,
        description=_l("Only those who are registered see it."),
    )
    region = SelectField(
        _l("Region"), choices=options([("all", rules.EVERYWHERE_IN_WORDS), *REGIONS.items()]), default="all"
    )
    audience = _choice(_l("Who may register"), rules.AUDIENCES, rules.PLATFORM)
    capacity = IntegerField(
        _l("Places"), description=_l("Empty: as many as come. Whoever registers when it is full waits."),
        validators=[Optional(), NumberRange(1, rules.CAPACITY_MAX, _l("Between %(min)s and %(max)s places."))],
    )
    board = SelectField(
        _l("Board for what participants bring"), coerce=int, validators=[InputRequired(_l("Choose one of these."))],
        description=_l("Each practice and each challenge is opened there as a thread."),
    )
    agenda = several_lines(
        _l("Agenda"), rules.AGENDA_MAX, description=_l("One line each, beginning with the hour: 10:00 Opening"),
    )

    def validate_on(self, field: DateField) -> None:
        """A day that can be planned; what is no day at all was refused before."""
        if field.data and abs(field.data - clock.now().date()) > FURTHEST:
            raise ValidationError(_l("Choose a day within the next three years."))

    def validate_end(self, field: HourField) -> None:
        """A workshop ends after it has begun, on the same day."""
        if self.start.data and field.data and field.data <= self.start.data:
            raise ValidationError(_l("It ends after it begins."))

    def validate_place(self, field) -> None:
        """Where people meet in person there is a place."""
        if self.mode.data != rules.REMOTE and not field.data:
            raise ValidationError(_l("Say where people meet."))

    def validate_meeting_link(self, field) -> None:
        """An address, if there is one."""
        address_is_whole(self, field)

    def validate_agenda(self, field) -> None:
        """Every line begins with its hour."""
        self.lines()

    def lines(self) -> list[dict[str, str]]:
        """The agenda as it is stored."""
        made = []
        for line in filter(None, map(str.strip, (self.agenda.data or "").split("\n"))):
            found = _LINE.fullmatch(line)
            if found is None or int(found["hour"]) > 23:
                raise ValidationError(_("This line does not begin with its hour: %(line)s", line=line))
            made.append({"at": f"{int(found['hour']):02}:{found['minute']}", "what": found["what"]})
        return made

    def hosts(self) -> list[HostGiven]:
        """Those who lead it; lines without a name are left out."""
        parts = ("name", "calling", "biography", "email")
        given = [{part: self[f"host_{n}_{part}"].data for part in parts} for n in range(1, rules.HOSTS_MAX + 1)]
        return [HostGiven(**host) for host in given if host["name"]]

    def plan(self) -> Plan:
        """What was typed, as the actions take it."""
        same = ("title_ar", "title_en", "kind", "about", "region", "mode", "place", "meeting_link", "audience")
        return Plan(
            **{name: self[name].data for name in same},
            starts_at=datetime.combine(self.on.data, self.start.data, HERE),
            ends_at=datetime.combine(self.on.data, self.end.data, HERE),
            board_id=self.board.data, capacity=self.capacity.data, agenda=self.lines(), hosts=self.hosts(),
        )


for number in range(1, rules.HOSTS_MAX + 1):
    for part, field in (
        ("name", one_line(_l("Name"), rules.LINE_MAX)),
        ("calling", one_line(_l("What they do and where"), rules.LINE_MAX)),
        ("biography", several_lines(_l("Short biography"), rules.BIOGRAPHY_MAX)),
        ("email", one_line(
            _l("Mail address of their account"), rules.LINE_MAX,
            description=_l("Leave this empty for a guest without an account."),
        )),
    ):
        setattr(WorkshopForm, f"host_{number}_{part}", field)


def filled(workshop: Workshop, emails: dict[int, str]) -> dict[str, object]:
    """The form of a workshop as it stands; ``emails``: of the hosts' accounts, by member."""
    starts, ends = workshop.starts_at.astimezone(HERE), workshop.ends_at.astimezone(HERE)
    same = (
        "kind", "title_ar", "title_en", "about", "mode", "place", "meeting_link", "region", "audience", "capacity",
    )
    known: dict[str, object] = {name: getattr(workshop, name) for name in same}
    known |= {"on": starts.date(), "start": starts.time(), "end": ends.time(), "board": workshop.board_id}
    known["agenda"] = "\n".join(f"{line['at']} {line['what']}" for line in workshop.agenda)
    for number, host in enumerate(workshop.hosts, 1):
        known |= {
            f"host_{number}_name": host.name, f"host_{number}_calling": host.calling,
            f"host_{number}_biography": host.biography, f"host_{number}_email": emails.get(host.member_id or 0, ""),
        }
    return known


class CancelForm(Form):
    """Why a workshop does not take place."""

    reason = several_lines(
        _l("Reason"), rules.REASON_MAX, _l("Say why: people have made plans for it."),
        description=_l("Everybody who is registered or waits reads this."),
    )
