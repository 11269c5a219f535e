"""``flask demo``, ``flask accounts``, ``flask welcome``."""

import time

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from forum.demonstration import accounts, loader, scale, showing
from forum.kernel.db import db
from forum.platforms.models import Platform


@click.command()
@click.option("--scale", "posts", type=click.IntRange(min=1), help="Also make this many posts of invented text.")
@with_appcontext
def demo(posts: int | None) -> None:
    """Load the demonstration content, once. Safe to run again: what is there stays."""
    _refuse_in_public()
    _need_platforms()
    if loaded := loader.load():
        click.echo(
            f"Loaded {loaded.threads} threads, {loaded.replies} replies, {loaded.people} people "
            f"and {loaded.workshops} workshops of demonstration content."
        )
    showing.remember()
    if posts:
        _fill(posts)


def _refuse_in_public() -> None:
    address = current_app.config["PUBLIC_ADDRESS"]
    if address.startswith("https://"):
        raise click.ClickException(
            f"The demonstration has accounts with known passwords, and PUBLIC_ADDRESS is {address}. "
            "Start the forum with --empty, or load the demonstration where only you can reach it."
        )


def _need_platforms() -> None:
    if db.session.scalar(select(Platform.id).limit(1)) is None:
        raise click.ClickException("There are no platforms yet. Run this first: flask setup")


def _fill(posts: int) -> None:
    began = time.perf_counter()
    with click.progressbar(length=posts, label="Posts", show_pos=True) as bar:
        written = scale.fill(posts, bar.update)
    showing.remember()
    if not written:
        click.echo(f"There are {posts:,} posts already.")
        return
    seconds = time.perf_counter() - began
    click.echo(
        f"Wrote {written:,} posts in {seconds:,.0f} s, {written / seconds:,.0f} a second. "
        "Search learns them with: flask search rebuild"
    )


@click.command("accounts")
def known_accounts() -> None:
    """Print the accounts that the demonstration is tried with."""
    click.echo(accounts.listed())


@click.command()
@with_appcontext
def welcome() -> None:
    """Print how to sign in to a demonstration; nothing for any other forum."""
    if loader.is_loaded():
        address = current_app.config["PUBLIC_ADDRESS"]
        click.echo(f"{accounts.listed()}\n  {address}/sign-in")
