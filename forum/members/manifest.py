"""What the area ``members`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="members")
