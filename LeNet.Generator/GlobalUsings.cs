global using LeNet.Generator.Architecture;
global using LeNet.Generator.Shapes;
