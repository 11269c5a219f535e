"""What the area ``moderation`` plugs in."""

from flask import Flask

from forum.kernel.i18n import lazy_gettext as _l
from forum.moderation import models
from forum.moderation.membership import WaitingPeople
from forum.moderation.notifications import AnnouncedFlags
from forum.moderation.records import flags_on_record
from forum.moderation.views import bp, has_desk
from forum.registry import Manifest, NavigationLink, brought

TABLES = (models,)


def set_up(app: Flask) -> None:
    """Join the areas whose things can be flagged and whose letters lie on the desk."""
    app.extensions["reviewable"] = brought(app, "reviewable")


manifest = Manifest(
    name="moderation",
    blueprints=[bp],
    reviewable=[WaitingPeople()],
    announced=[AnnouncedFlags()],
    navigation=[NavigationLink(_l("Desk"), "moderation.desk", 50, "flag", shown_to=has_desk)],
    parts={"member.record": flags_on_record},
    set_up=set_up,
)
