"""KML and GeoJSON: text that must be what it says from the first sign to the last."""

import json
from typing import Any, BinaryIO

from defusedxml.ElementTree import iterparse

from forum.kernel.files.inside.refusing import No

_BOM = b"\xef\xbb\xbf"
_GEOJSON = {
    "FeatureCollection", "Feature", "Point", "LineString", "Polygon",
    "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection",
}
#: Where a KML file's words come from; anything of a page's is none of a map's.
_PAGES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg")


def judge(stream: BinaryIO, head: bytes) -> dict[str, Any]:
    """A KML or GeoJSON file, or nothing that we take."""
    start = head.removeprefix(_BOM).lstrip()[:1]
    if start == b"{":
        return _geojson(stream)
    if start == b"<":
        return _kml(stream)
    raise No("unknown")


def _geojson(stream: BinaryIO) -> dict[str, Any]:
    try:
        said = json.loads(stream.read().removeprefix(_BOM).decode())
    except (ValueError, RecursionError) as wrong:
        raise No("unknown") from wrong
    if not isinstance(said, dict) or said.get("type") not in _GEOJSON:
        raise No("unknown")
    return {"ending": "geojson", "type": "application/geo+json"}


def _kml(stream: BinaryIO) -> dict[str, Any]:
    """Read to its end without entities; the outermost element is ``kml``."""
    depth = 0
    try:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            space, _, name = element.tag.rpartition("}")
            if (depth == 0 and name != "kml") or space[1:] in _PAGES:
                raise No("unknown")
            depth += 1 if event == "start" else -1
            if depth > 200:
                raise No("bomb")
            if event == "end":
                element.clear()
    except No:
        raise
    except Exception as wrong:
        raise No("unknown") from wrong
    return {"ending": "kml", "type": "application/vnd.google-earth.kml+xml"}
