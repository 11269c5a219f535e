"""What the area ``notifications`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="notifications")
