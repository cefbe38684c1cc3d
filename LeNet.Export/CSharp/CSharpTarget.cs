namespace LeNet.Export.CSharp;

/// <summary>What a class must compile for.</summary>
public enum CSharpTarget
{
    /// <summary>.NET 8 and newer, C# 12.</summary>
    Net80,

    /// <summary>.NET Standard 2.1, C# 7.3: Unity, Mono, .NET Core 3.</summary>
    NetStandard21,

    /// <summary>.NET Standard 2.0, C# 7.3, with spans from the package System.Memory: .NET Framework 4.6.2 and newer.</summary>
    NetStandard20,
}
