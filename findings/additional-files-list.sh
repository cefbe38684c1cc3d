#!/usr/bin/env bash
# A build does not notice that the list of additional files has changed.
#
# MSBuild compiles again when an input is newer than the outputs. For sources the SDK also keeps a hash of their list, so that a deleted file, or
# one that is added with an old date, is noticed (CoreCompileInputs.cache, which says that it is for "items added or removed from a glob").
# AdditionalFiles, which analyzers and source generators read, are inputs of the compiler too, but are not in that hash.
# So a build after a file was added with an old date, as `cp -p`, `mv`, or a property that chooses among files do, says that it succeeded.
#
# Seen on 2026-11-30 with SDK 10.0.401 and Microsoft.CodeAnalysis.BannedApiAnalyzers 4.14.0, which reads BannedSymbols.txt:
#   an old BannedSymbols.txt is added   no RS0030
#   the same, built from nothing        RS0030
#
# Here: why LeNet.Generator/build/LeNet.targets writes a file with the list and gives it to CustomAdditionalCompileInputs.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

cat > Library.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.CodeAnalysis.BannedApiAnalyzers" Version="4.14.0" PrivateAssets="all" />
    <AdditionalFiles Include="Banned*.txt" />
  </ItemGroup>
</Project>
EOF
cat > Library.cs <<EOF
public static class Library
{
    public static void Say() => System.Console.Beep();
}
EOF

# Whether a build with the options $@ complains of the banned method.
complains() {
  dotnet build --nologo -v minimal "$@" >build.log || { cat build.log >&2; exit 1; }
  if grep -q RS0030 build.log; then echo yes; else echo no; fi
}

first="$(complains)"
echo 'M:System.Console.Beep' >BannedSymbols.txt
touch -d 2020-01-01 BannedSymbols.txt
added="$(complains)"
again="$(complains --no-incremental)"
echo "without the file                 $first"
echo "added with an old date           $added"
echo "the same, built from nothing     $again"

if [ "$first $added $again" = "no no yes" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
