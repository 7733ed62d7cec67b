#!/bin/sh
# What each process costs: lines by kind, without blank lines; of Java also without comments and imports.
# "drawn" counts the elements of the diagram. Usage: bench/lines.sh
set -eu
cd "$(dirname "$0")/.."

# lines of the files that `find` gives for the arguments
lines() { find "$@" -type f 2>/dev/null -exec cat {} + | grep -c '[^[:space:]]' || true; }
java() {
  [ -d "$1" ] || { echo 0; return; }
  find "$1" -name '*.java' -exec cat {} + |
    grep -v -E '^[[:space:]]*($|//|/?\*|import |package )' | wc -l | tr -d ' '
}

printf '%-28s %6s %6s %6s %6s %6s %6s\n' process java tests drawn forms docs sql
for diagram in bpmn/*.bpmn; do
  name=$(basename "$diagram" .bpmn)
  package=$(printf %s "$name" | tr -d -)
  table=$(printf %s "$name" | tr - _)
  printf '%-28s %6s %6s %6s %6s %6s %6s\n' "$name" \
    "$(java "src/main/java/org/meterflow/process/$package")" \
    "$(java "src/test/java/org/meterflow/process/$package")" \
    "$(grep -c '<bpmn:[a-zA-Z]*\(Event\|Task\|Activity\|Gateway\|Flow\) ' "$diagram")" \
    "$(lines "forms/$name")" \
    "$(lines "docs/processes/$name.md")" \
    "$(lines src/main/resources/db/migration -name "*${table}*.sql")"
done
