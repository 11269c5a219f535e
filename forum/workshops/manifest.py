"""What the area ``workshops`` plugs in."""

from forum.registry import Manifest
from forum.workshops import models

TABLES = (models,)

manifest = Manifest(name="workshops")
