namespace LeNet.Testing;

/// <summary>A legal architecture from a seed: one to eight layers and what it takes to end them in classes, small and odd shapes.</summary>
internal static class RandomArchitecture
{
    private const int MostLayers = 8;

    /// <summary>Keeps the reference fast: multiply-adds of a layer for one sample.</summary>
    private const int MostMultiplyAdds = 60_000;

    private static readonly string[] Activations =
    [
        "tanh", "sigmoid", "relu", "leaky_relu", "elu", "gelu", "silu", "scaled_tanh",
        """{ "type": "leaky_relu", "negative_slope": 0.3 }""", """{ "type": "elu", "alpha": 0.5 }""", """{ "type": "gelu", "approximate": "tanh" }""",
    ];

    private static readonly string[] Losses =
    [
        "cross_entropy", "cross_entropy", "mse", "discriminative_rbf",
        """{ "type": "cross_entropy", "label_smoothing": 0.1 }""", """{ "type": "discriminative_rbf", "j": 3 }""",
    ];

    public static (string Name, string Input, string[] Layers, string Loss) Of(string name, long seed)
    {
        var random = new TestRandom(seed);
        (int channels, int height, int width) = (random.Between(1, 3), random.Between(1, 14), random.Between(1, 14));
        string input = Input(random, channels, height, width);

        List<string> layers = [];
        Shape shape = new(channels, height, width);
        bool isFlat = false;
        bool hasWeights = false;
        int depth = random.Between(1, MostLayers);
        while (layers.Count < depth)
        {
            (string layer, shape, bool flattens, bool learns) = isFlat ? OnVector(random, shape) : OnImage(random, shape);
            layers.Add(layer);
            isFlat |= flattens;
            hasWeights |= learns;
        }

        if (!isFlat)
        {
            layers.Add(ArchitectureText.Flatten);
        }

        // The labels are bytes, and the loss of a great many classes says little.
        if (!hasWeights || shape.Count > 200)
        {
            layers.Add(Linear(random, random.Between(1, 12)));
        }

        // At the end only: a sigmoid of large negative numbers is 0, which compares badly with a small number. Squares of squared
        // distances as a loss grow beyond all bounds within a few steps, and so does what rounding has changed.
        string loss = random.Pick<string>(Losses);
        if (hasWeights && shape.Count <= 100 && loss != "mse" && random.Chance(0.15))
        {
            layers.Add(ArchitectureText.Rbf(ArchitectureText.Prototypes(random.Between(1, 20), shape.Count, random)));
        }

        return (name, input, [.. layers], loss);
    }

    private static string Input(TestRandom random, int channels, int height, int width) => random.Between(0, 3) switch
    {
        0 => ArchitectureText.Input(channels, height, width, random.Between(1, 17), random.Between(1, 17), "resize"),
        1 => ArchitectureText.Input(channels, height, width, random.Between(1, height), random.Between(1, width), "pad"),
        _ => ArchitectureText.Input(channels, height, width),
    };

    private static (string Layer, Shape Output, bool Flattens, bool Learns) OnVector(TestRandom random, Shape shape)
    {
        if (random.Chance(0.1))
        {
            return (ArchitectureText.Flatten, shape, true, false);
        }

        if (random.Chance(0.2))
        {
            return (ArchitectureText.Activation(random.Pick<string>(Activations)), shape, true, false);
        }

        if (random.Chance(0.3))
        {
            return Normalisation(random, shape, axes: 1);
        }

        int features = random.Between(1, Math.Min(40, 1 + (MostMultiplyAdds / shape.Count)));
        return (Linear(random, features), new Shape(features, 1, 1), true, true);
    }

    private static (string Layer, Shape Output, bool Flattens, bool Learns) OnImage(TestRandom random, Shape shape)
    {
        double kind = random.Unit();
        if (kind < 0.1)
        {
            return (ArchitectureText.Flatten, new Shape(shape.Count, 1, 1), true, false);
        }

        if (kind > 0.92)
        {
            return (ArchitectureText.Activation(random.Pick<string>(Activations)), shape, false, false);
        }

        if (kind > 0.8)
        {
            return Normalisation(random, shape, axes: 2);
        }

        (int, int) stride = (Stride(random), Stride(random));
        if (kind < 0.13)
        {
            return (ArchitectureText.GlobalPool, new Shape(shape.Channels, 1, 1), false, false);
        }

        if (kind < 0.2)
        {
            (int, int) window = (random.Between(1, Math.Min(4, shape.Height)), random.Between(1, Math.Min(4, shape.Width)));
            (int, int)? step = random.Chance(0.6) ? null : stride;
            string layer = ArchitectureText.Subsample(window, step, random.Pick<string>(Activations));
            return (layer, shape.Slide(shape.Channels, window, step ?? window, (0, 0)), false, true);
        }

        if (kind < 0.45)
        {
            return (Pool(random, shape, stride, out shape), shape, false, false);
        }

        return (Convolution(random, shape, stride, out shape), shape, false, true);
    }

