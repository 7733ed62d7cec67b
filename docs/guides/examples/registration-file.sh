#!/usr/bin/env bash
# Writes a registration file into a drop folder: registration-file.sh FOLDER SENDER KIND NUMBER RECORD...
set -euo pipefail
folder=$1 sender=$2 kind=$3 number=$4
shift 4
name=$(printf '%s_%s_%s_%06d.csv' "$sender" "$kind" "$(date +%Y%m%d)" "$number")
draft=$(mktemp "$folder/.draft-XXXXXX")
{
  echo "H|$sender|DCCX|$number|$(date -u +%Y-%m-%dT%H:%M:%SZ)|$#"
  [ $# -eq 0 ] || printf '%s\n' "$@"
} >"$draft"
hash=$(sha256sum "$draft" | cut -d' ' -f1)
echo "Z|$#|$hash" >>"$draft"
mv "$draft" "$folder/$name"
echo "$name"
