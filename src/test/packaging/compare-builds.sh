#!/bin/sh
# Builds the release twice, in two folders, from what is committed, and compares the zip and the Debian package byte by byte.
set -eu

top=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in first a-second-one-elsewhere; do
    git clone -q "$top" "$work/$folder"
    (cd "$work/$folder" &&
        mvn -B -ntp -q -Prelease -Dmaven.test.skip=true -Dspotless.check.skip=true "$@" package)
done
cd "$work/first/target"
for built in salesbyte-bridge*.zip salesbyte-bridge*.deb; do
    sha256sum "$built"
    cmp "$built" "$work/a-second-one-elsewhere/target/$built"
done
echo 'both builds made the same bytes'
