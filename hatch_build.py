"""Makes the man page while a wheel is built, so that it tells the options of that very version."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPageHook(BuildHookInterface):  # type: ignore[type-arg]  # its configuration is none of ours
    """Puts ``share/man/man1/coalition.1`` into the wheel; needs click, which ``build-system.requires`` names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Write the page, and tell hatchling where it is."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from coalition.cli.commands import coalition
        from coalition.cli.manpage import man_page

        self.folder = tempfile.TemporaryDirectory()
        page = Path(self.folder.name) / "coalition.1"
        page.write_text(man_page(coalition, version=self.metadata.version), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/coalition.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the page away again."""
        self.folder.cleanup()
