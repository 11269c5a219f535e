"""Pages of the directory: the list with its filters, the map, one authority. They are public.

What higher areas know of an authority comes by parts: ``authority.page`` (HTML below its
facts) and ``authority.presence`` (for members: on which platforms each authority has people).
"""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from forum.authorities import directory, rules
from forum.authorities.directory import Asked
from forum.kernel.i18n import gettext as _, locale, named
from forum.kernel.web import actor, fresh, open_to_all, unchanged
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.assets import version
from forum.kernel.web.fragments import kept
from forum.kernel.web.parts import parts

bp = Blueprint("authorities", __name__)
#: Longer than any name.
QUESTION_MAX = 100


def _asked(known: dict[str, object]) -> Asked:
    """The filters of this address. ``known``: the platforms that can be asked for."""
    given = request.args

    def one_of(name: str, known: Any) -> str:
        return given[name] if given.get(name) in known else ""

    return Asked(
        q=given.get("q", "").strip()[:QUESTION_MAX], region=one_of("region", rules.REGIONS),
        governorate=number_asked("governorate"), kind=one_of("kind", rules.KINDS),
        size=one_of("size", rules.CLASSES), members=one_of("members", ("any", *known)) if known else "",
    )


def _presence() -> tuple[dict[str, object], dict[int, set[str]]]:
    """The platforms by slug, and where each authority has members; nothing for visitors."""
    offered: dict[str, object] = {}
    present: dict[int, set[str]] = {}
    for part in parts("authority.presence", None):
        offered |= part["platforms"]
        for authority_id, slugs in part["present"].items():
            present.setdefault(authority_id, set()).update(slugs)
    return offered, present


@bp.get("/authorities")
@open_to_all
def index():
    """All authorities, or those that fit; the map's equal for whoever does not see it."""
    offered, present = _presence()
    asked = _asked(offered)
    found = directory.narrowed(directory.everything(), asked, present)
    groups: dict[str, list] = {}
    for entry in found:
        groups.setdefault(entry.governorate, []).append(entry)
    return render_template(
        "authorities/index.html", groups=groups, count=len(found), asked=asked, present=present,
        filters=_filters(asked, offered), is_narrowed=bool(asked.but()),
        map=url_for(".map", **{k: v for k, v in asked.but().items() if k in ("region", "governorate")}),
    )


def _filters(asked: Asked, offered: dict[str, object]) -> list[dict]:
    """Groups of links; a chosen one links to its removal."""

    def group(label: object, name: str, choices: Any) -> dict:
        options = []
        for value, words in choices:
            is_on = getattr(asked, name) == value
            href = url_for(".index", **asked.but(**{name: None if is_on else value}))
            options.append({"label": words, "href": href, "current": is_on})
        return {"label": label, "options": options}

    places = [p for p in directory.governorates() if asked.region in ("", p.region)]
    members = [("any", _("On any platform")), *offered.items()] if offered else []
    return [
        group(_("Region"), "region", rules.REGIONS.items()),
        group(_("Kind"), "kind", rules.KINDS.items()),
        group(_("Class"), "size", [(letter, letter) for letter in rules.CLASSES]),
        group(_("Has members"), "members", members),
        group(_("Governorate"), "governorate", [(p.id, named(p)) for p in places]),
    ]


@bp.get("/authorities/map")
@open_to_all
def map():
    """The directory drawn from its coordinates: everything, a region, or a governorate."""
    asked = _asked({})
    entries = directory.everything()
    key = (hash(tuple(entries)), asked.region, asked.governorate)
    if answer := unchanged(*key):
        return answer
    places = directory.governorates()
    place = next((p for p in places if p.id == asked.governorate), None)
    region = place.region if place else asked.region
    shown = [e for e in entries if region in ("", e.region) and (place is None or e.governorate_id == place.id)]
    drawing = kept(
        ("map", *key, locale(), version()),
        lambda: render_template(
            "authorities/drawing.html", map=directory.drawn(shown, is_close=bool(region)), is_close=bool(region),
            classes=rules.CLASSES,
        ),
    )
    page = render_template(
        "authorities/map.html", drawing=drawing, entries=shown if region else [], count=len(shown), place=place,
        region=rules.REGIONS.get(region), tabs=_tabs(region),
        places=[
            {"label": named(p), "href": url_for(".map", governorate=p.id), "current": p is place}
            for p in places if region in ("", p.region)
        ],
        listed=url_for(".index", region=None if place else region or None, governorate=place.id if place else None),
    )  # fmt: skip
    return fresh(page, *key)


def _tabs(region: str) -> list[dict]:
    every = [{"label": _("All"), "href": url_for(".map"), "current": not region}]
    return every + [
        {"label": words, "href": url_for(".map", region=code), "current": region == code}
        for code, words in rules.REGIONS_IN_SHORT.items()
    ]


@bp.get("/authorities/<int:authority_id>")
@open_to_all
def show(authority_id: int):
    """One authority: its facts, and what the reader may see of its people, threads, cases and papers."""
    found = directory.authority(authority_id)
    return render_template(
        "authorities/show.html", authority=found, kinds=rules.KINDS, regions=rules.REGIONS,
        parts=parts("authority.page", found), is_own=found.id == actor().authority_id,
    )
