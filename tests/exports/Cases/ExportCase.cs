using System.Globalization;
using System.Text;
using System.Text.Json;
using LeNet.Export.C;
using LeNet.Export.JavaScript;
using LeNet.Runtime;

namespace LeNet.Exports.Cases;

/// <summary>A network exported to C and JavaScript, with images and what the engine makes of them.</summary>
internal sealed class ExportCase
{
    private const int MostImages = 5;

    private readonly Network _network;
    private readonly CSource _source;
    private readonly TrainingCase? _training;
    private readonly Dataset _images;
    private readonly List<int> _labels = [];
    private readonly List<uint[]> _logits = [];
    private readonly List<uint[]> _probabilities = [];

    /// <summary>Exports the network and asks the engine.</summary>
    /// <param name="network">The network; it is changed if it is trained.</param>
    /// <param name="images">What it is asked, the first of them; and trained on.</param>
    /// <param name="plan">How it is trained before it is asked, the export having the weights from before; null if it is not.</param>
    public ExportCase(Network network, Dataset images, TrainingPlan? plan = null)
    {
        (_network, _images) = (network, images);
        _source = CExporter.Export(network, new COptions("net", Trains: plan is not null));
        _training = plan is null ? null : new TrainingCase(network, images, plan);
        float[] logits = new float[network.Description.Classes];
        float[] probabilities = new float[network.Description.Classes];
        for (int i = 0; i < Math.Min(images.Count, MostImages); i++)
        {
            _labels.Add(network.Predict(images.Image(i), probabilities, logits));
            _logits.Add(Bits(logits));
            _probabilities.Add(Bits(probabilities));
        }
    }

    /// <summary>Writes the network's C as net.c and net.h, and case.h, which check.c includes.</summary>
    public void WriteC(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "net.c"), _source.Source);
        File.WriteAllText(Path.Combine(folder, "net.h"), _source.Header);
        File.WriteAllText(Path.Combine(folder, "case.h"), Header());
    }

    /// <summary>Writes the network's module as net.mjs, and case.json, which check.mjs reads.</summary>
    public void WriteJavaScript(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "net.mjs"), JavaScriptExporter.Export(_network).Module);
        File.WriteAllText(Path.Combine(folder, "case.json"), JsonSerializer.Serialize(new
        {
            images = Enumerable.Range(0, _images.Count).Select(i => Convert.ToBase64String(_images.Image(i))),
            labels = _labels,
            logits = _logits,
            probabilities = _probabilities,
        }));
    }

    private static uint[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToUInt32Bits)];

    private string Header()
    {
        string prefix = COptions.Prefix(_network.Description.Name);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"#include \"net.h\"\n#define CASE_IMAGES {_labels.Count}\n#define CASE_CLASSES {_network.Description.Classes}\n");
        text.Append(CultureInfo.InvariantCulture, $"#define CASE_PREDICT {prefix}_predict\n#define CASE_LOGITS {prefix}_logits\n");
        text.Append(CultureInfo.InvariantCulture, $"static const uint8_t case_images[][{_network.Description.ImageBytes}] = {{\n");
        for (int i = 0; i < _images.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{{string.Join(',', _images.Image(i).ToArray())}}},\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"}};\nstatic const int case_labels[] = {{{string.Join(',', _labels)}}};\n");
        foreach ((string name, List<uint[]> rows) in ((string, List<uint[]>)[])[("logits", _logits), ("probabilities", _probabilities)])
        {
            text.Append(CultureInfo.InvariantCulture, $"static const uint32_t case_{name}[][CASE_CLASSES] = {{\n");
            foreach (uint[] row in rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{{{string.Join(',', row.Select(bits => bits.ToString(CultureInfo.InvariantCulture) + "u"))}}},\n");
            }

            text.Append("};\n");
        }

        return text.Append(_training?.Header(prefix)).ToString();
    }
}
