"""What the area ``authorities`` plugs in."""

from forum.authorities.seeds import seed
from forum.registry import Manifest

manifest = Manifest(name="authorities", seeds=[seed])
