"""What the area ``attachments`` plugs in."""

from flask import Flask

from forum.attachments import chores, models, port, reading
from forum.attachments.records import files_on_record
from forum.attachments.search import SearchablePages
from forum.attachments.views import bp
from forum.kernel.files import store
from forum.registry import Manifest, brought

TABLES = (models,)


def set_up(app: Flask) -> None:
    """Make the store of files; join the areas whose things have some."""
    store.init_app(app)
    port.HOLDERS.update({holder.kind: holder for holder in brought(app, "holders")})


manifest = Manifest(
    name="attachments",
    blueprints=[bp],
    jobs=[reading.KIND],
    searchable=[SearchablePages()],
    chores=[chores.sweep_orphans],
    parts={"member.record": files_on_record},
    set_up=set_up,
)
