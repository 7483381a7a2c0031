# shellcheck shell=bash
# Builds the jar when there is none, or when a source is newer than it.

JAR=target/acs-token-gateway.jar

build_jar() {
  if [ -f "$JAR" ] && [ -z "$(find pom.xml src/main src/sdk -newer "$JAR" -type f -print -quit)" ]; then
    return
  fi
  find_maven
  say "Building $JAR"
  mvn -q -B -Dmaven.test.skip=true package >&2
  # The jar keeps its date where its content did not change.
  touch "$JAR"
}

# run_gateway <argument>...: becomes the gateway's process, so that a signal reaches it. Tuned for a quick start, not for
# throughput: without the second compiler, which competes with the start for the cores. JAVA_OPTIONS come last, so that
# JAVA_OPTIONS=-XX:TieredStopAtLevel=4 brings it back.
run_gateway() {
  local -a options given
  mapfile -t options < <(java_options)
  read -r -a given <<<"${JAVA_OPTIONS:-}"
  exec "$JAVA_HOME/bin/java" "${options[@]}" -XX:TieredStopAtLevel=1 "${given[@]}" -jar "$JAR" "$@"
}
