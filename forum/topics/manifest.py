"""What the area ``topics`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="topics")
