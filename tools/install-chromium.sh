#!/bin/sh
# Installs Debian's Chromium for the browser tests, where that can be done: as root, with apt. Elsewhere it says so and
# goes on; the tests that need it are then skipped, or fail where CI is set.
set -eu
if [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
	echo "Chromium is not installed and can't be from here; the browser tests are skipped (apt install chromium)" >&2
	exit 0
fi
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; then
	echo "Chromium could not be installed; the browser tests are skipped" >&2
fi
