"""What the area ``platforms`` plugs in."""

from flask import Flask

from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms import manage
from forum.platforms.actors import actor_of_session
from forum.platforms.notifications import AnnouncedSeats
from forum.platforms.parts import seats_on_page, seats_on_record
from forum.platforms.presence import people_of_authority, presence
from forum.platforms.seeds import seed
from forum.platforms.views import bp
from forum.registry import Manifest, NavigationLink

#: Modules that hang their pages on the blueprint.
PAGES = (manage,)


def set_up(app: Flask) -> None:
    """Tell the web layer who asks."""
    app.extensions["session_loader"] = actor_of_session


manifest = Manifest(
    name="platforms",
    blueprints=[bp],
    seeds=[seed],
    set_up=set_up,
    navigation=[NavigationLink(_l("Platforms"), "platforms.index", 20, icon="people")],
    announced=[AnnouncedSeats()],
    parts={
        "member.page": seats_on_page,
        "member.record": seats_on_record,
        "authority.presence": presence,
        "authority.page": people_of_authority,
    },
)
