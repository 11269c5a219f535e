"""What the area ``workshops`` plugs in."""

from forum.kernel.access import Actor
from forum.kernel.i18n import lazy_gettext as _l
from forum.registry import Manifest, NavigationLink
from forum.workshops import manage, models, reminding
from forum.workshops.attendance import models as attendance, views as attendance_views
from forum.workshops.calendars import models as calendars, views as calendar_views
from forum.workshops.certificates import issuing, models as certificates, views as certificate_views
from forum.workshops.closing import actions as closing_actions, models as closing, views as closing_views
from forum.workshops.materials import WorkshopFiles
from forum.workshops.notifications import AnnouncedWorkshops
from forum.workshops.parts import ahead_on_platform, held_on_platform, of_gap, of_member_record, of_thread
from forum.workshops.search import SearchableWorkshopNotes, SearchableWorkshops
from forum.workshops.seats import actions as seat_actions, views as seat_views
from forum.workshops.views import bp

#: Imported for their tables and routes.
TABLES = (models, attendance, calendars, certificates, closing)
PAGES = (manage, attendance_views, calendar_views, certificate_views, closing_views, seat_views)


def _is_member(actor: Actor) -> bool:
    return actor.is_signed_in


manifest = Manifest(
    name="workshops",
    blueprints=(bp,),
    jobs=(reminding.KIND, issuing.KIND),
    chores=(closing_actions.remind_of_steps, seat_actions.free_seats_of_the_departed),
    searchable=(SearchableWorkshops(), SearchableWorkshopNotes()),
    holders=(WorkshopFiles(),),
    announced=(AnnouncedWorkshops(),),
    parts={
        "platform.public": ahead_on_platform,
        "platform.page": held_on_platform,
        "member.record": of_member_record,
        "thread.beside": of_thread,
        "gap.agenda": of_gap,
    },
    navigation=(
        NavigationLink(_l("Workshops"), "workshops.index", 50, icon="calendar"),
        NavigationLink(_l("My workshops"), "workshops.mine", 51, "calendar", place="menu", shown_to=_is_member),
    ),
)
