namespace LeNet.Runtime;

/// <summary>The optimizers of recipe files: names and defaults are those of <c>torch.optim</c>.</summary>
internal static class OptimizerKeys
{
    private static readonly OneOf<DecayedParameters> Decayed = new(("all", DecayedParameters.All), ("weights", DecayedParameters.Weights));

    /// <summary>All of them.</summary>
    public static Kinds<Optimizer> All { get; } = new(
        "optimizer",
        new Kind<Optimizer, Sgd>(
            "sgd",
            () => new Sgd(0),
            Contradiction,
            [
                Rate<Sgd>(),
                Number<Sgd>("momentum", nameof(Sgd.Momentum), "momentum", Ranges.Share, sgd => sgd.Momentum, (sgd, value) => sgd with { Momentum = value }),
                Number<Sgd>("dampening", nameof(Sgd.Dampening), "what of each gradient the velocity leaves out", Ranges.Unit, sgd => sgd.Dampening, (sgd, value) => sgd with { Dampening = value }),
                .. Decay<Sgd>((sgd, value) => sgd with { WeightDecay = value }, (sgd, value) => sgd with { DecayOn = value }),
                Flag<Sgd>("nesterov", nameof(Sgd.Nesterov), "whether a step looks ahead along the velocity", sgd => sgd.Nesterov, (sgd, value) => sgd with { Nesterov = value }),
            ]),
        new Kind<Optimizer, Adam>(
            "adam",
            () => new Adam(0),
            null,
            [
                Rate<Adam>(),
                Betas<Adam>(adam => adam.Betas, (adam, value) => adam with { Betas = value }),
                Epsilon<Adam>(adam => adam.Epsilon, (adam, value) => adam with { Epsilon = value }),
                .. Decay<Adam>((adam, value) => adam with { WeightDecay = value }, (adam, value) => adam with { DecayOn = value }),
                AmsGrad<Adam>(adam => adam.AmsGrad, (adam, value) => adam with { AmsGrad = value }),
            ]),
        new Kind<Optimizer, AdamW>(
            "adamw",
            () => new AdamW(0),
            null,
            [
                Rate<AdamW>(),
                Betas<AdamW>(adam => adam.Betas, (adam, value) => adam with { Betas = value }),
                Epsilon<AdamW>(adam => adam.Epsilon, (adam, value) => adam with { Epsilon = value }),
                .. Decay<AdamW>((adam, value) => adam with { WeightDecay = value }, (adam, value) => adam with { DecayOn = value }),
                AmsGrad<AdamW>(adam => adam.AmsGrad, (adam, value) => adam with { AmsGrad = value }),
            ]),
        new Kind<Optimizer, RmsProp>(
            "rmsprop",
            () => new RmsProp(0),
            null,
            [
                Rate<RmsProp>(),
                Number<RmsProp>("alpha", nameof(RmsProp.Alpha), "how much of the mean square each update keeps", Ranges.Share, rms => rms.Alpha, (rms, value) => rms with { Alpha = value }),
                Epsilon<RmsProp>(rms => rms.Epsilon, (rms, value) => rms with { Epsilon = value }),
                .. Decay<RmsProp>((rms, value) => rms with { WeightDecay = value }, (rms, value) => rms with { DecayOn = value }),
                Number<RmsProp>("momentum", nameof(RmsProp.Momentum), "momentum", Ranges.Share, rms => rms.Momentum, (rms, value) => rms with { Momentum = value }),
                Flag<RmsProp>("centered", nameof(RmsProp.Centered), "whether the gradient's variance stands for its mean square", rms => rms.Centered, (rms, value) => rms with { Centered = value }),
            ]),
        new Kind<Optimizer, Sdlm>(
            "sdlm",
            () => new Sdlm(0),
            null,
            [
                Rate<Sdlm>(),
                Number<Sdlm>("mu", nameof(Sdlm.Mu), "what keeps steps small where the loss is flat", Ranges.Positive, sdlm => sdlm.Mu, (sdlm, value) => sdlm with { Mu = value }),
                new RecipeKey<Sdlm, int>("samples", nameof(Sdlm.Samples), "samples that the second derivatives are the mean over", Ranges.FromOne, sdlm => sdlm.Samples, (sdlm, value) => sdlm with { Samples = value }),
                new OptionalKey<Sdlm, int>("interval", nameof(Sdlm.Interval), "updates between two estimates within an epoch; one an epoch if left out", Ranges.FromOne, sdlm => sdlm.Interval, (sdlm, value) => sdlm with { Interval = value }),
            ]));

    private static Contradiction? Contradiction(Sgd sgd) => sgd switch
    {
        { Nesterov: true, Momentum: 0 } => new("nesterov", nameof(Sgd.Nesterov), "Nesterov's momentum needs a momentum; give \"momentum\" too"),
        { Nesterov: true, Dampening: not 0 } => new("dampening", nameof(Sgd.Dampening), "Nesterov's momentum and dampening exclude each other; leave one out"),
        _ => null,
    };

    private static RecipeKey<T> Rate<T>()
        where T : Optimizer => new RecipeKey<T, double>(
            "lr", nameof(Optimizer.LearningRate), "the learning rate", Ranges.NotNegative, optimizer => optimizer.LearningRate, (optimizer, value) => optimizer with { LearningRate = value })
        {
            IsRequired = true,
        };

    private static RecipeKey<T>[] Decay<T>(Func<T, double, T> setDecay, Func<T, DecayedParameters, T> setOn)
        where T : DecayingOptimizer =>
        [
            Number("weight_decay", nameof(DecayingOptimizer.WeightDecay), "what pulls parameters towards 0", Ranges.NotNegative, optimizer => optimizer.WeightDecay, setDecay),
            new RecipeKey<T, DecayedParameters>("weight_decay_on", nameof(DecayingOptimizer.DecayOn), "which parameters decay: all, or weights without biases and normalisations", Decayed, optimizer => optimizer.DecayOn, setOn),
        ];

    private static RecipeKey<T> Betas<T>(Func<T, (double, double)> get, Func<T, (double, double), T> set) => new RecipeKey<T, (double, double)>(
        "betas", nameof(Adam.Betas), "how much of the means of gradient and square each update keeps", new Pair(Ranges.Share), get, set);

    private static RecipeKey<T> Epsilon<T>(Func<T, double> get, Func<T, double, T> set) =>
        Number("eps", nameof(Adam.Epsilon), "what keeps a quotient finite", Ranges.NotNegative, get, set);

    private static RecipeKey<T> AmsGrad<T>(Func<T, bool> get, Func<T, bool, T> set) =>
        Flag("amsgrad", nameof(Adam.AmsGrad), "whether the largest mean square so far is taken", get, set);

    private static RecipeKey<T> Number<T>(string name, string property, string description, NumberRange range, Func<T, double> get, Func<T, double, T> set) =>
        new RecipeKey<T, double>(name, property, description, range, get, set);

    private static RecipeKey<T> Flag<T>(string name, string property, string description, Func<T, bool> get, Func<T, bool, T> set) =>
        new RecipeKey<T, bool>(name, property, description, Ranges.Flag, get, set);
}
