"""Workshops with everything that belongs to them, for the world of the hostile tests."""

from datetime import timedelta

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.workshops.calendars import actions as calendars
from forum.workshops.calendars.keys import seal
from forum.workshops.certificates.models import WorkshopCertificate
from forum.workshops.closing import actions as closing
from forum.workshops.closing.models import WorkshopStep
from forum.workshops.models import Workshop, WorkshopHost, WorkshopSeat, WorkshopThread
from tests.support import factories as make


def build(platform_id: int, thread_id: int, notes: str, people: dict[str, Actor]) -> dict[str, dict[str, object]]:
    """A workshop that was held and closed, and one ahead; returns what addresses call them."""
    begins, by, writer = clock.now() - timedelta(hours=3), people["d"], people["w"]
    held = make.save(Workshop(
        platform_id=platform_id, title_ar="ورشة", starts_at=begins, ends_at=begins + timedelta(hours=2),
        agenda=[{"at": "10:00", "what": "افتتاح"}], hosts=[WorkshopHost(name="خبيرة", biography=notes)],
        cancellation=None, closure=None,
    ))
    ahead = make.save(Workshop(
        platform_id=platform_id, title_ar="ورشة مقبلة", starts_at=clock.now() + timedelta(days=9), place="نابلس",
        ends_at=clock.now() + timedelta(days=9, hours=2), cancellation=None, closure=None,
    ))
    make.save(WorkshopThread(workshop_id=held.id, thread_id=thread_id))
    make.save(WorkshopSeat(
        workshop_id=held.id, member_id=writer.member_id, state="seated", attended_at=begins, attended_by="entered"
    ))
    with transaction():
        closing.close(held, closing.Outcome(minutes=notes, notes=notes), by=by)
        material = closing.bring_material(held, "مادة", "", notes, by=by)
        calendars.renew(by=writer)
    step = make.save(WorkshopStep(workshop_id=held.id, what="خطوة", member_id=writer.member_id))
    certificate = make.save(WorkshopCertificate(
        workshop_id=held.id, member_id=writer.member_id, number="W-AAAAA-BBBBB", name="سلمى"
    ))
    return {
        "workshop_id": {"held": held.id, "ahead": ahead.id}, "material_id": {"own": material.id},
        "step_id": {"own": step.id}, "certificate_id": {"own": certificate.id},
        "sealed": {"own": seal(writer.member_id, 1)},
    }


def filled(board_id: int) -> dict[str, dict[str, str]]:
    """Well filled-in forms about workshops, by where they go."""
    on = (clock.now() + timedelta(days=20)).date().isoformat()
    plan = {
        "kind": "exchange", "title_ar": "عنوان الورشة", "on": on, "start": "10:00", "end": "12:00", "mode": "on_site",
        "place": "طولكرم", "region": "all", "audience": "platform", "board": str(board_id), "agenda": "10:00 افتتاح",
    }
    return {
        "workshops.create": plan,
        "workshops.change": plan,
        "workshops.register": {"kind": "question"},
        "workshops.type_code": {"code": "000000"},
        "workshops.enter": {"others": "3"},
        "workshops.add_guest": {"email": "nobody@municipality.ps"},
        "workshops.close": {"minutes": "محضر", "decisions": "", "notes": "", "more": ""},
        "workshops.add_step": {"what": "خطوة", "who": "0"},
        "workshops.bring_material": {"address": "https://example.org/"},
        "workshops.save_note": {"title": "خلاصة الورشة", "version": "1", "board": str(board_id)},
        "workshops.checked_certificate": {"number": "W-AAAAA-BBBBB"},
    }
