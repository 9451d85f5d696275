"""The command ``coalition countries``."""

import sys
from typing import TYPE_CHECKING

import click

from coalition.cli.countrytype import CountryType, did_you_mean
from coalition.cli.options import page_options

if TYPE_CHECKING:
    from rich.console import Console

    from coalition.lexicons.countries import Gazetteer


@click.command(epilog="Exit codes: 0 done, 1 there is no such country or group, 2 wrong usage.")
@click.argument("name", required=False, shell_complete=CountryType().shell_complete)
@page_options
def countries(name: str | None, *, width: int | None, ascii_only: bool) -> int:
    """List the countries by code and names, or look up NAME.

    NAME is a code, a country's name, adjective, people or capital, or a group such as NATO.
    """
    # Here and not above: these bring in pydantic and Rich, and --help needs neither.
    from rich.console import Console

    from coalition.lexicons.countries import load_gazetteer
    from coalition.render.gazetteer import render_countries

    gazetteer = load_gazetteer()
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    if name is None:
        render_countries(gazetteer, console, ascii_only=ascii_only)
    else:
        _look_up(name, gazetteer, console, ascii_only=ascii_only)
    return 0


def _look_up(name: str, gazetteer: "Gazetteer", console: "Console", *, ascii_only: bool) -> None:
    from coalition.render.gazetteer import render_country, render_group

    found, group = gazetteer.find(name), gazetteer.find_group(name)
    if not found and not group:
        offer = did_you_mean(gazetteer.closest(name))
        raise click.ClickException(f"there is no country or group {name!r}{offer}")
    for country in found:
        render_country(country, gazetteer, console, ascii_only=ascii_only)
    if group:
        render_group(group, gazetteer, console, ascii_only=ascii_only)
