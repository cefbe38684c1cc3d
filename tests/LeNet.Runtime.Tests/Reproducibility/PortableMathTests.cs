using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>
/// Runtime and generated networks call no mathematical function whose result may differ between platforms: those of the C runtime (exp, tanh,
/// pow and so on), estimates, operations that may or may not be fused, and random numbers that are not ours. The reference in double precision
/// does: it is for comparing, and nothing that trains or predicts calls it.
/// </summary>
public sealed class PortableMathTests
{
    /// <summary>Functions that IEEE 754 defines to the last bit, or that are exact.</summary>
    private static readonly HashSet<string> Portable =
        ["Abs", "BigMul", "Ceiling", "Clamp", "CopySign", "DivRem", "Floor", "FusedMultiplyAdd", "Max", "Min", "Round", "ScaleB", "Sign", "Sqrt", "Truncate"];

    /// <summary>Vector functions that go to the C runtime, or leave the result to the processor.</summary>
    private static readonly HashSet<string> UnportableVectorFunctions =
        ["Cos", "DegreesToRadians", "Dot", "Exp", "Hypot", "Lerp", "Log", "Log2", "RadiansToDegrees", "Sin", "SinCos", "Sum"];

    public static TheoryData<string> Assemblies => [typeof(Network).Assembly.Location, typeof(Testing.Host.LeNet5).Assembly.Location];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Only_portable_functions_are_called(string assembly)
    {
        (string Type, string Member)[] called = [.. CalledMembers(assembly)];

        Assert.Contains(called, member => member.Member == "FusedMultiplyAdd"); // the calls are seen at all
        Assert.DoesNotContain(called, IsUnportable);
    }

    [Fact]
    public void The_reference_is_seen_to_call_others() =>
        Assert.Contains(CalledMembers(typeof(Network).Assembly.Location, ofReference: true), member => member == ("System.Math", "Tanh"));

    [Theory]
    [InlineData("System.MathF", "Exp")]
    [InlineData("System.Math", "Pow")]
    [InlineData("System.Single", "Tanh")]
    [InlineData("System.Double", "Log")]
    [InlineData("System.Single", "MultiplyAddEstimate")]
    [InlineData("System.Runtime.Intrinsics.Vector512", "ReciprocalEstimate")]
    [InlineData("System.Runtime.Intrinsics.Vector128", "Sum")]
    [InlineData("System.Runtime.Intrinsics.Vector256", "ConvertToInt32Native")]
    [InlineData("System.Runtime.Intrinsics.X86.Avx", "Reciprocal")]
    [InlineData("System.Random", "Next")]
    public void These_would_be_found(string type, string member) => Assert.True(IsUnportable((type, member)));

    private static bool IsUnportable((string Type, string Member) called) => called.Type switch
    {
        "System.Math" or "System.MathF" => !Portable.Contains(called.Member),
        "System.Single" or "System.Double" => !Portable.Contains(called.Member) && !IsNoFunction(called.Member),
        "System.Random" => true,
        _ when called.Type.StartsWith("System.Numerics.", StringComparison.Ordinal) => called.Member is "Exp" or "Log" or "Tanh",
        _ when called.Type.StartsWith("System.Runtime.Intrinsics.X86.", StringComparison.Ordinal)
            || called.Type.StartsWith("System.Runtime.Intrinsics.Arm.", StringComparison.Ordinal) => called.Member.StartsWith("Reciprocal", StringComparison.Ordinal),
        _ when called.Type.StartsWith("System.Runtime.Intrinsics.", StringComparison.Ordinal) =>
            UnportableVectorFunctions.Contains(called.Member)
            || called.Member.EndsWith("Estimate", StringComparison.Ordinal)
            || called.Member.EndsWith("Native", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Comparing, parsing and writing.</summary>
    private static bool IsNoFunction(string member) =>
        member.StartsWith("Is", StringComparison.Ordinal)
        || member is "CompareTo" or "Equals" or "GetHashCode" or "Parse" or "ToString" or "TryFormat" or "TryParse";

    /// <summary>Every method of another assembly that an assembly's code names, in the reference or outside it.</summary>
    private static List<(string Type, string Member)> CalledMembers(string assembly, bool ofReference = false)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        HashSet<int> inReference = [];
        HashSet<int> elsewhere = [];
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            if (method.RelativeVirtualAddress != 0)
            {
                byte[] code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
                (IsReference(metadata, method.GetDeclaringType()) ? inReference : elsewhere).UnionWith(MemberTokens(code));
            }
        }

        var members = new List<(string, string)>();
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            int token = MetadataTokens.GetToken(handle);
            bool isOfReference = inReference.Contains(token) && !elsewhere.Contains(token);
            if (isOfReference == ofReference && TypeOf(metadata, member.Parent) is { } type)
            {
                members.Add((type, metadata.GetString(member.Name)));
            }
        }

        return members;
    }

    /// <summary>Whatever may be the token of a member of another assembly, at any place in the code: rather too many than too few.</summary>
    private static IEnumerable<int> MemberTokens(byte[] code)
    {
        for (int i = 0; i + sizeof(int) <= code.Length; i++)
        {
            if (code[i + 3] == (byte)TableIndex.MemberRef)
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i));
            }
        }
    }

    private static bool IsReference(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        while (type.IsNested)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        Type? loaded = typeof(Network).Assembly.GetType($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");
        return loaded is not null
            && (loaded.IsAssignableTo(typeof(ReferenceLayer)) || loaded.IsAssignableTo(typeof(ReferenceLoss)) || loaded == typeof(NormalDistribution)
                || loaded.Name.StartsWith("Onnx", StringComparison.Ordinal)); // what models of others compute, to compare an import with
    }

    private static string? TypeOf(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeReference)
        {
            return null; // a generic type's, such as Vector512<float>: its operators round once
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
