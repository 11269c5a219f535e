"""What the area ``authorities`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="authorities")
