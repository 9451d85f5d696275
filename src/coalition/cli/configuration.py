"""Configuration: what options are when they are not given, from the environment and from files.

click resolves it: the command line comes first, then the environment (each option names its
variable), then ``Context.default_map``, which ``--config`` fills from the files here.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

NAME = "coalition"
FILE = "coalition.toml"
PREFIX = "COALITION_"
FILES_KEY = "coalition.files"  # in Context.meta: the files that may be read, the first of which counts most
SOURCES_KEY = "coalition.sources"  # in Context.meta: parameter -> the file that its value comes from

# Key in a file -> parameter. What says where a result goes, or is about one article, is not among them.
KEYS = {
    "ascii": "ascii_only",
    "field": "field",
    "initiative": "initiative",
    "lexicon": "lexicon",
    "min-confidence": "min_confidence",
    "model": "model",
    "width": "width",
}
_PATHS = ("lexicon",)  # which are looked up from the folder of the file
# The name of a type of an option -> what TOML gives for it, and how that is called.
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "boolean": ((bool,), "true or false"),
    "whole number": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
}


def variable(key: str) -> str:
    """Return the environment variable of a key: "COALITION_MIN_CONFIDENCE"."""
    return PREFIX + key.upper().replace("-", "_")


def _files(given: str | None) -> list[Path]:
    """Return the one given, the user's and the system's, in this order."""
    from platformdirs import site_config_path, user_config_path

    folders = (user_config_path(NAME, appauthor=False), site_config_path(NAME, appauthor=False))
    return [*([Path(given)] if given else []), *(folder / FILE for folder in folders)]


def is_read(path: Path) -> bool:
    """Tell whether a file is there to be read; the one that is given may be a pipe, as ``<(…)`` of a shell is."""
    return path.exists() and not path.is_dir()


def read_files(ctx: click.Context, _: click.Parameter, given: str | None) -> None:
    """Make what the files say the defaults of a command; the callback of ``--config``.

    Raises:
        click.ClickException: A file cannot be read, is no TOML, or has an unknown key or a wrong value.
    """
    if ctx.resilient_parsing:  # the shell asks for completions
        return
    parameters = {parameter.name: parameter for parameter in ctx.command.params}
    values: dict[str, Any] = {}
    sources = ctx.meta.setdefault(SOURCES_KEY, {})
    ctx.meta[FILES_KEY] = _files(given)
    for path in filter(is_read, reversed(ctx.meta[FILES_KEY])):
        for key, value in _settings(path):
            parameter = parameters.get(KEYS[key])
            if parameter is not None:
                values[KEYS[key]] = _converted(value, parameter, ctx, where=f"{path}: {key}")
                sources[KEYS[key]] = path
    ctx.default_map = values


def _settings(path: Path) -> Iterator[tuple[str, Any]]:
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise click.ClickException(f"{path}: {error}") from error
    except RecursionError as error:
        raise click.ClickException(f"{path}: is nested too deeply") from error
    for key, value in content.items():
        if key not in KEYS:
            close = get_close_matches(key, KEYS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(KEYS)}"
            raise click.ClickException(f"{path}: {key}: no such key; {hint}")
        yield key, str(path.absolute().parent / value) if key in _PATHS and isinstance(value, str) else value


def _converted(value: Any, parameter: click.Parameter, ctx: click.Context, *, where: str) -> Any:
    kinds, wanted = _KINDS.get(parameter.type.name, ((str,), "text in quotation marks"))
    if type(value) not in kinds:  # bool is an int for isinstance
        raise click.ClickException(f"{where}: {value!r} is not {wanted}")
    try:
        return parameter.type.convert(value, parameter, ctx)
    except click.BadParameter as error:
        raise click.ClickException(f"{where}: {error.message.rstrip('.')}") from error
