"""OpenCV's dnn module, from Python."""
import cv2

import cases


def read(model, x, input_name):
    net = cv2.dnn.readNetFromONNX(model)
    net.setInput(x, input_name)
    return net.forward("logits")


cases.run(read)
