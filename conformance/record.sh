#!/usr/bin/env bash
# Records again what the published client releases do: conformance/record.sh [--selector | --sendloop] [release ...]
# Default: both kinds, all releases. Needs Java 17 or later, Maven, and a Maven repository to take the releases from.
set -euo pipefail
cd "$(dirname "$0")"

releases=(4.2.0 4.7.1 4.8.0 4.9.0 4.9.7 4.9.8 5.1.0 5.1.1 5.1.3 5.1.4 5.3.1 5.5.0)
kinds=(selector sendloop)
case "${1:-}" in
  --selector | --sendloop) kinds=("${1#--}"); shift ;;
esac
[ $# -gt 0 ] && releases=("$@")

declare -A main=([selector]=selector.SelectorRecorder [sendloop]=sendloop.SendLoopRecorder)
for release in "${releases[@]}"; do
  mvn -q -B "-Drocketmq.version=$release" clean package
  build="target/$release"
  for kind in "${kinds[@]}"; do
    # The client writes its own log below user.home; that belongs in the build folder. The Netty of old releases needs
    # the two packages opened on today's Java.
    java "-javaagent:$build/recorder.jar" "-Duser.home=$PWD/$build/home" -Dfile.encoding=UTF-8 \
      --add-opens java.base/java.nio=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED \
      -cp "$build/recorder.jar:$build/lib/*" \
      "rocketscope.conformance.${main[$kind]}" "$release" "recordings/$release/$kind.json"
  done
done
