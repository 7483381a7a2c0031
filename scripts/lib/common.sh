# shellcheck shell=bash
# What the scripts share. Source it; it changes to the top of the repository and sets JAVA_HOME with find_jdk.

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

say() {
  printf '== %s\n' "$*" >&2
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# install_packages <command> <package>...: installs the packages when the command is missing and this is root on Debian.
install_packages() {
  local command="$1"
  shift
  command -v "$command" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "$command is missing and cannot be installed here"
    return 0
  fi
  say "Installing $*"
  {
    timeout 120 apt-get -qq update &&
      DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq -y --no-install-recommends install "$@"
  } >/dev/null 2>&1 || say "$* could not be installed"
}

# java_version <java home>: prints the feature release, for example 25; nothing when it is no JDK.
java_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'
}

# Sets JAVA_HOME to a JDK that is new enough: the one it names, the one on the PATH, or the newest installed.
find_jdk() {
  local needed=21 home version best=0 best_home=""
  local -a candidates=()
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  if command -v javac >/dev/null 2>&1; then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")")
  fi
  for home in "${candidates[@]}"; do
    version="$(java_version "$home")"
    if [ "${version%%.*}" -ge "$needed" ] 2>/dev/null; then
      export JAVA_HOME="$home"
      return
    fi
  done
  for home in /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.m2/jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    [ -d "$home" ] || continue
    version="$(java_version "$home")"
    if [ "${version%%.*}" -ge "$needed" ] 2>/dev/null && [ "${version%%.*}" -gt "$best" ]; then
      best="${version%%.*}"
      best_home="$home"
    fi
  done
  [ -n "$best_home" ] || fail "No JDK $needed or newer found: install one and set JAVA_HOME to it, or put its javac on the PATH."
  export JAVA_HOME="$best_home"
}

# Checks that there is a Maven, and keeps the newest JDKs from warning about its own libraries.
find_maven() {
  command -v mvn >/dev/null 2>&1 || fail "No Maven found: install Maven 3.8 or newer and put mvn on the PATH."
  local -a options
  mapfile -t options < <(java_options)
  export MAVEN_OPTS="${MAVEN_OPTS:-} ${options[*]}"
}

# java_options: prints the flags that keep libraries from printing warnings on the newest JDKs, one a line.
java_options() {
  echo --enable-native-access=ALL-UNNAMED
  if [ "$(java_version "$JAVA_HOME")" -ge 23 ]; then
    echo --sun-misc-unsafe-memory-access=allow
  fi
}
