"""What the area ``threads`` plugs in."""

from forum.kernel.access import Actor
from forum.kernel.i18n import lazy_gettext as _l
from forum.registry import Manifest, NavigationLink
from forum.threads import manage, models, parts, post_views, rendering, states
from forum.threads.anonymity import models as anonymity_models, views as anonymity_views
from forum.threads.anonymity.notifications import AnnouncedUnmaskings
from forum.threads.files import PostFiles
from forum.threads.freshness import models as freshness_models, views as freshness_views
from forum.threads.freshness.actions import tidy as ask_about_old_answers
from forum.threads.freshness.notifications import AnnouncedAnswers
from forum.threads.moderation import ReviewableThreads
from forum.threads.notifications import AnnouncedThreads
from forum.threads.people import models as people_models, views as people_views
from forum.threads.pointers import models as pointer_models, views as pointer_views
from forum.threads.reaching import actions as reaching, models as reaching_models, views as reaching_views
from forum.threads.reaching.notifications import AnnouncedReach
from forum.threads.search import SearchablePosts
from forum.threads.sharing import models as sharing_models, views as sharing_views
from forum.threads.sharing.notifications import AnnouncedSharing
from forum.threads.views import bp

#: Imported for their tables and routes.
PARTS = (anonymity_models, anonymity_views, manage, models, people_models, people_views, post_views, states)


def _is_member(actor: Actor) -> bool:
    return actor.is_signed_in


def _is_officer(actor: Actor) -> bool:
    return actor.is_association or bool(actor.coordinates)


#: The same, of what brings questions to answers.
ANSWERS = (
    freshness_models, freshness_views, pointer_models, pointer_views, reaching_models, reaching_views,
    sharing_models, sharing_views,
)


manifest = Manifest(
    name="threads",
    blueprints=[bp],
    jobs=[rendering.KIND, reaching.KIND],
    seeds=[rendering.leave_old_posts_to_the_worker, reaching.plan],
    chores=[ask_about_old_answers],
    searchable=[SearchablePosts()],
    holders=[PostFiles()],
    reviewable=[ReviewableThreads()],
    announced=[AnnouncedThreads(), AnnouncedUnmaskings(), AnnouncedSharing(), AnnouncedAnswers(), AnnouncedReach()],
    parts={
        "platform.page": parts.alive_on_platform,
        "authority.page": parts.opened_at_authority,
        "platform.boards": parts.counts_of_boards,
        "member.page": parts.opened_by_member,
        "member.account": parts.offered_in_account,
        "member.record": parts.written_by_member,
    },
    navigation=[
        NavigationLink(_l("Ask"), "threads.ask_where", 30, "ask", shown_to=_is_member),
        NavigationLink(_l("Find colleagues"), "threads.people", 35, "people", place="menu", shown_to=_is_member),
        NavigationLink(
            _l("Requests for a name"), "threads.unmaskings", 96, icon="eye", place="menu", shown_to=_is_officer
        ),
    ],
)
