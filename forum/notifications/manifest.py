"""What the area ``notifications`` plugs in."""

from flask import Flask

from forum.notifications import models
from forum.notifications.announcing import ANNOUNCING
from forum.notifications.letters import WRITING
from forum.notifications.mail import SENDING, Mailer
from forum.notifications.records import forget_old_news, news_on_record
from forum.notifications.unread import unread_count
from forum.notifications.views import bp
from forum.registry import Manifest, brought

TABLES = (models,)


def set_up(app: Flask) -> None:
    """Join the areas that have something to tell, and find the way to the mail server."""
    app.extensions["announced"] = brought(app, "announced")
    app.extensions["mailer"] = Mailer.of(app)


manifest = Manifest(
    name="notifications",
    blueprints=[bp],
    jobs=[ANNOUNCING, WRITING, SENDING],
    template_globals={"unread_count": unread_count},
    chores=[forget_old_news],
    parts={"member.record": news_on_record},
    set_up=set_up,
)
