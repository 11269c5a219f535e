"""What the area ``search`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="search")
