#!/bin/sh
# Installs the Debian package on this machine, and tries what an operator does with it: start, deliver, change a setting and
# a route, upgrade, deliver again, remove, purge. For a machine of its own: as root, on Debian or Ubuntu, with curl.
#
#   mvn -DskipTests -Prelease package && sudo src/test/packaging/try-package.sh
#
# Where no systemd runs, the bridge is started by the command line, the user and the environment of its unit.
set -eu

top=$(cd "$(dirname "$0")/../../.." && pwd)
package=$(ls "$top"/target/salesbyte-bridge_*_all.deb)
work=$(mktemp -d)
log=$work/bridge.log
bridge=
etc=/etc/salesbyte-bridge
data=/var/lib/salesbyte-bridge
unit=/usr/lib/systemd/system/salesbyte-bridge.service
public=http://127.0.0.1:18080
management=http://127.0.0.1:18081
export DEBIAN_FRONTEND=noninteractive

say() { printf '\n== %s\n' "$1"; }
fail() {
    printf 'FAILED: %s\n' "$1" >&2
    [ ! -f "$log" ] || tail -n 30 "$log" >&2
    exit 1
}
end() {
    [ -z "$bridge" ] || kill "$bridge" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

# What ExecStart says, as whom User says, with what Environment says.
start() {
    : >"$log"
    environment=$(sed -n 's/^Environment=//p' "$unit" | tr '\n' ' ')
    command=$(sed -n 's/^ExecStart=//p' "$unit")
    user=$(sed -n 's/^User=//p' "$unit")
    # shellcheck disable=SC2086 # words, not one
    (cd "$data" && umask 0027 && exec setpriv --reuid "$user" --regid "$user" --init-groups --no-new-privs \
        --bounding-set=-all --inh-caps=-all env -i PATH="$PATH" $environment \
        BRIDGE_JAVA_OPTS="-Xlog:class+load:file=$data/classes.log" $command) >"$log" 2>&1 &
    bridge=$!
    waited=0
    until grep -q 'SalesByte Bridge is running' "$log"; do
        kill -0 "$bridge" 2>/dev/null || fail 'the bridge did not start'
        [ $waited -lt 300 ] || fail 'the bridge did not start within 30 s'
        sleep 0.1
        waited=$((waited + 1))
    done
    grep -q 'bridge.Bridge source: shared objects file (top)' "$data/classes.log" ||
        fail 'the bridge does not use its archive of classes'
    rm "$data/classes.log"
    echo "it runs as $(ps -o user= -p "$bridge"), after about $((waited / 10)).$((waited % 10)) s"
}

stop() {
    kill -TERM "$bridge"
    wait "$bridge" || fail "the bridge ended with $? after a SIGTERM"
    bridge=
    echo 'it ended with 0'
}

# $1: name of the customer
deliver() {
    id=$(curl -sSf -d "name=$1" -d "email=$2" "$public/webhooks/form?token=sandbox" | sed 's/.*"id":"\([^"]*\)".*/\1/')
    waited=0
    until salesbyte-bridge lead "$id" 2>/dev/null | grep -q delivered; do
        [ $waited -lt 30 ] || fail "lead $id was not delivered"
        sleep 0.5
        waited=$((waited + 1))
    done
    echo "lead $id of $1 is delivered"
}

[ "$(id -u)" = 0 ] || fail 'this installs a package: run it as root'
! dpkg -s salesbyte-bridge >/dev/null 2>&1 || fail 'salesbyte-bridge is installed here already: this would purge it'
[ ! -e $etc ] && [ ! -e $data ] || fail "$etc or $data is there already: this would delete it"

say "Install $(basename "$package")"
apt-get install -y -qq --no-install-recommends "$package" >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; fail 'apt-get install'; }
grep -i 'salesbyte-bridge:' "$work/apt.log" && fail 'the package complains' || true
getent passwd salesbyte-bridge
ls -ld $etc $etc/application.properties $etc/routes $data /var/cache/salesbyte-bridge/salesbyte-bridge.jsa
[ "$(stat -c '%U:%G %a' $etc/application.properties)" = 'root:salesbyte-bridge 640' ] || fail 'who may read the settings'
if command -v systemd-analyze >/dev/null; then
    systemd-analyze verify "$unit" || fail 'systemd-analyze verify'
    systemd-analyze security --offline=yes "$unit" | tail -n 1
