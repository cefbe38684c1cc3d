#!/usr/bin/env python3
"""Writes the models below Models: with Debian's python3-torch 1.13 and python3-onnx 1.12, and by hand after the patterns of other exporters.

    python3 models.py Models

Weights are few and from a fixed seed. What a model is to become stands in ForeignModelTests.cs.
"""
import os
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

FOLDER = sys.argv[1]
RNG = np.random.default_rng(1)


def weights(*shape, dtype=np.float32):
    return (RNG.random(shape) - 0.5).astype(dtype)


# --- PyTorch's own exporter -------------------------------------------------------------------------------------

class Net(nn.Module):
    """A network as people write it: functions in forward, view for flatten, log_softmax at the end."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 3)
        self.conv2 = nn.Conv2d(3, 4, 3, padding=1)
        self.drop = nn.Dropout(0.25)
        self.fc1 = nn.Linear(36, 10)
        self.fc2 = nn.Linear(10, 4)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        x = torch.tanh(self.fc1(self.drop(x)))
        return torch.log_softmax(self.fc2(x), dim=1)


class Functions(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3)
        self.fc = nn.Linear(3, 4)
        self.norm = nn.LayerNorm(4)
        self.last = nn.Linear(4, 3, bias=False)

    def forward(self, x):
        x = nn.functional.silu(self.conv(x))
        x = x.mean([2, 3])
        x = nn.functional.gelu(self.fc(x))
        return self.last(nn.functional.elu(self.norm(x), 0.5))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 2, 3, padding=1)
        self.fc = nn.Linear(2 * 8 * 8, 3)

    def forward(self, x):
        return self.fc(torch.flatten(x + torch.relu(self.conv(x)), 1))


class Normalised(nn.Module):
    """What torchvision's Normalize does, in the model."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.1307, 0.2]).view(1, 2, 1, 1))
        self.register_buffer("std", torch.tensor([0.3081, 0.4]).view(1, 2, 1, 1))
        self.fc = nn.Linear(2 * 4 * 4, 3)

    def forward(self, x):
        return self.fc(torch.flatten((x - self.mean) / self.std, 1))


def torch_model(name, model, shape, opset, dynamic=True, training=False, **options):
    torch.manual_seed(1)
    for parameter in model.parameters():
        nn.init.uniform_(parameter, -0.5, 0.5)
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.BatchNorm1d)):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    model.eval()
    axes = {"input": {0: "batch"}, "output": {0: "batch"}} if dynamic else None
    if training:
        options["training"] = torch.onnx.TrainingMode.PRESERVE
    torch.onnx.export(model, torch.randn(1, *shape), os.path.join(FOLDER, name + ".onnx"), opset_version=opset,
                      input_names=["input"], output_names=["output"], dynamic_axes=axes, **options)


def torch_models():
    for opset in range(7, 18):
        torch_model(f"torch-net-{opset}", Net(), (1, 14, 14), opset)
    sequential = nn.Sequential(
        nn.Conv2d(2, 4, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(4, momentum=0.3), nn.ReLU(), nn.AvgPool2d(2, padding=1, stride=1),
        nn.Conv2d(4, 4, 3, groups=2, dilation=2, padding=2), nn.LeakyReLU(0.2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3), nn.Softmax(dim=1))
    torch_model("torch-sequential-folded", sequential, (2, 8, 8), 13)
    torch_model("torch-sequential", sequential, (2, 8, 8), 14, do_constant_folding=False, training=True)
    torch_model("torch-sequential-fixed", sequential, (2, 8, 8), 16, dynamic=False)
    for opset in (9, 13, 17):
        torch_model(f"torch-functions-{opset}", Functions(), (2, 6, 6), opset)
    torch_model("torch-normalised", Normalised(), (2, 4, 4), 13)
    torch_model("refused-residual", Residual(), (2, 8, 8), 13)
    torch_model("refused-relu6", nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU6(), nn.Flatten(), nn.Linear(8, 2)), (1, 4, 4), 13)
    torch_model("refused-hardswish", nn.Sequential(nn.Conv2d(1, 2, 3), nn.Hardswish(), nn.Flatten(), nn.Linear(8, 2)), (1, 4, 4), 14)
    torch_model("refused-lstm", nn.LSTM(4, 3), (4, 4), 13, dynamic=False)
    torch_model("refused-up", nn.Sequential(nn.ConvTranspose2d(1, 2, 3), nn.Flatten(), nn.Linear(72, 2)), (1, 4, 4), 13)
    torch_model("refused-ceil", nn.Sequential(nn.Conv2d(1, 2, 2), nn.MaxPool2d(2, ceil_mode=True), nn.Flatten(), nn.Linear(18, 2)), (1, 6, 6), 13)
    path = os.path.join(FOLDER, "refused-open.onnx")
    torch.onnx.export(nn.Sequential(nn.Conv2d(1, 2, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 2)).eval(), torch.randn(1, 1, 8, 8), path, opset_version=13,
                      input_names=["input"], output_names=["output"], dynamic_axes={"input": {0: "batch", 2: "height", 3: "width"}})


