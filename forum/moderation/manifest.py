"""What the area ``moderation`` plugs in."""

from forum.moderation import models
from forum.registry import Manifest

TABLES = (models,)

manifest = Manifest(name="moderation")
