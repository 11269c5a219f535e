"""What the area ``priorities`` plugs in."""

from forum.priorities import manage, models, paper_views
from forum.priorities.notifications import AnnouncedRounds
from forum.priorities.parts import on_platform
from forum.priorities.views import bp
from forum.registry import Manifest

#: Imported for their tables and routes.
PARTS = (manage, models, paper_views)

manifest = Manifest(
    name="priorities", blueprints=(bp,), announced=(AnnouncedRounds(),), parts={"platform.page": on_platform},
)
