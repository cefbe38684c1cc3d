"""What the readers in Python share: they go through the cases of a folder and leave what each model gave, or why it gave nothing."""
import os
import sys

import numpy


def run(read):
    """read(path of the model, input, name of the input) returns the logits."""
    cases, out = sys.argv[1:3]
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(cases, "cases.tsv")) as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    for name, input_name, kind, shape, _ in rows:
        path = os.path.join(out, name)
        if os.path.exists(path + ".logits") or os.path.exists(path + ".error"):
            continue
        write(path + ".error", "crashed")
        x = numpy.fromfile(os.path.join(cases, name + ".input"), kind).reshape([int(size) for size in shape.split(",")])
        try:
            logits = read(os.path.join(cases, name + ".onnx"), x, input_name)
        except Exception as problem:
            write(path + ".error", " ".join(str(problem).split()))
            continue
        numpy.ascontiguousarray(logits, "<f4").tofile(path + ".logits")
        os.remove(path + ".error")


def write(path, text):
    with open(path, "w") as file:
        file.write(text)
