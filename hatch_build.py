"""Makes what a wheel carries beside its sources: the lexicons in compiled form, and the man page."""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]  # its configuration is none of ours
    """Runs code of the tree that is built; ``build-system.requires`` names what that code imports."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write both, and tell hatchling where the man page is; ``data/compiled`` travels with the other data files."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        import_module("coalition.lexicons.compiled").compile_lexicons(Path(self.root) / "data" / "compiled")
        self.folder = tempfile.TemporaryDirectory()
        page = Path(self.folder.name) / "coalition.1"
        page.write_text(manual(self.metadata.version), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/coalition.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the page away again."""
        self.folder.cleanup()


def manual(version: str) -> str:
    """Return ``share/man/man1/coalition.1``, which tells the options of this very version."""
    from coalition.cli.commands import coalition
    from coalition.cli.manpage import man_page

    return man_page(coalition, version=version)
