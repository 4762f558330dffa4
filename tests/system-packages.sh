#!/bin/sh
# Browser tests use Debian's Chromium, database tests Debian's PostgreSQL. Where apt and the
# right to use it are there, install what is missing; elsewhere say so, and those tests are
# skipped by name.
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 ||
  wanted="$wanted postgresql"
if [ -z "$wanted" ]; then
  exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing for the tests: $wanted"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086  one word for each package
  apt-get update -qq >/dev/null && apt-get install -y -qq $wanted >/dev/null
else
  echo "Not installed, so their tests are skipped: $wanted (on Debian: apt install $wanted)."
fi
exit 0
