#!/usr/bin/env bash
# Applies each mutant of mutants.txt to a copy of the sources, builds it and expects the tests to fail. See README.md.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
only=${1:-}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -cT - ) | tar -xC "$copy"

made=0 killed=0 bad=0
file= project= filter=
build() { dotnet build "$copy/$project" -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false -nodeReuse:false -v:q >"$copy/log" 2>&1; }
tests() { timeout 120 dotnet test "$copy/$project" --no-build --filter "$filter" >"$copy/log" 2>&1; }

while IFS= read -r line || [[ -n $line ]]; do
    case $line in
        '' | '#'*) continue ;;
        '@file '*)
            file=${line#@file }
            original=$(<"$copy/$file")
            continue ;;
        '@tests '*)
            read -r _ project filter <<<"$line"
            if [[ ${CHECK:-} != 1 ]] && ! { build && tests; }; then
                tail -n 20 "$copy/log"
                echo "Without a mutant, $project is not green."
                exit 2
            fi
            continue ;;
    esac
    [[ -z $only || $file == *"$only"* ]] || continue
    text=${line%% ==> *}
    replacement=${line#* ==> }
    rest=${original/"$text"/}
    made=$((made + 1))
    if [[ $line != *' ==> '* || $rest == "$original" || ${rest/"$text"/} != "$rest" ]]; then
        echo "NOT ONCE  $file: $line"
        bad=$((bad + 1))
        continue
    fi
    [[ ${CHECK:-} != 1 ]] || continue
    printf '%s\n' "${original/"$text"/"$replacement"}" >"$copy/$file"
    if ! build; then
        echo "NO BUILD  $file: $line"
        bad=$((bad + 1))
    elif tests; then
        echo "SURVIVED  $file: $line"
        bad=$((bad + 1))
    else
        echo "killed    $file: $line"
        killed=$((killed + 1))
    fi
    printf '%s\n' "$original" >"$copy/$file"
done <"$here/mutants.txt"
echo "$made mutants, $killed killed, $bad not"
[[ $bad == 0 ]]
