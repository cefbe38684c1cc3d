open System

let network = CentralVersions.Net()
let probabilities = Array.zeroCreate<float32> 3
let digit = network.Predict(ReadOnlySpan(Array.zeroCreate<byte> 16), Span probabilities)
printfn "digit %d" digit
printfn "sum %f" (Array.sum probabilities)
