"""Puts the lexicons into the wheel in compiled form (``coalition.lexicons.compiled``)."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LexiconHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the data files of the tree that is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatch calls it
        """Write ``data/compiled``, from where it travels with the other data files."""
        root = Path(self.root)
        source = root / "src"
        sys.path.insert(0, str(source))
        for path in sorted((source / "coalition" / "lexicons").glob("*.py")):
            import_module(f"coalition.lexicons.{path.stem}")
        import_module("coalition.lexicons.compiled").compile_lexicons(root / "data" / "compiled")