# --- by hand ----------------------------------------------------------------------------------------------------

def save(name, nodes, inputs, outputs, constants, opset=13, producer="by hand", domains=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(value, key) if isinstance(value, np.ndarray) else value for key, value in constants.items()])
    imports = [helper.make_opsetid("", opset)] + [helper.make_opsetid(domain, 1) for domain in domains]
    model = helper.make_model(graph, producer_name=producer, opset_imports=imports)
    model.ir_version = 7
    if opset <= 17 and not name.startswith("refused"):
        onnx.checker.check_model(model)
    onnx.save(model, os.path.join(FOLDER, name + ".onnx"))


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def keras():
    """As tf2onnx writes tf.keras.Sequential([Conv2D, MaxPooling2D, Conv2D(same), Flatten, Dense, Dense(softmax)]) of images [height, width, channels]."""
    node = helper.make_node
    nodes = [
        node("Transpose", ["x"], ["x_t"], "StatefulPartitionedCall/sequential/conv2d/Conv2D__6", perm=[0, 3, 1, 2]),
        node("Conv", ["x_t", "k1", "b1"], ["c1"], "StatefulPartitionedCall/sequential/conv2d/BiasAdd", kernel_shape=[3, 3], strides=[1, 1], auto_pad="VALID", dilations=[1, 1], group=1),
        node("Relu", ["c1"], ["r1"], "StatefulPartitionedCall/sequential/conv2d/Relu"),
        node("MaxPool", ["r1"], ["p1"], "StatefulPartitionedCall/sequential/max_pooling2d/MaxPool", kernel_shape=[2, 2], strides=[2, 2], auto_pad="VALID"),
        node("Conv", ["p1", "k2"], ["c2"], "StatefulPartitionedCall/sequential/conv2d_1/Conv2D", kernel_shape=[2, 2], strides=[1, 1], auto_pad="SAME_UPPER"),
        node("Add", ["c2", "b2"], ["a2"], "StatefulPartitionedCall/sequential/conv2d_1/BiasAdd"),
        node("Relu", ["a2"], ["r2"], "StatefulPartitionedCall/sequential/conv2d_1/Relu"),
        node("Transpose", ["r2"], ["r2_t"], "StatefulPartitionedCall/sequential/conv2d_1/Relu__20", perm=[0, 2, 3, 1]),
        node("Reshape", ["r2_t", "flat"], ["f"], "StatefulPartitionedCall/sequential/flatten/Reshape"),
        node("MatMul", ["f", "d1"], ["m1"], "StatefulPartitionedCall/sequential/dense/MatMul"),
        node("Add", ["m1", "e1"], ["s1"], "StatefulPartitionedCall/sequential/dense/BiasAdd"),
        node("Tanh", ["s1"], ["t1"], "StatefulPartitionedCall/sequential/dense/Tanh"),
        node("MatMul", ["t1", "d2"], ["m2"], "StatefulPartitionedCall/sequential/dense_1/MatMul"),
        node("Add", ["m2", "e2"], ["s2"], "StatefulPartitionedCall/sequential/dense_1/BiasAdd"),
        node("Softmax", ["s2"], ["y"], "StatefulPartitionedCall/sequential/dense_1/Softmax", axis=1),
    ]
    constants = {
        "k1": weights(3, 2, 3, 3), "b1": weights(3), "k2": weights(4, 3, 2, 2), "b2": weights(1, 4, 1, 1), "flat": np.array([-1, 36], np.int64),
        "d1": weights(36, 5), "e1": weights(5), "d2": weights(5, 3), "e2": weights(3),
    }
    save("keras", nodes, [floats("x", "unk__1", 8, 8, 2)], [floats("y", "unk__2", 3)], constants, 15, "tf2onnx")


