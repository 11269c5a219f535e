"""What the area ``activity`` plugs in."""

from forum.activity import models
from forum.registry import Manifest

TABLES = (models,)

manifest = Manifest(name="activity")
