namespace LeNet.Samples.Tests.Parsing;

/// <summary>A wrong command line gives status 2 and one line that says what to do.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("trian", "unknown command 'trian' (did you mean train?)")]
    [InlineData("frobnicate", "unknown command 'frobnicate'; --help")]
    [InlineData("@file", "unknown command '@file'")]
    [InlineData("train extra", "train: unknown argument 'extra'")]
    [InlineData("summary --data", "--data needs a value: --data PATH")]
    [InlineData("train --epoch 3", "unknown option '--epoch' (did you mean --epochs?)")]
    [InlineData("--epoch 3", "unknown option '--epoch' (did you mean --epochs?); train --help")]
    [InlineData("-x", "unknown option '-x'")]
    [InlineData("train --frobnicate", "unknown option '--frobnicate'; train --help")]
    [InlineData("train --epochs", "--epochs needs a value: --epochs N")]
    [InlineData("train --epochs --lr 0.1", "--epochs takes a whole number from 1 to 10000, not '--lr'")]
    [InlineData("train --epochs 0", "--epochs takes a whole number from 1 to 10000, not '0'")]
    [InlineData("train --epochs -1", "--epochs takes a whole number from 1 to 10000, not '-1'")]
    [InlineData("train --epochs 10001", "--epochs takes a whole number from 1 to 10000, not '10001'")]
    [InlineData("train --epochs 1.5", "not '1.5'")]
    [InlineData("train --epochs ten", "not 'ten'")]
    [InlineData("train --epochs 99999999999999999999", "not '99999999999999999999'")]
    [InlineData("train --epochs 1 --epochs 2", "'--epochs' expects a single argument")]
    [InlineData("train --batch-size 0", "--batch-size takes a whole number from 1 to 65536")]
    [InlineData("train --batch-size 65537", "--batch-size takes a whole number from 1 to 65536")]
    [InlineData("train --lr 0", "--lr takes a number greater than 0, not '0'")]
    [InlineData("train --lr -0.1", "--lr takes a number greater than 0, not '-0.1'")]
    [InlineData("train --lr 0,01", "not '0,01'")]
    [InlineData("train --lr 1,000", "not '1,000'")]
    [InlineData("train --lr NaN", "not 'NaN'")]
    [InlineData("train --lr Infinity", "not 'Infinity'")]
    [InlineData("train --lr 1e39", "not '1e39'")]
    [InlineData("train --lr 1e-99", "not '1e-99'")]
    [InlineData("train --momentum 1", "--momentum takes a number from 0 to less than 1, not '1'")]
    [InlineData("train --momentum -0.1", "--momentum takes a number from 0 to less than 1")]
    [InlineData("train --momentum nan", "not 'nan'")]
    [InlineData("train --seed -1", "--seed takes a whole number from 0 to 18446744073709551615")]
    [InlineData("train --seed 18446744073709551616", "--seed takes a whole number from 0 to 18446744073709551615")]
    [InlineData("train --max-steps 0", "--max-steps takes a whole number from 1 to 2147483647, not '0'")]
    [InlineData("train --threads -1", "--threads takes a whole number from 0 to 1024, not '-1'")]
    [InlineData("train --threads 1025", "--threads takes a whole number from 0 to 1024, not '1025'")]
    [InlineData("train --dataset cifar", "--dataset: there is no data set 'cifar'; there is mnist, fashion-mnist, kmnist, qmnist, emnist-digits, emnist-letters, emnist-balanced, emnist-byclass, emnist-bymerge, emnist-mnist, synthetic, files")]
    [InlineData("train --out --json", "--out: '--json' looks like an option")]
    [InlineData("eval --weights", "--weights needs a value: --weights FILE")]
    [InlineData("eval --wieghts f", "unknown option '--wieghts' (did you mean --weights?)")]
    [InlineData("eval --weights a --weights", "--weights needs a value each time: --weights FILE")]
    [InlineData("eval --weights a b", "eval: unknown argument 'b'")]
    [InlineData("eval --weights a --weights --json", "--weights: '--json' looks like an option")]
    [InlineData("calibrate --weights a --weights b", "--weights is given 2 times, but calibrate takes one file; eval and predict take several and average them")]
    [InlineData("export --format onnx --out f --weights a --weights b --weights c", "--weights is given 3 times, but export takes one file")]
    [InlineData("gradcheck --weights a --weights b", "--weights is given 2 times, but gradcheck takes one file")]
    [InlineData("serve --weights a --weights b", "--weights is given 2 times, but serve takes one file")]
    [InlineData("predict", "predict needs a PATH")]
    [InlineData("predict --weights w", "predict needs a PATH")]
    [InlineData("predict --weights w --limt 3 images", "'--limt' looks like an option (did you mean --limit?); if it is a path, write ./--limt")]
    [InlineData("predict --weights w --limit 0 images", "--limit takes a whole number from 1 to 2147483647")]
    [InlineData("export", "export needs --format NAME")]
    [InlineData("import", "import needs a MODEL")]
    [InlineData("import m.onnx --name class", "--name: \"class\" is a C# keyword and cannot name a class")]
    [InlineData("import m.pt --arch a.arch.json --name A", "--name means nothing with --arch: the architecture file names the network")]
    [InlineData("import m.onnx --by-order", "--by-order is about weights alone; name their architecture with --arch")]
    [InlineData("import --out", "--out needs a value: --out PATH")]
    [InlineData("export --format onnx", "export needs --out FILE")]
    [InlineData("export --format tflite --out f", "--format: there is no format 'tflite'; there is onnx, csharp, c, javascript")]
    [InlineData("export --format onnx --out f --class A", "--class means nothing for onnx; it is for csharp")]
    [InlineData("export --format csharp --out f --preprocessing", "--preprocessing means nothing for csharp; it is for onnx")]
    [InlineData("export --format csharp --out f --opset 17", "--opset means nothing for csharp; it is for onnx")]
    [InlineData("export --format csharp --out f --batch 1", "--batch means nothing for csharp; it is for onnx")]
    [InlineData("export --format onnx --out f --opset 9", "--opset: operator set 9 has no Gemm without a bias and no Pad by an input; take 11 to 25")]
    [InlineData("export --format onnx --out f --opset 99", "--opset: operator set 99 is newer than this exporter, which cannot know what changed in it; take 11 to 25")]
    [InlineData("export --format onnx --out f --opset new", "--opset takes a whole number from 0 to 2147483647, not 'new'")]
    [InlineData("export --format onnx --out f --batch 0", "--batch takes a whole number from 1 to 2147483647, not '0'")]
    [InlineData("export --format onnx --out f --target net8.0", "--target means nothing for onnx; it is for csharp")]
    [InlineData("export --format c --out f --page", "--page means nothing for c; it is for javascript")]
    [InlineData("export --format javascript --out f --train", "--train means nothing for javascript; it is for c")]
    [InlineData("export --format c --out f --namespace A", "--namespace means nothing for c; it is for csharp")]
    [InlineData("export --format csharp --out f --target net6.0", "--target: there is no target 'net6.0'; there is net8.0, netstandard2.1, netstandard2.0")]
    [InlineData("export --format csharp --out f --class void", "--class: 'void' is a word of C# and cannot name a class")]
    [InlineData("train --fold 6/5", "--fold takes a part and how many there are, such as 2/5, not '6/5'")]
    [InlineData("train --fold 2", "--fold takes a part and how many there are, such as 2/5, not '2'")]
    [InlineData("sweep", "sweep needs something to vary, such as --lr 0.01,0.02")]
    [InlineData("sweep --lr", "--lr needs a value: --lr X,…")]
    [InlineData("sweep --lr 0.01,x", "--lr takes a number greater than 0, not 'x'; train --help")]
    [InlineData("sweep --epochs 3,0", "--epochs takes a whole number from 1 to 10000, not '0'")]
    [InlineData("sweep --optimizer sgd,adm", "there is no optimizer \"adm\" (did you mean \"adam\"?)")]
    [InlineData("sweep --fold 1/2", "sweep: unknown option '--fold' (did you mean --folds?)")]
    [InlineData("sweep --folds 1", "--folds takes a whole number from 2 to 1000, not '1'")]
    [InlineData("sweep --jobs 0", "--jobs takes a whole number from 1 to 1024, not '0'")]
    [InlineData("sweep --halving 1", "--halving takes a whole number from 2 to 100, not '1'")]
    [InlineData("sweep report", "sweep report needs a DIR; sweep report --help")]
    [InlineData("sweep report --frobnicate d", "DIR: '--frobnicate' looks like an option")]
    [InlineData("sweep report a b", "sweep report: unknown argument 'b'")]
    [InlineData("export --format csharp --out f --namespace a.1", "--namespace: 'a.1' cannot name a namespace")]
    public async Task Wrong_command_lines_are_explained_in_one_line(string commandLine, string expected)
    {
        CommandRun run = await CommandRun.Of(commandLine.Split(' '));

        string line = run.FailedSilently(ExitStatus.WrongUsage);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.EndsWith("--help shows what there is", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out", "train")]
    [InlineData("--data", "train")]
    [InlineData("--init", "train")]
    [InlineData("--weights", "eval")]
    public async Task An_empty_path_is_wrong_usage(string option, string command)
    {
        CommandRun run = await CommandRun.Of(command, option, "");

        Assert.Contains($"{option} is empty; give a path", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_command_is_unknown()
    {
        CommandRun run = await CommandRun.Of("");

        Assert.Contains("unknown command ''", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_an_argument_do_not_reach_the_terminal()
    {
        CommandRun run = await CommandRun.Of("a\n\u001b[31mb\u2028c");

        Assert.Contains("unknown command 'a  [31mb c'", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }
}
