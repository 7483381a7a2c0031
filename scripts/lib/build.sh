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

# run_gateway <argument>...: becomes the gateway's process, so that a signal reaches it.
run_gateway() {
  local -a options
  mapfile -t options < <(java_options)
  exec "$JAVA_HOME/bin/java" "${options[@]}" -jar "$JAR" "$@"
}
