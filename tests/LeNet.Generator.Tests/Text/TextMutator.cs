namespace LeNet.Generator.Tests.Text;

/// <summary>Damages text at random places.</summary>
internal static class TextMutator
{
    public static string Mutate(string text, IReadOnlyList<string> pieces, Random random)
    {
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(text.Length + 1);
            int length = Math.Min(random.Next(1, 6), text.Length - at);
            string piece = pieces[random.Next(pieces.Count)];
            text = random.Next(5) switch
            {
                0 => text.Insert(at, piece),
                1 => text.Remove(at, length),
                2 => text.Remove(at, length).Insert(at, piece),
                3 => text.Insert(at, text.Substring(at, length)),
                _ => text.Remove(at, length).Insert(random.Next(text.Length - length + 1), text.Substring(at, length)),
            };
        }

        return text;
    }
}
