#!/usr/bin/env bash
# A long run that coverage guides: builds, instruments our libraries with SharpFuzz (https://github.com/Metalnem/sharpfuzz), and runs with the arguments given, such as
#   tests/LyncResilience.Hostile/guided.sh --target json --cases 1000000
# What runs new code joins the corpus for the rest of the run. Everything it makes lies in a folder of its own below the system's temporary one.
set -eu
project=$(cd "$(dirname "$0")" && pwd)
version=2.3.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet tool install SharpFuzz.CommandLine --version $version --tool-path "$work/tool" >/dev/null
dotnet build -c Release "$project" >/dev/null
cp -r "$project/bin/Release/net10.0" "$work/run"
for library in Discovery Simulation Validation Lab; do
    "$work/tool/sharpfuzz" "$work/run/LyncResilience.$library.dll"
done
cp "$work/tool/.store/sharpfuzz.commandline/$version/sharpfuzz.commandline/$version/tools/net10.0/any/SharpFuzz.Common.dll" "$work/run/"
dotnet "$work/run/LyncResilience.Hostile.dll" run "$@"
