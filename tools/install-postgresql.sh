#!/bin/sh
# Installs Debian's PostgreSQL for the tests, where that can be done: as root, with apt. Elsewhere it says so and goes on;
# the tests that need it are then skipped, or fail where CI is set.
set -eu
if command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
	echo "PostgreSQL is not installed and can't be from here; its tests are skipped (apt install postgresql)" >&2
	exit 0
fi
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1; then
	echo "PostgreSQL could not be installed; its tests are skipped" >&2
fi
