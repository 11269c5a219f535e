"""What the area ``workshops`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="workshops")
