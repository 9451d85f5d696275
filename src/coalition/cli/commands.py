"""The command ``coalition``, and the one place where errors become a sentence and an exit code."""

import io
import sys
from collections.abc import Sequence

import click

from coalition.cli.analyse import analyse
from coalition.cli.completion import completion
from coalition.cli.config import config
from coalition.cli.countries import countries
from coalition.cli.evaluate import evaluate
from coalition.cli.explain import explain
from coalition.cli.messages import complain, describe
from coalition.cli.schema import schema
from coalition.errors import CoalitionError

FAILED = 1
WRONG_USAGE = 2
STDOUT_NAME = "standard output"
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells count

_SPELLINGS = {"analyze": "analyse"}


class _Commands(click.Group):
    """A group that knows other spellings of its commands."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, _SPELLINGS.get(cmd_name, cmd_name))


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's callback
    if wanted:
        from importlib.metadata import version  # costs a third of the time that --help may take

        click.echo(f"coalition {version('coalition')}")
        ctx.exit()


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: coalition analyse ARTICLE",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def coalition(ctx: click.Context) -> None:
    """Tell from news articles which countries are in, out or uncertain, on whose word."""
    if sys.stdout is None:
        raise click.ClickException("standard output is closed, so that there is nowhere to print to")
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


coalition.add_command(analyse)
coalition.add_command(explain)
coalition.add_command(evaluate)
coalition.add_command(schema)
coalition.add_command(countries)
coalition.add_command(config)
coalition.add_command(completion)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``coalition`` and return its exit code; no error leaves it as a traceback.

    Args:
        arguments: What follows the command's name, or None for those of the process.
    """
    try:
        code = coalition.main(arguments, prog_name="coalition", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "coalition"
        complain(f"{error.format_message().rstrip('.')} (see '{command} --help')")
        return WRONG_USAGE
    except (CoalitionError, click.ClickException, OSError) as error:
        # What has no name of its own was written to where the shell said: "> report.json" on a full disk.
        is_unnamed = isinstance(error, OSError) and not error.filename
        complain(describe(error, where=STDOUT_NAME if is_unnamed else None))
        _drop_unwritable_output()
        return FAILED
    except Exception as error:  # the last line of defence: a sentence that can be reported
        complain(describe(error))
        return FAILED
    return code if isinstance(code, int) else 0


def _drop_unwritable_output() -> None:
    # On a full disk Python would try again when it exits, and print a traceback then.
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = io.StringIO()
