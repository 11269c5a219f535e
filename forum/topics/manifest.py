"""What the area ``topics`` plugs in."""

from forum.registry import Manifest
from forum.topics.search import SearchableTopics
from forum.topics.seeds import seed

manifest = Manifest(name="topics", seeds=[seed], searchable=[SearchableTopics()])
