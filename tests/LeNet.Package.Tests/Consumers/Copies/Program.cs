System.Console.WriteLine(new Copies.Net().Description.Classes);
