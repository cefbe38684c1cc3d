#!/usr/bin/env bash
# A build does not notice that the file behind a symbolic link has changed.
#
# MSBuild compares dates of inputs and outputs, and takes that of the link itself, not that of the file which the compiler reads through it. So after an edit
# of a source file that a project has by a link, the build succeeds and the old program runs.
#
# Seen on 2026-11-30 with SDK 10.0.401 on Linux:
#   a source file behind a link is edited    the old program
#   the same, built from nothing             the new one
#
# Here: why LeNet.Generator/build/LeNet.targets notes what architecture files say, not their dates.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/project"
cd "$work/project"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

cat > App.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
</Project>
EOF
source_says() { echo "System.Console.WriteLine(\"$1\");" >../elsewhere.cs; }

# What the program says after a build with the options $@.
says() {
  dotnet build --nologo -v quiet "$@" >build.log || { cat build.log >&2; exit 1; }
  dotnet bin/Debug/net10.0/App.dll
}

source_says first
ln -s ../elsewhere.cs Program.cs
first="$(says)"
sleep 1
source_says second
edited="$(says)"
again="$(says --no-incremental)"
echo "first build                        $first"
echo "file behind the link edited        $edited"
echo "the same, built from nothing       $again"

if [ "$first $edited $again" = "first first second" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
