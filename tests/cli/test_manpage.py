"""The man page names what the commands have, in roff that says nothing else."""

import re
import shutil
import subprocess

import click
import pytest

from coalition.cli.commands import coalition
from coalition.cli.manpage import man_page

PAGE = man_page(coalition, version="1.2.3")
REQUESTS = {".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi"}


def test_names_every_command_and_option() -> None:
    """With what the help says of it."""
    for name, command in coalition.commands.items():
        part = re.search(rf'^\.SS "coalition {name} .*?(?=^\.SS|\Z)', PAGE, re.MULTILINE | re.DOTALL)
        assert part is not None, name
        told = part[0].replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\(dq", '"')
        options = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]
        assert [name for option in options for name in option.opts if f"{name}" not in told] == []
        assert [option.help for option in options if str(option.help) not in told] == []
        assert str(command.epilog) in told
        assert "-h, --help" in told


def test_every_line_is_text_or_a_known_request() -> None:
    """A line of help that begins with a point or an apostrophe is no request."""
    requests = {line.split()[0] for line in PAGE.splitlines() if line.startswith((".", "'"))}
    assert requests == REQUESTS


def test_help_cannot_become_roff() -> None:
    """Backslashes and signs at the start of a line are text."""
    group = click.Group("x", help=".so /etc/passwd\n\n'quoted\n\n\b\n.first\n  \\fBsecond")
    page = man_page(group, version='1 "')
    assert "\n\\&.so /etc/passwd\n" in page
    assert "\n\\(aqquoted\n" in page
    assert ".nf\n\\&.first\n  \\efBsecond\n.fi\n" in page
    assert '"coalition 1 \\(dq"' in page


def test_groff_has_nothing_to_complain_of() -> None:
    """Where it is installed."""
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    done = subprocess.run([groff, "-ww", "-z", "-man"], input=PAGE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
