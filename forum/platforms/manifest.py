"""What the area ``platforms`` plugs in."""

from forum.registry import Manifest

manifest = Manifest(name="platforms")
