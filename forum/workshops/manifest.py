"""What the area ``workshops`` plugs in."""

from forum.kernel.i18n import lazy_gettext as _l
from forum.registry import Manifest, NavigationLink
from forum.workshops import models
from forum.workshops.attendance import models as attendance
from forum.workshops.calendars import models as calendars
from forum.workshops.certificates import models as certificates
from forum.workshops.closing import models as closing
from forum.workshops.of_authority import ahead_in_region
from forum.workshops.parts import ahead_on_platform
from forum.workshops.search import SearchableWorkshopNotes, SearchableWorkshops
from forum.workshops.views import bp

#: Imported for their tables and routes.
TABLES = (models, attendance, calendars, certificates, closing)

manifest = Manifest(
    name="workshops",
    blueprints=(bp,),
    searchable=(SearchableWorkshops(), SearchableWorkshopNotes()),
    parts={"platform.public": ahead_on_platform, "authority.page": ahead_in_region},
    navigation=(NavigationLink(_l("Workshops"), "workshops.index", 50, icon="calendar"),),
)
