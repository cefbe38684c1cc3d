using LeNet.Readers.Cases;

switch (args)
{
    case ["write", string folder]:
        CaseWriter.Write(folder);
        return 0;
    case ["compare", string cases, string known, .. string[] readers] when readers.Length > 0:
        return new Comparison(cases, KnownFaults.Read(known), readers).Print(Console.Out) ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: write FOLDER | compare FOLDER KNOWN READER...");
        return 2;
}