    /// <summary>What leaves the shape alone but for its values.</summary>
    private static (string Layer, Shape Output, bool Flattens, bool Learns) Normalisation(TestRandom random, Shape shape, int axes)
    {
        bool isAffine = random.Chance(0.7);
        bool isFlat = axes == 1;
        string activation = random.Chance(0.5) ? "none" : Activation(random);
        return random.Between(0, 2) switch
        {
            0 => (ArchitectureText.Dropout(random.Between(0, 9) / 10.0), shape, isFlat, false),
            1 => (ArchitectureText.LayerNorm(activation, isAffine ? "\"eps\": 0.001" : "\"elementwise_affine\": false, \"eps\": 0.01"), shape, isFlat, isAffine),
            _ => (ArchitectureText.BatchNorm(axes, activation, isAffine ? "\"eps\": 0.001" : "\"affine\": false, \"momentum\": 0.3, \"eps\": 0.01"), shape, isFlat, isAffine),
        };
    }

    private static string Pool(TestRandom random, Shape input, (int, int) stride, out Shape output)
    {
        (int Height, int Width) window = (random.Between(1, Math.Min(4, input.Height)), random.Between(1, Math.Min(4, input.Width)));
        (int, int) padding = random.Chance(0.6) ? (0, 0) : (random.Between(0, window.Height / 2), random.Between(0, window.Width / 2));
        bool usual = random.Chance(0.4);
        output = input.Slide(input.Channels, window, usual ? window : stride, padding);
        string kind = random.Pick("avg", "max");
        string layer = ArchitectureText.Pool(kind, window, usual ? null : stride, padding);
        return kind == "avg" && random.Chance(0.5) ? ArchitectureText.WithoutPadding(layer) : layer;
    }

    private static string Convolution(TestRandom random, Shape input, (int, int) stride, out Shape output)
    {
        (int Height, int Width) padding = random.Chance(0.5) ? (0, 0) : (random.Between(0, 3), random.Between(0, 3));
        (int Height, int Width) kernel = (
            random.Between(1, Math.Min(6, input.Height + (2 * padding.Height))),
            random.Between(1, Math.Min(6, input.Width + (2 * padding.Width))));
        (int Height, int Width) dilation = random.Chance(0.7)
            ? (1, 1)
            : (Dilation(random, kernel.Height, input.Height + (2 * padding.Height)), Dilation(random, kernel.Width, input.Width + (2 * padding.Width)));
        stride = random.Chance(0.5) ? (1, 1) : stride;
        (int, int) extent = (((kernel.Height - 1) * dilation.Height) + 1, ((kernel.Width - 1) * dilation.Width) + 1);
        int groups = random.Chance(0.6) ? 1 : random.Pick<int>([.. Enumerable.Range(1, input.Channels).Where(count => input.Channels % count == 0)]);
        int perChannel = input.Slide(1, extent, stride, padding).Count * (input.Channels / groups) * kernel.Height * kernel.Width;
        int channels = random.Between(1, Math.Clamp(MostMultiplyAdds / perChannel, 1, 20));
        channels = (channels + groups - 1) / groups * groups;
        output = input.Slide(channels, extent, stride, padding);
        if (stride == (1, 1) && padding == (0, 0) && random.Chance(0.3))
        {
            output = new Shape(channels, input.Height, input.Width);
            return ArchitectureText.Same(channels, kernel, dilation, groups, Activation(random));
        }

        string layer = ArchitectureText.Conv(channels, kernel, stride, padding, random.Chance(0.8), Activation(random));
        layer = ArchitectureText.Dilated(layer, dilation);
        if (groups == 1 && random.Chance(0.2))
        {
            return ArchitectureText.Connected(layer, Connections(random, input.Channels, channels));
        }

        bool hasFastForm = (stride, dilation, groups) == ((1, 1), (1, 1), 1) && kernel.Width is >= 3 and <= 6 && output.Width >= 2 + ((kernel.Width + 1) % 2);
        string algorithm = hasFastForm && random.Chance(0.6) ? "fast" : random.Pick("auto", "direct");
        return ArchitectureText.With(ArchitectureText.Grouped(layer, groups), "algorithm", $"\"{algorithm}\"");
    }

    private static string Connections(TestRandom random, int inputs, int outputs)
    {
        IEnumerable<string> lists = Enumerable.Range(0, outputs).Select(_ =>
        {
            int always = random.Between(0, inputs - 1);
            return $"[{string.Join(", ", Enumerable.Range(0, inputs).Where(input => input == always || random.Chance(0.5)))}]";
        });
        return $"[{string.Join(", ", lists.ToArray())}]";
    }

    private static int Dilation(TestRandom random, int kernel, int length) =>
        random.Between(1, kernel == 1 ? 3 : Math.Min(4, (length - 1) / (kernel - 1)));

    private static string Linear(TestRandom random, int features) =>
        ArchitectureText.Linear(features, random.Chance(0.8), Activation(random));

    private static string Activation(TestRandom random) => random.Chance(0.25) ? "none" : random.Pick<string>(Activations);

    private static int Stride(TestRandom random) => random.Chance(0.8) ? random.Between(1, 3) : random.Between(4, 7);

    private readonly record struct Shape(int Channels, int Height, int Width)
    {
        public int Count => Channels * Height * Width;

        /// <summary>The output of a window that slides over the shape.</summary>
        public Shape Slide(int channels, (int Height, int Width) kernel, (int Height, int Width) stride, (int Height, int Width) padding) => new(
            channels,
            ((Height + (2 * padding.Height) - kernel.Height) / stride.Height) + 1,
            ((Width + (2 * padding.Width) - kernel.Width) / stride.Width) + 1);
    }
}
