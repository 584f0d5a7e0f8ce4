#!/usr/bin/env bash
# Records again what the published client releases do: conformance/record.sh [--selector | --sendloop | --nameserver | --consumer] [release ...]
# Default: all kinds, all releases. Needs Java 17 or later, Maven, and a Maven repository to take the releases from.
set -euo pipefail
cd "$(dirname "$0")"

releases=(4.2.0 4.7.1 4.8.0 4.9.0 4.9.7 4.9.8 5.1.0 5.1.1 5.1.3 5.1.4 5.3.1 5.5.0)
# Of some releases, 5.3.1 for one, no NameServer was published.
nameserver_releases=(4.2.0 4.7.1 4.9.7 5.1.0 5.1.4 5.5.0)
kinds=(selector sendloop nameserver consumer)
case "${1:-}" in
  --selector | --sendloop | --nameserver | --consumer) kinds=("${1#--}"); shift ;;
esac
if [ $# -gt 0 ]; then releases=("$@") nameserver_releases=("$@"); fi

declare -A main=(
  [selector]=selector.SelectorRecorder
  [sendloop]=sendloop.SendLoopRecorder
  [nameserver]=nameserver.RouteInfoRecorder
  [consumer]=consumer.ConsumerRecorder
)
built=
for kind in "${kinds[@]}"; do
  of=("${releases[@]}")
  [ "$kind" = nameserver ] && of=("${nameserver_releases[@]}")
  for release in "${of[@]}"; do
    # The NameServer's libraries stay away from the client's recordings: each has a build of its own.
    build="target/$release" profile=() quiet=()
    if [ "$kind" = nameserver ]; then
      build="target/$release-nameserver" profile=(-Pnameserver)
      quiet=(-D{,rmq.}"logback.configurationFile=$PWD/src/nameserver-logback.xml")
    fi
    case "$built" in
      *"|$build|"*) ;;
      *) mvn -q -B "-Drocketmq.version=$release" "${profile[@]}" clean package; built="$built|$build|" ;;
    esac
    # The client writes its own log below user.home; that belongs in the build folder. The Netty of old releases needs
    # the two packages opened on today's Java.
    java "-javaagent:$build/recorder.jar" "-Duser.home=$PWD/$build/home" -Dfile.encoding=UTF-8 \
      "${quiet[@]}" \
      --add-opens java.base/java.nio=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED \
      -cp "$build/recorder.jar:$build/lib/*" \
      "rocketscope.conformance.${main[$kind]}" "$release" "recordings/$release/$kind.json"
  done
done
