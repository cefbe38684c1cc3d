"""The checker of the onnx package, with its inference of types and shapes; and its evaluator of reference, in the versions that have one."""
import numpy
import onnx

import cases

try:
    from onnx.reference import ReferenceEvaluator
except ImportError:
    ReferenceEvaluator = None


def read(model, x, input_name):
    proto = onnx.load(model)
    onnx.checker.check_model(proto, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(proto, check_type=True, strict_mode=True, data_prop=True)
    declared = [str(output) for output in inferred.graph.output]
    if declared != [str(output) for output in proto.graph.output]:
        raise ValueError("the outputs' shapes are not those that are declared")
    if ReferenceEvaluator is None:
        return numpy.zeros(0)
    return ReferenceEvaluator(proto).run(["logits"], {input_name: x})[0]


cases.run(read)
