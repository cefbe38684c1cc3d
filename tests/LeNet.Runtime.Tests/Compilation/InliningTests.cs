using System.Runtime.InteropServices;
using LeNet.Testing;

namespace LeNet.Runtime.Tests.Compilation;

/// <summary>
/// RyuJIT inlines every slice, load and store of a kernel. It stops when a method has many variables, those of inlined calls included, and
/// says nothing: the kernel is then right and half as fast. What it compiled is read from its own listing.
/// </summary>
public sealed class InliningTests
{
    /// <summary>Types whose functions are nothing but a few instructions.</summary>
    private static readonly string[] Inlined = ["System.Span`1", "System.ReadOnlySpan`1", "System.Runtime.Intrinsics.", "LeNet.Runtime.Registers."];

    public static TheoryData<string, string, string> Listings =>
    [
        .. Suite.First(1, ["LeNet5", "LeNet5Of1998", "Modern"]).SelectMany(network => (TheoryDataRow<string, string, string>[])
            [(network, "1", "Vector512Kernels"), (network, "0", "Vector256Kernels")]),
    ];

    [Theory]
    [MemberData(nameof(Listings))]
    public async Task Kernels_call_no_function_of_spans_or_vectors(string network, string avx512, string kernels)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The listing is read for x64.");
        string path = Path.GetTempFileName();
        try
        {
            Dictionary<string, string> environment = new()
            {
                ["DOTNET_EnableAVX512"] = avx512,
                ["DOTNET_JitDisasm"] = "*Kernels:* *OneImage:*",
                ["DOTNET_JitStdOutFile"] = path,
            };
            await HostProcess.Run(environment, TestContext.Current.CancellationToken, "kernels", network);
            string[] listing = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);

            Assert.SkipUnless(listing.Any(line => line.Contains(kernels, StringComparison.Ordinal)), "The processor has no such vectors.");
            Assert.Contains(listing, line => IsMethod(line) && line.Contains($"{kernels}:Forward", StringComparison.Ordinal));
            Assert.Contains(listing, line => IsMethod(line) && line.Contains($"{kernels}:SumRows", StringComparison.Ordinal));
            Assert.Contains(listing, line => IsMethod(line) && line.Contains("OneImage:Forward", StringComparison.Ordinal));
            Assert.Empty(CallsOfInlined(listing).CountBy(call => call));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Such_a_call_would_be_found()
    {
        string[] listing =
        [
            "; Assembly listing for method Net+Vector512Kernels:SumRows6OfFc2(System.ReadOnlySpan`1[float]) (FullOpts)",
            "       vmovups  zmm0, zmmword ptr [rax]",
            "       call     [System.Runtime.Intrinsics.Vector512:CopyTo[float](System.Runtime.Intrinsics.Vector512`1[float],System.Span`1[float])]",
            "       call     [LeNet.Runtime.LaneMath:Sums(System.ReadOnlySpan`1[float],System.Span`1[float])]",
        ];

        Assert.Equal(["Net+Vector512Kernels:SumRows6OfFc2 calls System.Runtime.Intrinsics.Vector512:CopyTo[float]"], CallsOfInlined(listing));
    }

    private static IEnumerable<string> CallsOfInlined(IEnumerable<string> listing)
    {
        string method = "";
        foreach (string line in listing)
        {
            if (IsMethod(line))
            {
                // Others than kernels begin unoptimised, as all code does.
                method = line.EndsWith("(FullOpts)", StringComparison.Ordinal) ? line.Split(' ')[5].Split('(')[0] : "";
                continue;
            }

            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (method.Length > 0 && words is ["call", ['[', .. string callee], ..] && Inlined.Any(type => callee.StartsWith(type, StringComparison.Ordinal)))
            {
                yield return $"{method} calls {callee.Split('(')[0]}";
            }
        }
    }

    private static bool IsMethod(string line) => line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal);
}
