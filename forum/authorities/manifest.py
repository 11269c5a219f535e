"""What the area ``authorities`` plugs in."""

from forum.authorities.seeds import seed
from forum.authorities.views import bp
from forum.kernel.i18n import lazy_gettext as _l
from forum.registry import Manifest, NavigationLink

manifest = Manifest(
    name="authorities",
    blueprints=[bp],
    seeds=[seed],
    navigation=[NavigationLink(_l("Local authorities"), "authorities.index", 70, "place", place="menu")],
)
