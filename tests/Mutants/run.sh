#!/usr/bin/env bash
# Applies each mutant of mutants.txt to a copy of the sources, compiles it and expects the tests to fail. See README.md.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
wanted=("$@")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
sdk=$(dotnet --version)
csc=$(dotnet --list-sdks | sed -n "s/^$sdk \\[\\(.*\\)\\]$/\\1/p")/$sdk/Roslyn/bincore/csc

is_wanted() { # a file
    local word
    [[ ${#wanted[@]} != 0 ]] || return 0
    for word in "${wanted[@]}"; do
        [[ $1 != *"$word"* ]] || return 0
    done
    return 1
}

library_of() { # a file
    local library=${1#src/}
    echo "${library%%/*}"
}

# The list: for each mutant its line, its file and its tests, and whether its text stands there once.
lines=() files=() tests=() bad=0
while IFS= read -r line || [[ -n $line ]]; do
    case $line in
        '' | '#'*) ;;
        '@file '*) file=${line#@file } original=$(<"$root/$file") ;;
        '@tests '*) judges=${line#@tests } ;;
        *)
            is_wanted "$file" || continue
            text=${line%% ==> *}
            rest=${original/"$text"/}
            if [[ $line != *' ==> '* || $rest == "$original" || ${rest/"$text"/} != "$rest" ]]; then
                echo "NOT ONCE  $file: $line"
                bad=1
            fi
            lines+=("$line") files+=("$file") tests+=("$judges")
            ;;
    esac
done <"$here/mutants.txt"
if [[ $bad == 1 || ${CHECK:-} == 1 ]]; then
    echo "${#lines[@]} mutants listed"
    exit $bad
fi

build() { # a project, and options
    dotnet build "$copy/0/$1" -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -nodeReuse:false -v:q "${@:2}"
}

# MSBuild takes longer than the compiler and the tests together, so it is asked once for the compiler's command line.
learn_to_compile() { # a file
    touch "$copy/0/$1"
    build "src/$(library_of "$1")" --no-restore --no-dependencies -t:Compile -p:ProvideCommandLineArgs=true -p:SkipCompilerExecution=true -getItem:CscCommandLineArgs \
        | sed -nE '/"Identity": "\/(noconfig|analyzer:|out:)/d; s/\\u002B/+/g; s/\\u0022/"/g; s/\\\\/\\/g; s/^ *"Identity": "(.*)",?$/\1/p' >"$copy/$(library_of "$1").rsp"
}

# An endless loop is told by its processor time: on a busy machine a minute by the clock says nothing.
run_tests() { # a folder, a project, its filters
    (ulimit -t 60 && timeout --kill-after=5s 900 "$1/$2/bin/Debug/net10.0/${2##*/}" -noLogo -noColor -stopOnFail "${@:3}") >"$1/log" 2>&1
}

judge() { # a folder, and the number of a mutant
    local file=${files[$2]} line=${lines[$2]} judges original library by result=0
    read -ra judges <<<"${tests[$2]}"
    library=$(library_of "$file")
    original=$(<"$1/$file")
    printf '%s\n' "${original/"${line%% ==> *}"/"${line#* ==> }"}" >"$1/$file"
    if ! (cd "$1/src/$library" && "$csc" /shared /noconfig "/out:$1/${judges[0]}/bin/Debug/net10.0/$library.dll" "@$copy/$library.rsp" /nullable:disable /debug-) >"$1/log" 2>&1; then
        echo "NO BUILD  $file: $line"
    elif run_tests "$1" "${judges[@]}" || { result=$?; false; }; then
        echo "SURVIVED  $file: $line"
    else
        by=$(grep -m 1 -oE '[A-Za-z0-9_]+(\(.*\))? \[FAIL\]' "$1/log" | cut -c 1-120) || by="exit code $result"
        echo "killed    $file: $line    # ${by% \[FAIL\]}"
    fi
    printf '%s\n' "$original" >"$1/$file"
}

# Without a mutant the tests are green, and a filter that selects nothing isn't.
mkdir "$copy/0"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -cT - ) | tar -xC "$copy/0"
declare -A known=()
for i in "${!lines[@]}"; do
    read -ra judges <<<"${tests[$i]}"
    [[ -n ${known[${judges[0]}]:-} ]] || build "${judges[0]}" >"$copy/0/log" 2>&1 || { tail -n 20 "$copy/0/log"; exit 2; }
    known[${judges[0]}]=built
    [[ -n ${known[${tests[$i]}]:-} ]] || { run_tests "$copy/0" "${judges[@]}" && grep -qE 'Total: [1-9]' "$copy/0/log"; } || {
        tail -n 20 "$copy/0/log"
        echo "Without a mutant, ${tests[$i]} is not green."
        exit 2
    }
    known[${tests[$i]}]=green
    [[ -f $copy/$(library_of "${files[$i]}").rsp ]] || learn_to_compile "${files[$i]}"
done

jobs=${JOBS:-1}
for ((job = 1; job <= jobs; job++)); do
    cp -a "$copy/0" "$copy/$job"
    for ((i = job - 1; i < ${#lines[@]}; i += jobs)); do
        judge "$copy/$job" "$i"
    done | tee "$copy/results.$job" &
done
wait

printf '%s\n' "${files[@]}" | sort | uniq -c | while read -r count file; do
    printf '%4d listed, %4d killed  %s\n' "$count" "$(cat "$copy"/results.* | grep -cF "killed    $file: " || true)" "$file"
done
killed=$(cat "$copy"/results.* | grep -c '^killed ' || true)
echo "${#lines[@]} mutants, $killed killed, $((${#lines[@]} - killed)) not"
[[ $killed == "${#lines[@]}" ]]
