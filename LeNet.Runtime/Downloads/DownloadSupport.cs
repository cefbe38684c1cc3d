using System.Diagnostics.CodeAnalysis;

namespace LeNet.Runtime;

/// <summary>
/// Whether the program can download. One that is compiled ahead of time or trimmed can leave the code for HTTP out, which is more than all else of it:
/// <c>&lt;RuntimeHostConfigurationOption Include="LeNet.Downloads" Value="false" Trim="true" /&gt;</c> in its project.
/// </summary>
internal static class DownloadSupport
{
    private const string Switch = "LeNet.Downloads";

    /// <summary>True unless the switch says otherwise; a constant for the trimmer.</summary>
    [FeatureSwitchDefinition(Switch)]
    public static bool IsEnabled => !AppContext.TryGetSwitch(Switch, out bool isEnabled) || isEnabled;
}
