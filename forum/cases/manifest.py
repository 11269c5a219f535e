"""What the area ``cases`` plugs in."""

from forum.cases import models, parts, taking_up, telling
from forum.cases.moderation import ReviewableCases
from forum.cases.notifications import AnnouncedCases
from forum.cases.pictures import CaseFiles
from forum.cases.search import SearchableCases
from forum.cases.views import bp
from forum.kernel.access import Actor
from forum.kernel.i18n import lazy_gettext as _l
from forum.registry import Manifest, NavigationLink

#: Imported for their tables and routes.
PARTS = (models, taking_up, telling)


def _is_member(actor: Actor) -> bool:
    return actor.is_signed_in


manifest = Manifest(
    name="cases",
    blueprints=(bp,),
    searchable=(SearchableCases(),),
    reviewable=(ReviewableCases(),),
    announced=(AnnouncedCases(),),
    holders=(CaseFiles(),),
    parts={
        "thread.beside": parts.beside_thread,
        "platform.page": parts.on_platform,
        "authority.page": parts.of_authority,
        "member.record": parts.written_by_member,
    },
    navigation=(
        NavigationLink(_l("Innovation library"), "cases.index", 65, "evidence", place="menu", shown_to=_is_member),
    ),
)