def keras_pads():
    """ZeroPadding2D before a convolution, batch normalisation of it as a product and a sum, GlobalAveragePooling2D of [height, width, channels], Rescaling in front."""
    node = helper.make_node
    nodes = [
        node("Mul", ["x", "scale"], ["x_s"], "model/rescaling/mul"),
        node("Transpose", ["x_s"], ["x_t"], "model/conv2d/Conv2D__6", perm=[0, 3, 1, 2]),
        node("Pad", ["x_t", "pads"], ["x_p"], "model/zero_padding2d/Pad"),
        node("Conv", ["x_p", "k1"], ["c1"], "model/conv2d/Conv2D", kernel_shape=[3, 3], strides=[2, 2], auto_pad="VALID"),
        node("Mul", ["c1", "gamma"], ["n1"], "model/batch_normalization/mul"),
        node("Add", ["n1", "beta"], ["n2"], "model/batch_normalization/add"),
        node("Relu", ["n2"], ["r1"], "model/re_lu/Relu"),
        node("Transpose", ["r1"], ["r1_t"], "model/t", perm=[0, 2, 3, 1]),
        node("ReduceMean", ["r1_t"], ["g"], "model/global_average_pooling2d/Mean", axes=[1, 2], keepdims=0),
        node("MatMul", ["g", "d1"], ["m1"], "model/dense/MatMul"),
        node("Add", ["m1", "e1"], ["y"], "model/dense/BiasAdd"),
    ]
    constants = {
        "scale": np.array(1 / 255, np.float32), "pads": np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64), "k1": weights(3, 1, 3, 3),
        "gamma": weights(1, 3, 1, 1) + 1, "beta": weights(1, 3, 1, 1), "d1": weights(3, 2), "e1": weights(2),
    }
    save("keras-pads", nodes, [floats("x", "n", 9, 9, 1)], [floats("y", "n", 2)], constants, 13, "tf2onnx")


def scikit():
    """As skl2onnx writes MLPClassifier(hidden_layer_sizes=(6,)) of three classes, in double precision."""
    node = helper.make_node
    nodes = [
        node("Cast", ["X"], ["cast_input"], "Cast", to=TensorProto.DOUBLE),
        node("MatMul", ["cast_input", "coefficient"], ["mul_result"], "MatMul"),
        node("Add", ["mul_result", "intercepts"], ["add_result"], "Add"),
        node("Relu", ["add_result"], ["next_activations"], "Relu"),
        node("MatMul", ["next_activations", "coefficient1"], ["mul_result1"], "MatMul1"),
        node("Add", ["mul_result1", "intercepts1"], ["add_result1"], "Add1"),
        node("Softmax", ["add_result1"], ["out_activations_result"], "Softmax", axis=1),
        node("ArgMax", ["out_activations_result"], ["argmax_output"], "ArgMax", axis=1),
        node("Cast", ["out_activations_result"], ["output_probability_c"], "Cast1", to=TensorProto.FLOAT),
        node("ArrayFeatureExtractor", ["classes", "argmax_output"], ["array_feature_extractor_result"], "ArrayFeatureExtractor", domain="ai.onnx.ml"),
        node("ZipMap", ["output_probability_c"], ["output_probability"], "ZipMap", domain="ai.onnx.ml", classlabels_int64s=[0, 1, 2]),
        node("Cast", ["array_feature_extractor_result"], ["cast2_result"], "Cast2", to=TensorProto.INT64),
        node("Reshape", ["cast2_result", "shape_tensor"], ["output_label"], "Reshape"),
    ]
    constants = {
        "coefficient": weights(16, 6, dtype=np.float64), "intercepts": weights(1, 6, dtype=np.float64), "coefficient1": weights(6, 3, dtype=np.float64),
        "intercepts1": weights(1, 3, dtype=np.float64), "classes": np.array([0, 1, 2], np.int32), "shape_tensor": np.array([-1], np.int64),
    }
    kind = onnx.TypeProto()
    kind.sequence_type.elem_type.map_type.key_type = TensorProto.INT64
    kind.sequence_type.elem_type.map_type.value_type.tensor_type.elem_type = TensorProto.FLOAT
    probability = helper.make_value_info("output_probability", kind)
    save("scikit", nodes, [floats("X", None, 16)], [helper.make_tensor_value_info("output_label", TensorProto.INT64, [None]), probability], constants, 15, "skl2onnx", ["ai.onnx.ml"])


def bfloat(values):
    return [int(bits) >> 16 for bits in values.astype(np.float32).view(np.uint32).ravel()]


