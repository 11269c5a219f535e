"""What the area ``papers`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="papers")
