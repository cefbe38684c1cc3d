namespace LeNet.Export.C;

/// <summary>What the C is to do.</summary>
/// <param name="FileName">The name of the files without its end; null for the network's in lower case.</param>
/// <param name="Trains">Whether it trains too.</param>
public sealed record COptions(string? FileName = null, bool Trains = false)
{
    /// <summary>The name of a network's files without its end, which its functions begin with: LeNet5 is lenet5.</summary>
    public static string Prefix(string network) => CIdentifiers.Prefix(network);
}

/// <summary>A network in C.</summary>
/// <param name="Header">The text of the header.</param>
/// <param name="Source">The text of the source.</param>
public sealed record CSource(string Header, string Source);
