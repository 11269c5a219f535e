"""What the area ``notifications`` plugs in."""

from forum.notifications import models
from forum.registry import Manifest

TABLES = (models,)

manifest = Manifest(name="notifications")
