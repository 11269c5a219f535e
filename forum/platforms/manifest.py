"""What the area ``platforms`` plugs in."""

from flask import Flask

from forum.platforms.actors import actor_of_session
from forum.platforms.seeds import seed
from forum.registry import Manifest


def set_up(app: Flask) -> None:
    """Tell the web layer who asks."""
    app.extensions["session_loader"] = actor_of_session


manifest = Manifest(name="platforms", seeds=[seed], set_up=set_up)
