using LeNet.Generator.Diagnostics;

namespace LeNet.Generator.Pipeline;

/// <summary>Reports a file whose class another file gives already.</summary>
internal static class Rivals
{
    public static IEnumerable<DiagnosticInfo> Report(ArchitectureFile file, NetworkClasses classes)
    {
        NetworkClass given = classes.Of(file.Path);

        // A guessed name is the consequence of an error that is reported anyway.
        if (given.RivalPath is null || given.IsGuess)
        {
            return [];
        }

        string message = given.FullName == given.RivalFullName
            ? $"the class {given.FullName} is already given by {given.RivalPath}; choose another \"name\" or \"namespace\", or if this file is a copy of it, take it out of the project"
            : $"the class {given.FullName} differs only in case from {given.RivalFullName} of {given.RivalPath}; choose another \"name\" or \"namespace\", or if this file is a copy of it, take it out of the project";
        return [new DiagnosticInfo(Descriptors.DuplicateNetwork, file.NamePlace, message)];
    }
}
