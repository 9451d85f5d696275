"""The man page, made from the help of the commands when a wheel is built (``hatch_build.py``)."""

from collections.abc import Iterator
from inspect import cleandoc

import click

# What roff would take for its own, or set as a typographic sign.
_SIGNS = str.maketrans({"\\": r"\e", "-": r"\-", '"': r"\(dq", "'": r"\(aq", "~": r"\(ti", "^": r"\(ha", "`": r"\(ga"})
_VERBATIM = "\b"  # by which click knows a paragraph whose lines are to stay as they are


def man_page(group: click.Group, *, version: str) -> str:
    """Return the page in roff: every command with its options; the same bytes for the same help."""
    context = click.Context(group, info_name=group.name, **group.context_settings)
    help_text = cleandoc(group.help or "")
    first = help_text.partition("\n")[0].rstrip(".")
    lines = [
        f'.TH COALITION 1 "" "coalition {_escaped(version)}" "User Commands"',
        ".SH NAME",
        _line(f"coalition - {first[:1].lower()}{first[1:]}"),
        ".SH SYNOPSIS",
        _line("coalition COMMAND [OPTIONS] [ARGUMENTS]"),
        ".SH DESCRIPTION",
        *_paragraphs(help_text),
        *_paragraphs(group.epilog or ""),
        *_options(group, context),
        ".SH COMMANDS",
        *(line for name in group.list_commands(context) for line in _command(group.commands[name], context)),
    ]
    return "\n".join(lines) + "\n"


def _command(command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=command.name, parent=parent)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f'.SS "{_escaped(usage)}"'
    yield from _paragraphs(cleandoc(command.help or ""))
    yield from _options(command, context)
    yield from _paragraphs(command.epilog or "")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option):
            yield from (".TP", f"\\fB{_escaped(record[0])}\\fR", _line(record[1]))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in filter(None, text.split("\n\n")):
        yield ".PP"
        if paragraph.startswith(_VERBATIM):
            yield from (".nf", *map(_line, paragraph.splitlines()[1:]), ".fi")
        else:
            yield _line(" ".join(paragraph.split()))


def _line(text: str) -> str:
    """Return a line of text that roff cannot take for a request."""
    escaped = _escaped(text)
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _escaped(text: str) -> str:
    return (
        text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq").replace("'", r"\(aq").replace("~", r"\(ti")
    )
