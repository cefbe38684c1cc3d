#!/usr/bin/env bash
# A reference assembly changes with a constant inside a method body.
#
# Reference assemblies (ProduceReferenceAssembly, on by default) are there so that projects which refer to one are compiled again only when
# what they can see of it has changed. The C# compiler leaves method bodies out of them. But the data of a constant array or span in a body,
# such as `ReadOnlySpan<int> t = [1, 2, 3];`, is a field of <PrivateImplementationDetails>, named by a hash of the data, and that field stays
# in the reference assembly. So an edit of such a number compiles every project again that refers to this one, directly or not.
#
# Seen on 2026-11-30 with Microsoft.Net.Compilers.Toolset 5.0.0:
#   another number in an expression of a body   the same reference assembly
#   another number in a constant span of a body another reference assembly
#
# Here: why LeNet.Samples/Networks/Networks.targets hides the networks, whose code has such constants, from the program's compiler.
set -euo pipefail

version=5.0.0
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
    <PackageReference Include="Microsoft.Net.Compilers.Toolset" Version="$version" PrivateAssets="all" />
  </ItemGroup>
</Project>
EOF

# The hash of the reference assembly of a method that adds $1 to a number of a span that ends with $2.
reference() {
  cat > Library.cs <<EOF
public static class Library
{
    public static int Method(int i)
    {
        System.ReadOnlySpan<int> numbers = [1, 2, 3, $2];
        return numbers[i] + $1;
    }
}
EOF
  dotnet build --nologo -v quiet >build.log || { cat build.log >&2; exit 1; }
  sha256sum obj/Debug/net10.0/refint/Library.dll | cut -c1-16
}

first="$(reference 1 4)"
expression="$(reference 2 4)"
span="$(reference 2 5)"
echo "as it was                          $first"
echo "another number in an expression    $expression"
echo "another number in a constant span  $span"

if [ "$first" = "$expression" ] && [ "$expression" != "$span" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
