"""What the area ``activity`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="activity")
