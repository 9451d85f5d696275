"""The command line: arguments in, an exit code out."""

from coalition.cli.commands import main

__all__ = ["main"]
