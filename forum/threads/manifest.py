"""What the area ``threads`` plugs in."""

from forum.registry import Manifest
from forum.threads import models, states

TABLES = (models, states)

manifest = Manifest(name="threads")
