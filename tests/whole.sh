#!/usr/bin/env bash
# All tests, the long ones too: hundreds of random architectures and not a few, every row of every table, projects made from nothing, all of the
# page, exported models in ONNX Runtime (which is not in the solution), and the matrix of equal hashes. `dotnet test` has a few of each.
#
#   tests/whole.sh [OPTIONS OF dotnet test]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LENET_TESTS=whole

status=0
dotnet test "$@" || status=1
dotnet test --project tests/LeNet.OnnxRuntime.Tests "$@" || status=1
tests/faults/run.sh --list >/dev/null || status=1 # they are planted by hand; that they can be is checked here
tests/reproducibility/matrix.sh || status=1
exit "$status"
