"""What an area can plug into: the one page to read before adding one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Flask

from forum.kernel.access import Actor
from forum.kernel.jobs import JobKind


@dataclass(frozen=True)
class NavigationLink:
    """A link in the page header, for those whom ``shown_to`` accepts."""

    label: object
    endpoint: str
    position: int
    icon: str = ""
    #: ``top`` stands in the header at a desk, ``menu`` only in the folded menu
    place: str = "top"
    shown_to: Callable[[Actor], bool] = lambda _actor: True


@dataclass(frozen=True)
class Manifest:
    """All that one area brings.

    ``set_up`` runs once when the app is made, after every area is known: it
    joins the area to a port, for instance. ``services`` are put into
    ``app.extensions`` under their names. ``template_globals`` are functions
    that pages of all areas may call.
    """

    name: str
    blueprints: Sequence[Blueprint] = ()
    jobs: Sequence[JobKind] = ()
    commands: Sequence[Any] = ()
    navigation: Sequence[NavigationLink] = ()
    #: adapters of search.port.Searchable: what the area lets people find
    searchable: Sequence[Any] = ()
    #: adapters of moderation.port.Reviewable: what the area lets people flag and review
    reviewable: Sequence[Any] = ()
    #: adapters of notifications.port.Announced: events that people are told about
    announced: Sequence[Any] = ()
    #: adapters of attachments.port.Holder: things of the area that can have files
    holders: Sequence[Any] = ()
    #: functions (actor, post ids) -> {post id: marks}: what a thread's page shows in a post's margin
    post_marks: Sequence[Callable[[Actor, Sequence[int]], dict[int, list[Any]]]] = ()
    #: functions that fill an empty database with the area's fixed data, in the order of the areas
    seeds: Sequence[Callable[[], None]] = ()
    #: functions that tidy up, run once a day by the worker
    chores: Sequence[Callable[[], None]] = ()
    #: functions that begin something that lasts beside the worker, in a thread of its own
    beside_worker: Sequence[Callable[[Flask], None]] = ()
    #: what the area adds to pages of lower areas, by place; see kernel.web.parts
    parts: dict[str, Callable[[Actor, Any], Any]] = field(default_factory=dict)
    template_globals: dict[str, Callable[..., Any]] = field(default_factory=dict)
    set_up: Callable[[Flask], None] | None = None


def manifests(app: Flask) -> Sequence[Manifest]:
    """The manifests of every area of this app, lowest step first."""
    return app.extensions["areas"]


def parts_by_place(app: Flask) -> dict[str, list[Callable[[Actor, Any], Any]]]:
    """What areas add to pages of lower areas."""
    places: dict[str, list[Callable[[Actor, Any], Any]]] = {}
    for manifest in manifests(app):
        for place, part in manifest.parts.items():
            places.setdefault(place, []).append(part)
    return places


def brought(app: Flask, what: str) -> list[Any]:
    """Everything of one sort that the areas bring, e.g. ``brought(app, "jobs")``."""
    return [thing for manifest in manifests(app) for thing in getattr(manifest, what)]
