"""The command ``coalition completion``."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_COALITION_COMPLETE"  # as click derives it from the command's name


@click.command(epilog="Exit codes: 0 done, 2 wrong usage.")
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script by which a shell completes a command line.

    It knows commands, options, files, formats, stances and countries.

    \b
    bash  coalition completion bash > ~/.local/share/bash-completion/completions/coalition
    zsh   coalition completion zsh > "${fpath[1]}/_coalition"
    fish  coalition completion fish > ~/.config/fish/completions/coalition.fish

    It takes effect in the next shell.
    """  # noqa: D301 - click takes the character itself for "do not wrap"
    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"this version of click does not know {shell}")
    click.echo(kind(ctx.find_root().command, {}, "coalition", _VARIABLE).source())
