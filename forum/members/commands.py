"""Commands about accounts."""

import click
from flask.cli import with_appcontext

from forum.kernel.db import transaction
from forum.members import actions, addresses, letters, rules


@click.command("administrator")
@with_appcontext
def administrator() -> None:
    """Print a one-time link that makes whoever opens it an administrator. Safe while people use the forum."""
    with transaction():
        key = actions.invite_first_administrator()
    days = rules.INVITATIONS[rules.FIRST_ADMINISTRATOR].days
    click.echo(letters.address(addresses.of_invitation(key)))
    click.echo(f"Works once, for {days} days.", err=True)
