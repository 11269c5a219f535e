"""What the area ``exports`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="exports")
