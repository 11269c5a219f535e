"""What the demonstration plugs in."""

from forum.demonstration import cli, showing
from forum.registry import Manifest

manifest = Manifest(
    name="demonstration",
    commands=(cli.demo, cli.known_accounts, cli.welcome),
    seeds=(showing.remember,),
    template_globals={"shows_demonstration": showing.shows_demonstration},
)
