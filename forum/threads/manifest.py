"""What the area ``threads`` plugs in."""

from forum.kernel.access import Actor
from forum.kernel.i18n import lazy_gettext as _l
from forum.registry import Manifest, NavigationLink
from forum.threads import manage, models, parts, post_views, rendering, states
from forum.threads.files import PostFiles
from forum.threads.moderation import ReviewableThreads
from forum.threads.notifications import AnnouncedThreads
from forum.threads.search import SearchablePosts
from forum.threads.views import bp

#: Imported for their tables and routes.
PARTS = (manage, models, post_views, states)


def _is_member(actor: Actor) -> bool:
    return actor.is_signed_in


manifest = Manifest(
    name="threads",
    blueprints=[bp],
    jobs=[rendering.KIND],
    seeds=[rendering.leave_old_posts_to_the_worker],
    searchable=[SearchablePosts()],
    holders=[PostFiles()],
    reviewable=[ReviewableThreads()],
    announced=[AnnouncedThreads()],
    parts={
        "platform.page": parts.alive_on_platform,
        "authority.page": parts.opened_at_authority,
        "platform.boards": parts.counts_of_boards,
        "member.page": parts.opened_by_member,
        "member.record": parts.written_by_member,
    },
    navigation=[NavigationLink(_l("Ask"), "threads.ask_where", 30, "ask", shown_to=_is_member)],
)