def types():
    """Initial values of every float type, as bytes and in the fields of their type, and in nodes."""
    first = weights(4, 5)
    exact = np.round(first * 64) / 64  # what every type holds
    shape = exact.shape

    def typed(kind, values):
        return helper.make_tensor("w", kind, shape, values)

    def raw(kind, data):
        return helper.make_tensor("w", kind, shape, data, raw=True)

    tensors = {
        "float-typed": typed(TensorProto.FLOAT, exact.ravel()), "float-raw": raw(TensorProto.FLOAT, exact.astype("<f4").tobytes()),
        "double-typed": typed(TensorProto.DOUBLE, exact.astype(np.float64).ravel()), "double-raw": raw(TensorProto.DOUBLE, exact.astype("<f8").tobytes()),
        "half-typed": typed(TensorProto.FLOAT16, exact.astype(np.float16).ravel()), "half-raw": raw(TensorProto.FLOAT16, exact.astype("<f2").tobytes()),
        "bfloat-raw": raw(TensorProto.BFLOAT16, np.array(bfloat(exact), "<u2").tobytes()),
    }
    bfloat_typed = TensorProto(name="w", data_type=TensorProto.BFLOAT16, dims=shape)
    bfloat_typed.int32_data.extend(bfloat(exact))
    tensors["bfloat-typed"] = bfloat_typed
    for name, tensor in tensors.items():
        nodes = [helper.make_node("Flatten", ["x"], ["f"], axis=1), helper.make_node("Cast", ["w"], ["w_c"], to=TensorProto.FLOAT), helper.make_node("Gemm", ["f", "w_c", "c"], ["y"], transB=1, alpha=1.0, beta=2.0)]
        save(f"type-{name}", nodes, [floats("x", "n", 1, 1, 5)], [floats("y", "n", 4)], {"w": tensor, "c": np.array([0.25, 0.5, 1, 2], np.float32)})
    nodes = [helper.make_node("Constant", [], ["w"], value=tensors["float-raw"]), helper.make_node("Constant", [], ["half"], value_float=2.0), helper.make_node("Constant", [], ["shape"], value_ints=[-1, 5]),
             helper.make_node("Mul", ["b", "half"], ["c"]), helper.make_node("Transpose", ["w"], ["w_t"]), helper.make_node("Reshape", ["x", "shape"], ["f"]), helper.make_node("MatMul", ["f", "w_t"], ["m"]), helper.make_node("Add", ["c", "m"], ["y"])]
    save("type-nodes", nodes, [floats("x", "n", 1, 1, 5)], [floats("y", "n", 4)], {"b": np.array([0.25, 0.5, 1, 2], np.float32)})


def operator_sets():
    """The operators whose form changed, each set by hand: BatchNormalization, Pad, Clip, Dropout, Squeeze, ReduceMean, Softmax."""
    node = helper.make_node
    for opset in range(7, 23):
        constants = {"k": weights(3, 1, 2, 2), "kb": weights(3), "s": weights(3) + 1, "b": weights(3), "m": weights(3), "v": weights(3) + 1, "w": weights(2, 3), "c": weights(2)}

        def axes(operation, source, target, values, since, **others):
            if opset < since:
                return node(operation, [source], [target], axes=values, **others)
            constants[target + "_axes"] = np.array(values, np.int64)
            return node(operation, [source, target + "_axes"], [target], **others)

        if opset < 11:
            pad = node("Pad", ["x"], ["p"], pads=[0, 0, 1, 1, 0, 0, 1, 1], mode="constant", value=0.0)
            clip = node("Clip", ["n"], ["r"], min=0.0)
        else:
            constants |= {"pads": np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64), "zero": np.array(0, np.float32)}
            pad = node("Pad", ["x", "pads"], ["p"])
            clip = node("Clip", ["n", "zero"], ["r"])
        if opset < 12:
            drop = node("Dropout", ["q"], ["d"], ratio=0.25)
        else:
            constants["ratio"] = np.array(0.25, np.float32)
            drop = node("Dropout", ["q", "ratio"], ["d"])
        nodes = [
            pad, node("Conv", ["p", "k", "kb"], ["a"], "conv/Conv"), node("BatchNormalization", ["a", "s", "b", "m", "v"], ["n"], "norm/BatchNormalization", epsilon=0.001), clip,
            axes("ReduceMean", "r", "g", [2, 3], 18, keepdims=1), axes("Squeeze", "g", "q", [2, 3], 13), drop,
            node("Gemm", ["d", "w", "c"], ["z"], "fc/Gemm", transB=1), node("Softmax", ["z"], ["y"], axis=1),
        ]
        save(f"set-{opset}", nodes, [floats("x", "n", 1, 4, 4)], [floats("y", "n", 2)], constants, opset)


