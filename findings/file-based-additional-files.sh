#!/usr/bin/env bash
# `dotnet run app.cs` starts an old program after an additional file has changed.
#
# A file-based program is not built when its own file, the files it includes and the Directory.Build files around it are as they were. What a source
# generator or an analyzer reads besides, AdditionalFiles, is not looked at, although a project would be built again. Even a mistake in such
# a file goes unnoticed, with exit status 0. `dotnet build app.cs` does notice it. The property FileBasedProgramCanSkipMSBuild=false,
# which a package may set too, has it built each time.
#
# Seen on 2026-11-30 with SDK 10.0.401 and Microsoft.CodeAnalysis.BannedApiAnalyzers 4.14.0, which reads BannedSymbols.txt, with its rule RS0030 as an error:
#   run after the method was banned                                          runs
#   the same with FileBasedProgramCanSkipMSBuild=false                       fails, RS0030
#
# Here: why LeNet.Generator/build/LeNet.props sets that property.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 XDG_DATA_HOME="$work/data"

# What a run of a new program says, before and after its method is banned; $1 is another property.
runs() {
  rm -rf app data && mkdir app data
  cat > app/app.cs <<EOF
#:package Microsoft.CodeAnalysis.BannedApiAnalyzers@4.14.0
#:property PublishAot=false
#:property WarningsAsErrors=RS0030
$1
System.Console.WriteLine("runs");
EOF
  cat > app/Directory.Build.props <<EOF
<Project>
  <ItemGroup>
    <AdditionalFiles Include="\$(MSBuildThisFileDirectory)BannedSymbols.txt" />
  </ItemGroup>
</Project>
EOF
  echo '// nothing yet' >app/BannedSymbols.txt
  (cd app && dotnet run app.cs >run.log 2>&1) || { cat app/run.log >&2; exit 1; }
  sleep 1
  echo 'M:System.Console.WriteLine(System.String)' >app/BannedSymbols.txt
  if (cd app && dotnet run app.cs >run.log 2>&1); then
    tail -n 1 app/run.log
  else
    grep -o -m 1 RS0030 app/run.log || { cat app/run.log >&2; exit 1; }
  fi
}

plain="$(runs "")"
built="$(runs "#:property FileBasedProgramCanSkipMSBuild=false")"
echo "banned after the first run                          $plain"
echo "the same with FileBasedProgramCanSkipMSBuild=false  $built"

if [ "$plain $built" = "runs RS0030" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
