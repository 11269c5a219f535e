"""What the area ``pages`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="pages")
