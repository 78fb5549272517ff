"""The wheel's build: the third-party files of the browser page are fetched into it (tools/vendor.py)."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent / "tools"))

import vendor


class BuildWithVendor(build_py):
    """Builds the package; a wheel gets the third-party files, an editable install takes those of ``make vendor``."""

    def run(self) -> None:
        """Copies the package, then puts the files beside it."""
        super().run()
        if not self.editable_mode:
            vendor.fetch(Path(self.build_lib) / "gahnama" / "web" / "static" / "vendor")


setup(cmdclass={"build_py": BuildWithVendor})
