using LeNet.Samples;

if (OperatingSystem.IsWindows())
{
    Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

using var interruption = new Interruption();
return await Application.RunAsync(args, Console.Out, Console.Error, interruption.Token);
