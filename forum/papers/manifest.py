"""What the area ``papers`` plugs in."""

from forum.kernel.access import Actor
from forum.kernel.i18n import lazy_gettext as _l
from forum.papers import (
    call_views,
    documents,
    draft_views,
    evidence_views,
    file_views,
    filing,
    manage,
    models,
    review_views,
    reviews,
)
from forum.papers.bringing_back import models as brought, views as bringing_views
from forum.papers.chosen import views as chosen_views
from forum.papers.chosen.views import on_result
from forum.papers.delivering import papers_of_plan
from forum.papers.endorsements import models as endorsed, signing_views, views as endorsement_views
from forum.papers.endorsements.notifications import AnnouncedEndorsements
from forum.papers.endorsements.of_authority import endorsed_by_authority
from forum.papers.followup import actions as following_up, models as followed_up, views as follow_up_views
from forum.papers.followup.notifications import AnnouncedFollowUp
from forum.papers.living import actions as living, models as lived, views as living_views
from forum.papers.living.notifications import AnnouncedSources
from forum.papers.marks import marks_of
from forum.papers.moderation import ReviewablePapers
from forum.papers.notifications import AnnouncedPapers
from forum.papers.proposals import actions as proposing, models as proposed, views as proposal_views
from forum.papers.reminding import actions as reminding
from forum.papers.reminding.notifications import AnnouncedEndings
from forum.papers.search import SearchablePapers
from forum.papers.sources import models as cited, views as source_views
from forum.papers.succession import views as succession_views
from forum.papers.views import bp
from forum.papers.writing import models as written, views as writing_views
from forum.registry import Manifest, NavigationLink

#: Imported for their tables and routes.
PARTS = (call_views, documents, draft_views, evidence_views, file_views, manage, models, review_views, reviews)
FOLLOW_UP = (followed_up, follow_up_views)
LIVING = (lived, living_views)
PROPOSALS = (proposed, proposal_views)
WRITING = (written, writing_views)
BRINGING_BACK = (brought, bringing_views)
SOURCES = (cited, source_views)
SUCCESSION = (succession_views,)
ENDORSEMENTS = (endorsed, endorsement_views, signing_views)
CHOSEN = (chosen_views,)


def _has_desk(actor: Actor) -> bool:
    return actor.is_moderator


manifest = Manifest(
    name="papers",
    blueprints=[bp],
    jobs=[filing.KIND],
    chores=[
        filing.forget_old_files, following_up.remind, reminding.remind, living.look_at_everything, proposing.propose,
    ],
    post_marks=[marks_of],
    parts={
        "authority.page": endorsed_by_authority, "priorities.result": on_result, "workplans.links": papers_of_plan,
    },
    searchable=[SearchablePapers()],
    reviewable=[ReviewablePapers()],
    announced=[
        AnnouncedPapers(), AnnouncedEndorsements(), AnnouncedFollowUp(), AnnouncedSources(), AnnouncedEndings(),
    ],
    navigation=[
        NavigationLink(_l("Position papers"), "papers.index", 40, "paper"),
        NavigationLink(_l("Issue files"), "papers.files", 60, "evidence", place="menu", shown_to=_has_desk),
    ],
)
