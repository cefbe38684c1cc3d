using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LeNet.Testing;

/// <summary>Facts about a compiled assembly, read without loading it.</summary>
internal static class AssemblyImage
{
    /// <summary>The sizes of all methods that have a body.</summary>
    public static IReadOnlyList<MethodSize> MethodSizes(ImmutableArray<byte> image)
    {
        using var file = new PEReader(image);
        MetadataReader metadata = file.GetMetadataReader();
        var sizes = new List<MethodSize>();
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            if (method.RelativeVirtualAddress != 0)
            {
                MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
                TypeDefinition type = metadata.GetTypeDefinition(method.GetDeclaringType());
                string outer = type.IsNested ? metadata.GetString(metadata.GetTypeDefinition(type.GetDeclaringType()).Name) + "." : "";
                string name = $"{outer}{metadata.GetString(type.Name)}.{metadata.GetString(method.Name)}";
                sizes.Add(MethodSize.Of(name, body, CountLocals(metadata, body)));
            }
        }

        return sizes;
    }

    /// <summary>The full names of the attributes on the assembly and its module.</summary>
    public static IReadOnlyList<string> AttributeNames(ImmutableArray<byte> image)
    {
        using var file = new PEReader(image);
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.GetAssemblyDefinition().GetCustomAttributes()
                .Concat(metadata.GetModuleDefinition().GetCustomAttributes())
                .Select(handle => metadata.GetCustomAttribute(handle).Constructor)
                .Where(constructor => constructor.Kind == HandleKind.MemberReference)
                .Select(constructor => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)
                .Where(type => type.Kind == HandleKind.TypeReference)
                .Select(type => metadata.GetTypeReference((TypeReferenceHandle)type))
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }
}
