"""What the area ``papers`` plugs in."""

from forum.papers import documents, models
from forum.registry import Manifest

TABLES = (models, documents)

manifest = Manifest(name="papers")
