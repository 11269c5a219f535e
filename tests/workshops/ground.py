"""Workshops for tests: one ahead, one going on, one that was closed."""

from datetime import timedelta

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.workshops.closing import actions as closing
from forum.workshops.models import Workshop, WorkshopHost
from forum.workshops.seats import actions as seats
from forum.workshops.seats.actions import Brought
from tests.support import factories as make

#: What a participant types.
BROUGHT = {"kind": "question", "title": "كيف نحصي المباني بموظف واحد؟", "body": "لدينا 1200 مبنى وموظف واحد."}


def workshop(**given) -> Workshop:
    """A workshop in ten days, two hours long, in Nablus."""
    starts = given.pop("starts_at", clock.now() + timedelta(days=10))
    defaults = {
        "title_ar": "نظم المعلومات الجغرافية", "title_en": "Maps for small authorities", "starts_at": starts,
        "ends_at": starts + timedelta(hours=2), "place": "نابلس", "region": "north",
        "hosts": [WorkshopHost(name="م. لؤي حرب")],
        "agenda": [{"at": "10:00", "what": "تطبيق عملي"}], "notes": "", "cancellation": None, "closure": None,
    }
    if "platform_id" not in given:
        given["platform_id"] = make.platform().id
    return make.save(Workshop(**defaults | given))


def going_on(**given) -> Workshop:
    """A workshop that began an hour ago."""
    return workshop(**{"starts_at": clock.now() - timedelta(hours=1)} | given)


def registered(found: Workshop, actor: Actor) -> None:
    """Give somebody a place, or one on the waiting list."""
    with clock.standing(min(clock.now(), found.starts_at - timedelta(days=1))), transaction():
        seats.register(found, Brought("practice", "تجربة العداد المسبق", "نص التجربة"), by=actor)


def closed(found: Workshop, by: Actor, **given) -> None:
    """Write the minutes."""
    said = {"minutes": "توحيد نظام الإحداثيات شرط", "notes": "خلاصة"} | given
    with transaction():
        closing.close(found, closing.Outcome(**said), by=by)
