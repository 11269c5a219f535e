"""What areas higher up add to a page of an area below them, which knows nothing of them.

A manifest names its parts by place: ``parts={"platform.page": live_threads}``.
Places, and what their functions return:

``member.page``      HTML (``Markup``) below what a member's page says
``member.record``    a mapping, added to what a member can download about themselves
``authority.page``   HTML below an authority's facts
``authority.presence``  for members: ``platforms`` by slug, and ``present``: authority → slugs where it has people
``thread.beside``    HTML beside a thread
``platform.page``    HTML below a platform's boards
``platform.public``  HTML that visitors see on a platform's page too
``platform.boards``  a mapping from a board's id to its number of threads
"""

from typing import Any

from flask import current_app

from forum.kernel.web.access import actor


def parts(place: str, thing: Any) -> list[Any]:
    """What every area has to add here about ``thing`` for the present reader, lowest area first."""
    made = (part(actor(), thing) for part in current_app.extensions["parts"].get(place, ()))
    return [part for part in made if part]
