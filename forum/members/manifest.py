"""What the area ``members`` plugs in."""

from forum.kernel.i18n import lazy_gettext as _l
from forum.members import account, manage
from forum.members.chores import tidy
from forum.members.commands import administrator
from forum.members.letters import PASSWORD_LINKS
from forum.members.views import bp
from forum.registry import Manifest, NavigationLink

#: Modules that hang their pages on the blueprint.
PAGES = (account, manage)

manifest = Manifest(
    name="members",
    blueprints=[bp],
    jobs=[PASSWORD_LINKS],
    commands=[administrator],
    chores=[tidy],
    navigation=[
        NavigationLink(
            _l("My account"), "members.account", 90, icon="person", place="menu",
            shown_to=lambda actor: actor.is_signed_in,
        ),
        NavigationLink(
            _l("Offices"), "members.offices", 95, icon="people", place="menu",
            shown_to=lambda actor: actor.is_administrator,
        ),
    ],
)
