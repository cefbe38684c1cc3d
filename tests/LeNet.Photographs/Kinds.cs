namespace LeNet.Photographs;

/// <summary>The kinds of pictures.</summary>
internal static class Kinds
{
    private static readonly Scene Drawing = new() { Width = 200, Height = 200, Size = 120, Noise = 0, Quality = 0, Paper = 255, Ink = 0 };
    private static readonly Scene Small = Drawing with { Width = 28, Height = 28, Size = 18, Pen = 0.13, Paper = 0.001, Ink = 255 };

    /// <summary>Pictures with a digit, by name.</summary>
    public static IReadOnlyDictionary<string, Scene> WithDigit { get; } = new Dictionary<string, Scene>
    {
        ["plain"] = new(),
        ["large"] = new() { Width = 900, Height = 700, Size = 350 },
        ["small in a large picture"] = new() { Width = 640, Height = 480, Size = 90 },
        ["tight"] = new() { Width = 130, Height = 160, Size = 130, Wander = 0.1 },
        ["tiny"] = new() { Width = 64, Height = 48, Size = 30, Pen = 0.12 },
        ["noise"] = new() { Noise = 12 },
        ["heavy noise"] = new() { Noise = 25, Pen = 0.12 },
        ["dim at one side"] = new() { LightAtLeft = 0.35 },
        ["dim corners"] = new() { LightAtCorners = 0.35 },
        ["a blurred shadow"] = new() { Shadow = ShadowForm.Edge, ShadowBlur = 13 },
        ["pencil"] = new() { Ink = 150, Pen = 0.06, LightAtLeft = 0.7 },
        ["a fine pen"] = new() { Size = 150, Pen = 0.03 },
        ["a marker"] = new() { Pen = 0.16 },
        ["dust"] = new() { Specks = 25, LightAtLeft = 0.7 },
        ["out of focus"] = new() { Blur = 2 },
        ["JPEG of quality 25"] = new() { Quality = 25 },
        ["chalk"] = new() { Paper = 45, Ink = 205, Noise = 6, LightAtLeft = 0.6 },
        ["drawn black on white"] = Drawing,
        ["drawn white on black"] = Drawing with { Paper = 0.001, Ink = 255 },
        ["a shadow's edge, 38%"] = new() { Shadow = ShadowForm.Edge, ShadowLight = 0.62 },
        ["a shadow's edge, 50%"] = new() { Shadow = ShadowForm.Edge, ShadowLight = 0.5 },
        ["a shadow's edge, soft over 6 pixels"] = new() { Shadow = ShadowForm.Edge, ShadowLight = 0.5, ShadowBlur = 2 },
        ["a band of shadow"] = new() { Shadow = ShadowForm.Band, ShadowLight = 0.55, ShadowBlur = 1 },
        ["a pencil's shadow"] = new() { Shadow = ShadowForm.Pencil, ShadowLight = 0.6, ShadowBlur = 1 },
        ["a sheet's corner on a desk"] = new() { Edges = 2 },
        ["a sheet's corner on a grey desk"] = new() { Edges = 2, Desk = 140 },
        ["a sheet on a desk"] = new() { Edges = 4, Size = 100 },
        ["a sheet on a black desk"] = new() { Edges = 4, Size = 100, Desk = 25 },
        ["a note in the middle of a desk"] = new() { Width = 400, Height = 300, Edges = 4, Size = 110, DeskShare = 0.34, Wander = 0.05 },
        ["in a printed box"] = new() { Print = Print.Box },
        ["in a grey box"] = new() { Print = Print.Box, PrintStrength = 0.45 },
        ["in a circle"] = new() { Print = Print.Circle },
        ["between brackets"] = new() { Print = Print.Brackets },
        ["between corner marks"] = new() { Print = Print.Corners },
        ["underlined"] = new() { Print = Print.Underline },
        ["on ruled paper"] = new() { Print = Print.Ruled, PrintStrength = 0.25, PrintWidth = 1 },
        ["on squared paper"] = new() { Print = Print.Squared, PrintStrength = 0.2, PrintWidth = 1 },
        ["28×28, drawn in the middle"] = Small with { Wander = 0 },
        ["28×28, in a corner"] = Small with { Size = 14, Place = (-0.42, -0.42) },
        ["28×28, anywhere"] = Small with { Size = 15, Wander = 0.9 },
        ["28×28, black on white, anywhere"] = Small with { Size = 15, Wander = 0.9, Paper = 255, Ink = 0 },
        ["29×29, anywhere"] = Small with { Width = 29, Height = 29, Size = 15, Wander = 0.9 },
        ["ink 14 levels below white"] = Drawing with { Ink = 241 },
        ["ink 14 levels above black"] = Drawing with { Paper = 0.001, Ink = 14 },
        ["a pastel pen"] = Drawing with { Ink = 232, Paper = 255 },
        ["values 0 to 16"] = Small with { Ink = 16, Size = 16, Wander = 0.6 },
    };

    /// <summary>Pictures without a digit, by name.</summary>
    public static IReadOnlyDictionary<string, Scene> Empty { get; } = new Dictionary<string, Scene>
    {
        ["empty paper"] = new() { Size = 0, LightAtLeft = 0.6 },
        ["empty paper, noise"] = new() { Size = 0, Noise = 12 },
        ["empty ruled paper"] = new() { Size = 0, Print = Print.Ruled, PrintStrength = 0.5, PrintWidth = 1.5 },
        ["empty squared paper"] = new() { Size = 0, Print = Print.Squared, PrintStrength = 0.5, PrintWidth = 1.5 },
        ["empty ruled paper, dark lines"] = new() { Size = 0, Print = Print.Ruled },
        ["empty squared paper, faint"] = new() { Size = 0, Print = Print.Squared, PrintStrength = 0.2, PrintWidth = 1 },
        ["noise on black"] = new() { Size = 0, Paper = 4, Ink = 4, Noise = 8 },
        ["a shadow's edge alone"] = new() { Size = 0, Shadow = ShadowForm.Edge, ShadowBlur = 2 },
        ["an empty sheet on a desk"] = new() { Size = 0, Edges = 4 },
    };

    /// <summary>Pictures of several digits, by name.</summary>
    public static IReadOnlyDictionary<string, Scene> Several { get; } = new Dictionary<string, Scene>
    {
        ["two side by side"] = new() { Columns = 2, Size = 100 },
        ["five in a line"] = new() { Width = 640, Columns = 5 },
        ["five, close together"] = new() { Width = 640, Columns = 5, Pitch = 0.78 },
        ["three lines of four"] = new() { Width = 640, Height = 640, Rows = 3, Columns = 4 },
        ["six lines of eight"] = new() { Width = 1280, Height = 960, Rows = 6, Columns = 8, Size = 90 },
        ["a line on ruled paper"] = new() { Width = 640, Columns = 5, Print = Print.Ruled, PrintStrength = 0.25, PrintWidth = 1 },
        ["a line, dim at one side"] = new() { Width = 640, Columns = 5, LightAtLeft = 0.35 },
        ["a line under a shadow's edge"] = new() { Width = 640, Columns = 5, Shadow = ShadowForm.Edge, ShadowLight = 0.6 },
        ["a line, drawn white on black"] = Drawing with { Width = 640, Columns = 5, Paper = 0.001, Ink = 255 },
    };
}
