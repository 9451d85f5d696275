"""The documentation builds into a site whose links hold and which asks no network for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

import coalition as package
from coalition.cli.commands import coalition
from coalition.schemas import OUTPUTS

ROOT = Path(__file__).resolve().parents[1]
# What a browser fetches by itself; a link in the text waits for a click.
_FETCHED = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[@rel!='canonical']/@href"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as a release does; in strict mode a dead link, anchor or a page without a place is an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def text_of(page: Path) -> str:
    """Return the words of a page, as a browser shows them."""
    return str(html.parse(page).getroot().text_content())


def test_pages_fetch_nothing_from_the_network(site: Path) -> None:
    """Scripts, styles, fonts and pictures come from the site itself."""
    pages = sorted(site.rglob("*.html"))
    fetched = {str(address) for page in pages for address in html.parse(page).xpath(_FETCHED)}
    styles = {
        word for sheet in site.rglob("*.css") for word in re.findall(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text())
    }
    assert len(pages) > 20
    assert {address for address in fetched if re.match(r"(https?:)?//", address)} | styles == set()


def test_search_knows_the_pages(site: Path) -> None:
    """The index lies in the site and holds the words of the tutorial."""
    assert "haiti-mission.txt" in (site / "search/search_index.json").read_text(encoding="utf-8")


def test_reference_has_the_help_of_each_command(site: Path) -> None:
    """The page is made from the help, so a new command or option stands there with its sentence."""
    page = text_of(site / "reference/commands.html").split()
    for arguments in ([], *([name] for name in coalition.commands)):
        printed = CliRunner().invoke(coalition, [*arguments, "--help"], prog_name="coalition").stdout
        assert " ".join(printed.split()) in " ".join(page)


def test_reference_has_each_public_name(site: Path) -> None:
    """Whatever ``coalition`` exports has its docstring on the page of the Python interface."""
    page = text_of(site / "reference/python.html")
    names = [name for name in package.__all__ if not name.startswith("__")]
    assert [name for name in names if not re.search(rf"coalition\.[\w.]+\.{name}\b", page)] == []


def test_reference_has_each_schema(site: Path) -> None:
    """Each output's schema is there with the version that is installed; ``reports`` is an array of ``report``."""
    page = text_of(site / "reference/schemas.html")
    assert [
        name for name in set(OUTPUTS) - {"reports"} if f"urn:coalition:{name}:{OUTPUTS[name].version}" not in page
    ] == []
