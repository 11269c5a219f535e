"""The invented workshops: a dozen that were held, and one ahead on each platform."""

from datetime import time
from typing import Any

from sqlalchemy import select

from forum.demonstration.sources import lines, moved
from forum.kernel.db import db
from forum.platforms.models import Platform
from forum.threads.models import Thread
from forum.workshops import rules
from forum.workshops.models import Workshop, WorkshopHost, WorkshopThread

REMOTE = "عن بعد"


def hold(weeks: int, threads: dict[str, Thread]) -> int:
    """Put the workshops into the calendars of their platforms; returns how many there are."""
    platforms = dict(db.session.execute(select(Platform.slug, Platform.id)).all())
    rows = lines("demo_workshops")
    for row in rows:
        workshop = _workshop(row, platforms[row["platform"]], weeks)
        db.session.add(workshop)
        db.session.flush()
        db.session.add_all(
            WorkshopThread(workshop_id=workshop.id, thread_id=threads[key].id)
            for key in row["threads"] if key in threads
        )
    return len(rows)


def _workshop(row: dict[str, Any], platform_id: int, weeks: int) -> Workshop:
    agenda = [{"at": line[:5], "what": line[6:]} for line in row["agenda"]]
    return Workshop(
        platform_id=platform_id, title_ar=row["title"], title_en=row["title_en"],
        starts_at=moved(row["date"], time.fromisoformat(agenda[0]["at"]), weeks),
        ends_at=moved(row["date"], time.fromisoformat(row["end"]), weeks),
        region=row["region"], mode=rules.REMOTE if row["place"] == REMOTE else rules.ON_SITE,
        place="" if row["place"] == REMOTE else row["place"],
        hosts=[_host(row["expert_host"])], agenda=agenda, notes=row["notes"],
        attended=(row["participants"] or {}).get("total"), demo_key=row["id"],
    )


def _host(words: str) -> WorkshopHost:
    """«د. سوسن النجار، خبيرة اتصال مؤسسي»: a name, and what the person does."""
    name, _comma, calling = words.partition("، ")
    return WorkshopHost(name=name, calling=calling)
