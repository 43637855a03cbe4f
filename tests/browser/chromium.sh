#!/bin/sh
# Makes sure that a Chromium for the browser tests is there: from Debian when root, else says what to do.
for name in "${COURSEGEN_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium: run 'sudo apt-get install chromium', or set COURSEGEN_CHROMIUM." >&2
exit 2