fi
if command -v lintian >/dev/null; then
    lintian "$package" 2>/dev/null || fail lintian
fi
if runuser -u nobody -- salesbyte-bridge config >"$work/nobody" 2>&1; then fail 'anybody may read the settings'; fi
cat "$work/nobody"

say 'Change a setting and a route'
printf 'camel.server.port=18080\ncamel.management.port=18081\nsalesbyte.timeout=29s\n' >>$etc/application.properties
echo '# changed by an integrator' >>$etc/routes/sources/typeform.camel.yaml
salesbyte-bridge check | tail -n 1
salesbyte-bridge config | grep -E 'salesbyte.timeout|bridge.data'

say 'Start and deliver'
start
deliver Ada ada@example.com
salesbyte-bridge leads
printf '{"name":"Grace","email":"grace@example.com"}' >"$work/event.json"
salesbyte-bridge preview form "$work/event.json" | grep customer_name
salesbyte-bridge new-source shop --from "$work/event.json" >/dev/null
[ -r $etc/routes/sources/shop.camel.yaml ] || fail 'new-source wrote no route'
ls -l $data
stop

say 'Upgrade to a newer package, with a changed route and new settings'
dpkg-deb -R "$package" "$work/newer"
sed -i 's/^Version: .*/&+try/' "$work/newer/DEBIAN/control"
for file in etc/salesbyte-bridge/routes/sources/typeform.camel.yaml etc/salesbyte-bridge/routes/sources/tally.camel.yaml \
    etc/salesbyte-bridge/application.properties; do
    echo '# of the newer package' >>"$work/newer/$file"
done
dpkg-deb --root-owner-group -b "$work/newer" "$work/newer.deb" >/dev/null
apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    "$work/newer.deb" >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; fail 'the upgrade'; }
dpkg-query -W -f '${Package} ${Version} ${Status}\n' salesbyte-bridge
grep -q 'changed by an integrator' $etc/routes/sources/typeform.camel.yaml || fail 'the changed route is lost'
grep -q 'of the newer package' $etc/routes/sources/tally.camel.yaml || fail 'the route that nobody changed is the old one'
grep -q 'salesbyte.timeout=29s' $etc/application.properties || fail 'the changed settings are lost'
[ -r $etc/routes/sources/shop.camel.yaml ] || fail 'the route of a new source is lost'
[ "$(stat -c '%U:%G %a' $etc/application.properties)" = 'root:salesbyte-bridge 640' ] || fail 'who may read the settings now'
find $etc -name '*.dpkg-*'
salesbyte-bridge check | tail -n 1

say 'Start with an archive that was made anew, as when Java changes, and deliver again'
rm /var/cache/salesbyte-bridge/salesbyte-bridge.jsa
dpkg-trigger --by-package=base-files /usr/lib/jvm
dpkg --triggers-only salesbyte-bridge
start
salesbyte-bridge leads ada@example.com | grep -q delivered || fail 'the lead of before the upgrade is lost'
echo 'the lead of before the upgrade is there'
deliver Grace grace@example.com
stop

say 'Remove'
apt-get remove -y -qq salesbyte-bridge >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; fail 'apt-get remove'; }
[ ! -e /usr/share/salesbyte-bridge ] || { find /usr/share/salesbyte-bridge; fail 'the program is still there'; }
[ -s $data/sandbox.db ] && [ -r $etc/application.properties ] || fail 'a removal took leads or settings with it'
echo 'leads and settings are still there'

say 'Purge'
apt-get purge -y -qq salesbyte-bridge >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; fail 'apt-get purge'; }
grep 'removing all leads' "$work/apt.log" || fail 'the purge does not say what it takes'
left=$(find / -xdev -path /proc -prune -o -path "$top" -prune -o -path "$work" -prune -o -path /tmp -prune \
    -o -name '*salesbyte-bridge*' -print 2>/dev/null | grep -v '/var/cache/apt/' || true)
[ -z "$left" ] || { echo "$left"; fail 'something is left'; }
! getent passwd salesbyte-bridge || fail 'its user is left'
! getent group salesbyte-bridge || fail 'its group is left'
echo 'nothing is left'
