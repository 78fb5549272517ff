#!/bin/sh
# Builds the wheel, installs it alone into a clean environment and reads the example article with it.
# Usage: check-wheel.sh PYTHON   (a Python that has pip)
set -eu
python=$1
example=$PWD/examples/telephone-call.txt
constraints=$PWD/constraints.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

rm -rf build
"$python" -m pip wheel -qq --no-deps --wheel-dir "$work/dist" .
rm -rf build
"$python" -m venv "$work/clean"
"$work/clean/bin/python" -m pip install -qq --constraint "$constraints" "$work"/dist/gahnama-*.whl

cd "$work" # away from the checkout: only what the wheel holds can be found
"$work/clean/bin/gahnama" read "$example" --published 2023-09-27 --format jsonl -o reading.jsonl
"$work/clean/bin/gahnama" add "$example" --published 2023-09-27
"$work/clean/bin/python" - <<'PYTHON'
import json
import pathlib
import sysconfig

import gahnama

reading = json.loads(pathlib.Path("reading.jsonl").read_text(encoding="utf-8"))
assert reading["events"], "the wheel reads no event from the example article"
packages = pathlib.Path(sysconfig.get_path("purelib"))
vendor = packages / "gahnama" / "web" / "static" / "vendor"
assert (vendor / "htmx.min.js").exists(), "the wheel lacks the third-party files of the page"
assert packages in pathlib.Path(gahnama.__file__).parents, f"gahnama was imported from {gahnama.__file__}"
size = sum(file.stat().st_size for file in packages.rglob("*") if file.is_file() and "pip" not in file.parts) / 1e6
assert size < 250, f"the core install takes {size:.0f} MB; the bound is 250"
print(f"wheel: {len(reading['events'])} events read from the example; installed size {size:.0f} MB")
PYTHON
