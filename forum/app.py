"""The factory: settings, database, kernel, areas. Read this first."""

from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate

from config import Config, configuration
from forum import chores, cli
from forum.kernel import i18n, web
from forum.kernel.db import db, prepare_engine
from forum.registry import brought, parts_by_place

ROOT = Path(__file__).parent.parent

#: Every area, lowest step first (see LAYOUT, section 4).
AREAS = [
    "activity",
    "authorities",
    "members",
    "platforms",
    "search",
    "moderation",
    "notifications",
    "exports",
    "topics",
    "attachments",
    "threads",
    "workshops",
    "priorities",
    "cases",
    "workplans",
    "papers",
    "demonstration",
    "pages",
]


def create_app(config: Config | str | None = None) -> Flask:
    """Make the forum.

    Args:
        config: a configuration, the name of one (``default``, ``testing``,
            ``production``), or nothing for the one that FORUM_CONFIG names.
    """
    settings = config if isinstance(config, Config) else configuration(config)
    app = Flask("forum", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.config.from_object(settings)
    app.config.from_mapping(vars(settings))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            prepare_engine(engine)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    i18n.init_app(app)
    web.init_app(app)
    Compress(app)
    _add_areas(app)
    return app


def _add_areas(app: Flask) -> None:
    """Plug in what each area's manifest brings; a set-up may look at all manifests."""
    areas = [import_module(f"forum.{name}.manifest").manifest for name in AREAS]
    app.extensions["areas"] = areas
    for area in areas:
        for blueprint in area.blueprints:
            app.register_blueprint(blueprint)
        for command in area.commands:
            app.cli.add_command(command)
        app.jinja_env.globals.update(area.template_globals)
    for area in areas:
        if area.set_up:
            area.set_up(app)
    app.extensions["post_marks"] = brought(app, "post_marks")
    app.extensions["navigation"] = sorted(brought(app, "navigation"), key=lambda link: link.position)
    app.extensions["parts"] = parts_by_place(app)
    app.extensions["job_kinds"] = {kind.name: kind for kind in [chores.KIND, *brought(app, "jobs")]}
    for command in cli.COMMANDS:
        app.cli.add_command(command)
