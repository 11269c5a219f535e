"""What the area ``pages`` plugs in."""

from forum.kernel.i18n import lazy_gettext as _l
from forum.pages import machines, views
from forum.registry import Manifest, NavigationLink

manifest = Manifest(
    name="pages",
    blueprints=(views.bp, machines.bp),
    navigation=(
        NavigationLink(_l("Home"), "pages.home", 10, icon="home", shown_to=lambda actor: actor.is_signed_in),
        NavigationLink(_l("Help"), "pages.help", 90, icon="help", place="menu"),
        NavigationLink(_l("What's new"), "pages.whats_new", 95, icon="info", place="menu"),
    ),
)
