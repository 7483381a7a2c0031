# shellcheck shell=bash
# What the reports of a test run say. Source it after common.sh.

# forget_reports <build folder>: removes the reports of earlier runs, which would be counted again.
forget_reports() {
  rm -rf "$1"/surefire-reports "$1"/failsafe-reports
}

# report_files <build folder> <surefire|failsafe>: the reports, one a line; none where nothing ran.
report_files() {
  find "$1/$2-reports" -name 'TEST-*.xml' 2>/dev/null || true
}

# figures <build folder> <surefire|failsafe>...: prints "<run> <failed> <skipped>".
figures() {
  local folder="$1"
  shift
  for plugin in "$@"; do report_files "$folder" "$plugin"; done |
    xargs -r grep -h -m1 '<testsuite ' |
    awk '{
      for (i = 1; i <= NF; i++)
        if (match($i, /^(tests|failures|errors|skipped)="[0-9]+"/)) {
          split($i, part, "\"")
          total[substr(part[1], 1, length(part[1]) - 1)] += part[2]
        }
    } END { print total["tests"] - total["skipped"], total["failures"] + total["errors"], total["skipped"] + 0 }'
}

# skipped_tests <build folder>: each test that was skipped or aborted, and the reason that it gave.
skipped_tests() {
  local folder="$1"
  # shellcheck disable=SC2016
  { report_files "$folder" surefire; report_files "$folder" failsafe; } |
    xargs -r awk '
      /<testcase / { test = $0; sub(/.* classname="/, "", test); sub(/".*/, "", test); sub(/.*\./, "", test) }
      /<skipped/ { reason = $0; sub(/.*message="/, "", reason); sub(/".*/, "", reason); gsub(/&#10;.*/, "", reason); print test ": " reason }' |
    sort | uniq -c | sed -E 's/^ *([0-9]+) ([^:]*): /\2 (\1): /'
}

# tagged <tag>: the test classes that carry a JUnit tag, or some of whose methods do.
tagged() {
  { grep -rl --include='*.java' "@Tag(\"$1\")" src/test/java src/sdk || true; } |
    sed 's!.*/!!; s!\.java$!!' | sort | paste -sd ' ' | sed 's/ /, /g'
}

# long_forms: the test classes that run longer in the nightly build.
long_forms() {
  { grep -rl --include='*IT.java' 'LongRun\.choose' src/test/java || true; } |
    sed 's!.*/!!; s!\.java$!!' | sort | paste -sd ' ' | sed 's/ /, /g'
}

# noise <output of a build>: prints how many of its lines are errors that were logged, or parts of stack traces.
noise() {
  grep -cE '^[0-9:.]{12} ERROR |^[[:space:]]+at [A-Za-z_$].*\(.*\)$|^SEVERE: ' "$1" || true
}
