"""Requests for membership as letters on the desk. They are decided on their own page, with all that it needs."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask import url_for

from forum.kernel.access import Actor
from forum.kernel.db import Cursor
from forum.kernel.i18n import gettext as _, lazy_gettext as _l, named
from forum.moderation.port import Deed, Letter, Person, Reviewed, Tray
from forum.platforms import queries as platforms

REQUESTS = Tray("requests", _l("Requests for a seat"), _l("No request for membership is waiting."))


class WaitingPeople:
    """The adapter of ``moderation.port.Reviewable`` for requests; platforms stand below and know no desk."""

    kinds: Mapping[str, object] = {}
    trays = (REQUESTS,)

    def reviewed(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Reviewed]:
        """Requests are not flagged."""
        return {}

    def counts(self, actor: Actor, looks: Mapping[str, datetime]) -> Mapping[str, int]:
        """How many people wait."""
        return {REQUESTS.name: platforms.waiting_count(actor)}

    def letter(
        self, actor: Actor, tray: str, after: Cursor | None, look: datetime, back: str
    ) -> Letter | None:
        """Whoever has waited longest."""
        for asked in platforms.waiting(actor):
            if after is None or (asked.created_at, asked.id) > (after.at, after.id):
                break
        else:
            return None
        platform = platforms.platform_of(asked)
        address = url_for("platforms.weigh", request_id=asked.id)
        return Letter(
            kind=_("Request for a seat"), title=asked.name, url=address, at=asked.created_at, id=asked.id,
            excerpt=asked.message, by=Person(asked.job_title, named(asked.authority)),
            place=named(platform), platform=platform.slug,
            quick=[Deed(_("Weigh and decide"), address, is_link=True, icon="person", kind="main")],
        )

    def hide(self, actor: Actor, kind: str, number: int, reason: str) -> None:
        """There is nothing to hide."""
