#!/usr/bin/env bash
# Builds the comparison and runs it: run.sh [options of the compare command]. Linux on x64.
set -euo pipefail
project="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# For one platform, so that the native libraries lie beside the program.
dotnet build "$project" --nologo --verbosity quiet --configuration Release --runtime linux-x64 --no-self-contained >&2
program="$project/bin/Release/net10.0/linux-x64/LeNet.Comparison"

# Where the C++ library is older than GCC 13's, libtorch's binding loads only so; elsewhere it changes nothing.
"$program" prepare >&2 || true

# Without these glibc gives large blocks back to the system at every step, and libtorch runs several times slower.
export MALLOC_TRIM_THRESHOLD_=1000000000 MALLOC_MMAP_THRESHOLD_=1000000000
exec "$program" compare "$@"
