#!/usr/bin/env bash
# Runs the tests that use a database on the PostgreSQL that Debian ships, with whatever is given to vitest:
#   tools/test-on-debian-postgres.sh --reporter=dot
# It says "skipped" and succeeds where there is no such PostgreSQL to be had; everything else that goes wrong is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

VERSION=15
BINARIES=/usr/lib/postgresql/$VERSION/bin

skip() {
  echo "PostgreSQL $VERSION: skipped, $1."
  exit 0
}

if [ ! -x "$BINARIES/initdb" ]; then
  command -v apt-get > /dev/null || skip "this system has no apt-get"
  [ "$(id -u)" = 0 ] || skip "only root can install it"
  apt-get update -qq || skip "no package server can be reached"
  apt-cache policy "postgresql-$VERSION" | grep -q 'Candidate: [0-9]' || skip "this release of the system does not have it"
  # No cluster of its own: the tests start one and throw it away.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "postgresql-$VERSION" > /dev/null
fi

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }

home=$(mktemp -d "$([ -d /dev/shm ] && echo /dev/shm || echo /tmp)/bonum-postgres-XXXXXX")
stop() {
  as_server "$BINARIES/pg_ctl" --pgdata="$home/data" --mode=immediate stop > /dev/null 2>&1 || true
  rm -rf "$home"
}
trap stop EXIT
[ "$(id -u)" != 0 ] || chown postgres: "$home"
cd "$home"
as_server "$BINARIES/initdb" --pgdata="$home/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 > /dev/null
port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
as_server "$BINARIES/pg_ctl" --pgdata="$home/data" --log="$home/log" --wait --options="-p $port -h 127.0.0.1 -k $home \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start > /dev/null ||
  { cat "$home/log"; exit 1; }
cd - > /dev/null

# What another PostgreSQL could answer otherwise: statements, locks, migrations. Not again what asks the door and not the database,
# what lives through made-up histories by the statements of the examples, and what brings a PostgreSQL of its own.
without=()
for files in 'http/**' 'testing/**' 'commands/**' 'demo/**' 'cli.test.ts' 'database/embedded*' '**/*.properties.test.ts'; do
  without+=(--exclude "apps/server/src/$files")
done

echo "$("$BINARIES/postgres" --version):"
BONUM_TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" npm test -- apps/server "${without[@]}" "$@"
