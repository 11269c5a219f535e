"""What the area ``members`` plugs in."""

from forum.members import models
from forum.registry import Manifest

TABLES = (models,)

manifest = Manifest(name="members")