def others():
    node = helper.make_node
    nodes = [node("Conv", ["x", "k"], ["a"], "down", strides=[2, 2], pads=[0, 0, 1, 1]), node("Flatten", ["a"], ["f"]), node("Gemm", ["f", "w"], ["y"], "last", transB=1)]
    save("refused-uneven", nodes, [floats("x", "n", 1, 6, 6)], [floats("y", "n", 2)], {"k": weights(1, 1, 3, 3), "w": weights(2, 9)})
    nodes = [node("Mystery", ["x"], ["a"], "what", domain="com.example"), node("Flatten", ["a"], ["y"])]
    save("refused-domain", nodes, [floats("x", "n", 1, 2, 2)], [floats("y", "n", 4)], {}, domains=["com.example"])
    nodes = [node("Flatten", ["x"], ["f"]), node("Gemm", ["f", "w"], ["y"], "first", transB=1), node("Relu", ["y"], ["z"])]
    save("refused-outputs", nodes, [floats("x", "n", 1, 2, 2)], [floats("y", "n", 2), floats("z", "n", 2)], {"w": weights(2, 4)})
    nodes = [node("Flatten", ["x"], ["f"]), node("Flatten", ["x2"], ["f2"]), node("Concat", ["f", "f2"], ["j"], "join", axis=1), node("Gemm", ["j", "w"], ["y"], transB=1)]
    save("refused-inputs", nodes, [floats("x", "n", 1, 2, 2), floats("x2", "n", 1, 2, 2)], [floats("y", "n", 2)], {"w": weights(2, 8)})
    nodes = [node("Flatten", ["x"], ["f"]), node("Gemm", ["f", "w"], ["h"], "first", transB=1), node("Mul", ["h", "h2"], ["y"], "scaled")]
    save("scaled-vector", [node("Flatten", ["x"], ["f"]), node("Gemm", ["f", "w"], ["h"], "first", transB=1), node("Mul", ["h", "s"], ["y"], "scaled")],
         [floats("x", "n", 1, 2, 2)], [floats("y", "n", 2)], {"w": weights(2, 4), "s": weights(2) + 1})
    save("refused-set", [node("Flatten", ["x"], ["y"])], [floats("x", "n", 1, 2, 2)], [floats("y", "n", 4)], {}, opset=6)
    nodes = [node("Flatten", ["x"], ["f"]), node("Gemm", ["f", "w"], ["y"], "first", transB=1)]
    save("refused-number", nodes, [floats("x", "n", 1, 2, 2)], [floats("y", "n", 2)], {"w": np.full((2, 4), np.nan, np.float32)})
    nodes = [node("Gemm", ["x", "w"], ["y"], "first", transB=1)]
    save("refused-rows", [node("Reshape", ["x", "s"], ["r"]), node("MatMul", ["r", "w"], ["m"], "rows"), node("Flatten", ["m"], ["y"])], [floats("x", "n", 1, 2, 3)], [floats("y", "n", 4)], {"s": np.array([-1, 2, 3], np.int64), "w": weights(3, 2)})


def external():
    """Weights in a file beside the model, as PyTorch's newer exporter leaves them."""
    folder = os.path.join(FOLDER, "External")
    os.makedirs(folder, exist_ok=True)
    for file in os.listdir(folder):
        os.remove(os.path.join(folder, file))
    graph = helper.make_graph([helper.make_node("Flatten", ["x"], ["f"]), helper.make_node("Gemm", ["f", "fc.weight", "fc.bias"], ["y"], transB=1)], "external",
                              [floats("x", "n", 1, 2, 2)], [floats("y", "n", 3)], [numpy_helper.from_array(weights(3, 4), "fc.weight"), numpy_helper.from_array(weights(3), "fc.bias")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save_model(model, os.path.join(FOLDER, "external-whole.onnx"))
    onnx.save_model(model, os.path.join(folder, "external.onnx"), save_as_external_data=True, all_tensors_to_one_file=True, location="external.onnx.data", size_threshold=0)


os.makedirs(FOLDER, exist_ok=True)
torch_models()
keras()
keras_pads()
scikit()
types()
operator_sets()
others()
external()
