namespace LeNet.Runtime;

/// <content>How sure it may be.</content>
public abstract partial class Network
{
    private float _temperature = 1;

    /// <summary>
    /// What logits are divided by before they become probabilities; 1 unless the network was calibrated. It is saved and loaded with the parameters,
    /// and is 1 again when they change. Classes and losses do not depend on it. Setting it waits for what is being computed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a positive number.</exception>
    /// <exception cref="InvalidOperationException">Another thread trains the network.</exception>
    public float Temperature
    {
        get => _temperature;
        set
        {
            if (!(value > 0 && float.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A temperature is a number greater than 0.");
            }

            using ParameterAccess.Changing change = _access.Change();
            _temperature = value;
        }
    }

    /// <summary>
    /// Sets <see cref="Temperature"/> to the one with the least cross-entropy on images that the network was not trained on
    /// (C. Guo et al.: "On calibration of modern neural networks", ICML 2017).
    /// </summary>
    /// <param name="validation">The images, one at least.</param>
    /// <param name="threads">Threads to compute on, the caller's included, at most 1024; 0 for as many as help.</param>
    /// <exception cref="DataFileException">The images or labels, which are from files, do not fit the network.</exception>
    /// <exception cref="ArgumentException">The images or labels, which are from memory, do not fit the network, or there are none; or the number of threads is out of its range.</exception>
    /// <exception cref="NotFiniteNumberException">The logits are no numbers or infinite.</exception>
    /// <exception cref="InvalidOperationException">Another thread trains the network.</exception>
    public void Calibrate(Dataset validation, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(validation);
        if (validation.Count == 0)
        {
            throw new ArgumentException("There are no images to calibrate on.", nameof(validation));
        }

        validation.Require(Description);
        float[] logits = new float[validation.Count * Description.Classes];
        using (var predictor = new BatchPredictor(this, threads))
        {
            predictor.Predict(validation.ImageMemory, new int[validation.Count], logits: logits);
        }

        Temperature = TemperatureFit.Of(logits, validation.Labels);
    }
}
