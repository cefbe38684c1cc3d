using System;
using System.Globalization;
using LeNet.Runtime;

namespace App
{
    /// <summary>Trains a network on noise with a bright stripe, whose column is the class, and says how it went.</summary>
    public static class Program
    {
        private const int Count = 200;
        private const int Side = 12;

        /// <summary>Prints "name value" lines for the test that started it.</summary>
        public static void Main()
        {
            var network = new Stripes();
            Dataset data = MakeStripes();
            using (var trainer = new Trainer(network, new TrainingOptions { Epochs = 20, BatchSize = 20, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, MaxSteps = 150 }))
            {
                trainer.EpochCompleted += report => Print("loss", report.TrainLoss);
                trainer.Train(data);
                Print("steps", trainer.Step);
            }

            int correct = 0;
            float sum = 0;
            var probabilities = new float[10];
            for (int i = 0; i < Count; i++)
            {
                correct += network.Predict(data.Image(i), probabilities) == data.Labels[i] ? 1 : 0;
            }

            foreach (float probability in probabilities)
            {
                sum += probability;
            }

            Print("correct", correct);
            Print("sum", sum);
            Print("second", new Nets.Second().Description.Classes);
        }

        private static Dataset MakeStripes()
        {
            var random = new Random(1);
            var images = new byte[Count * Side * Side];
            var labels = new byte[Count];
            random.NextBytes(images);
            for (int i = 0; i < Count; i++)
            {
                labels[i] = (byte)random.Next(10);
                for (int row = 0; row < Side; row++)
                {
                    images[(((i * Side) + row) * Side) + labels[i] + 1] = 255;
                }
            }

            return new Dataset(images, labels, channels: 1, height: Side, width: Side);
        }

        private static void Print(string name, IFormattable value) =>
            Console.WriteLine(name + " " + value.ToString(null, CultureInfo.InvariantCulture));
    }
}
