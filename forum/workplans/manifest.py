"""What the area ``workplans`` plugs in."""

from forum.registry import Manifest
from forum.workplans import manage, models
from forum.workplans.parts import on_platform
from forum.workplans.views import bp

#: Imported for their tables and routes.
PARTS = (manage, models)

manifest = Manifest(name="workplans", blueprints=(bp,), parts={"platform.page": on_platform})
