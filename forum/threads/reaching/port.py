"""What the page of gaps asks of higher areas: where something that people lack becomes a workshop.

An area names a part ``gap.agenda`` in its manifest: a function (actor, ``Gap``) that gives the
address of a form filled in with the gap, or nothing if the actor may not propose one.
"""

from dataclasses import dataclass

from forum.platforms.models import Platform


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the people of a platform asked in vain: a thread, or words looked for so many ``times``."""

    platform: Platform
    title: str
    thread_id: int | None = None
    times: int | None = None
