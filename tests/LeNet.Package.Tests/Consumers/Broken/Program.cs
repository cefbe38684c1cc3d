var network = new Broken.MyNet();
network.Initialize(seed: 1);
System.Console.WriteLine(network.Predict(new byte[784], new float[10]));
