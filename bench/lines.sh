#!/bin/sh
# What each process costs: lines by kind, without blank lines; of Java also without comments and imports.
# "drawn" counts the elements of the diagram, "rules" the rows of the decision tables that it asks, "sql" the lines of
# migrations about the tables that its package writes. Usage: bench/lines.sh
set -eu
cd "$(dirname "$0")/.."

tests=src/test/java/org/meterflow/process
migrations=src/main/resources/db/migration

# lines of the files that `find` gives for the arguments
lines() { find "$@" -type f 2>/dev/null -exec cat {} + | grep -c '[^[:space:]]' || true; }
java() {
  find "$@" -name '*.java' 2>/dev/null -exec cat {} + |
    grep -v -E '^[[:space:]]*($|//|/?\*|import |package )' | wc -l | tr -d ' '
}
# asked by the diagram, or by the program under its name in quotes
rules() {
  for table in bpmn/*.dmn; do
    decision=$(grep -o '<decision id="[^"]*"' "$table" | cut -d'"' -f2)
    if grep -q "decisionRef=\"$decision\"" "$1" || grep -rq "\"$decision\"" "$2" 2>/dev/null; then cat "$table"; fi
  done | grep -c '<rule ' || true
}
# statements end with a semicolon at the end of a line
sql() {
  owned=$(find "$1" -name '*.java' 2>/dev/null -exec cat {} + | grep -o -i 'insert into [a-z_]*' | awk '{print $3}' | sort -u | tr '\n' ' ')
  [ -n "$owned" ] || { echo 0; return; }
  cat $migrations/*.sql | awk -v owned="$owned" '
    BEGIN { split(owned, names, " "); for (i in names) mine[names[i]] = 1 }
    /^[[:space:]]*(--|$)/ { next }
    { statement = statement " " $0; count++ }
    /;[[:space:]]*$/ {
      hit = 0; gsub(/[^a-z_]+/, " ", statement); n = split(statement, words, " ")
      for (i = 1; i <= n && i <= 12; i++) if (words[i] in mine) hit = 1
      if (hit) total += count
      statement = ""; count = 0
    }
    END { print total + 0 }'
}

row='%-22s %6s %6s %6s %6s %6s %6s %6s\n'
printf "$row" process java tests drawn rules forms docs sql
for diagram in bpmn/*.bpmn; do
  name=$(basename "$diagram" .bpmn)
  package=$(printf %s "$name" | tr -d -)
  class=$(printf %s "$name" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s%s", toupper(substr($i, 1, 1)), substr($i, 2) }')
  printf "$row" "$name" \
    "$(java "src/main/java/org/meterflow/process/$package")" \
    "$(java "$tests/$package" "$tests/core/${class}Test.java")" \
    "$(grep -c '<bpmn:[a-zA-Z]*\(Event\|Task\|Activity\|Gateway\|Flow\) ' "$diagram")" \
    "$(rules "$diagram" "src/main/java/org/meterflow/process/$package")" \
    "$(lines "forms/$name")" \
    "$(lines "docs/processes/$name.md")" \
    "$(sql "src/main/java/org/meterflow/process/$package")"
done
