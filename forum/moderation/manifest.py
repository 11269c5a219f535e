"""What the area ``moderation`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="moderation")
