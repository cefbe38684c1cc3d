using LeNet.Export.CSharp;

namespace LeNet.Samples.Export;

/// <summary>What the command line says of the file to write.</summary>
/// <param name="Preprocessing">Whether a model takes raw images.</param>
/// <param name="OperatorSet">The version of a model's operator set.</param>
/// <param name="Batch">The samples that a model takes at once; null for any number.</param>
/// <param name="Namespace">The namespace of a class; null for none.</param>
/// <param name="ClassName">The name of a class; null for the network's.</param>
/// <param name="Target">What a class is for.</param>
/// <param name="Page">Whether JavaScript is a page to draw on.</param>
/// <param name="Trains">Whether C trains too.</param>
internal sealed record ExportSettings(bool Preprocessing, int OperatorSet, int? Batch, string? Namespace, string? ClassName, CSharpTarget Target, bool Page, bool Trains);
