"""What ``mkdocs build`` makes anew from the code, so that it is never stale: the help and the tables of the schemas."""

import re
from collections.abc import Iterator
from typing import Any

import click

from coalition.cli.commands import coalition
from coalition.schemas import schema_of

_HELP = "<!-- help -->"
_SCHEMA = re.compile(r"^<!-- schema: (\w+) -->$", re.MULTILINE)
_WIDTH = 80  # columns
Schema = dict[str, Any]


def on_page_markdown(markdown: str, **_: object) -> str:
    """Fill in ``<!-- help -->`` and ``<!-- schema: NAME -->``; called by MkDocs for each page."""
    if _HELP in markdown:
        markdown = markdown.replace(_HELP, "\n".join(help_blocks()))
    return _SCHEMA.sub(lambda mark: "\n".join(schema_tables(schema_of(mark[1]))), markdown)


def help_blocks() -> Iterator[str]:
    """Yield Markdown: a heading and the help for ``coalition`` and each of its commands."""
    parent = click.Context(coalition, info_name="coalition", terminal_width=_WIDTH, **coalition.context_settings)
    yield from (f"## {parent.command_path}", "```text", coalition.get_help(parent), "```")
    for name, command in sorted(coalition.commands.items()):
        context = click.Context(command, info_name=name, parent=parent)
        yield from (f"## {context.command_path}", "```text", command.get_help(context), "```")


def schema_tables(schema: Schema) -> Iterator[str]:
    """Yield Markdown: the schema's id, and a table for the root object and for each that it refers to."""
    yield f"`{schema['$id']}`\n"
    for name, part in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        description = " ".join(part.get("description", "").replace("``", "`").split())
        yield f"### {name}\n\n{description}\n"
        if "enum" in part:
            yield f"One of {_kind(part)}.\n"
        if part.get("properties"):
            yield "| Key | Type | Required |\n| --- | --- | --- |"
            for key, value in part["properties"].items():
                yield f"| `{key}` | {_kind(value)} | {'yes' if key in part.get('required', ()) else ''} |"
            yield ""


def _kind(schema: Schema) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    kind = str(schema.get("format") or schema.get("type", "any"))
    return f"list of {_kind(schema['items'])}" if kind == "array" and "items" in schema else kind
