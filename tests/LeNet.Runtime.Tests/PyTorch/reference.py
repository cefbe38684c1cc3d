"""Writes reference.json: what PyTorch makes of recipes, in double precision.

    python3 reference.py > reference.json        # Debian: python3-torch

A case is a piece of a recipe file. Its keys go to PyTorch by their names, so that names, defaults and order of operations are compared at once.
"""
import json
import math

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import lr_scheduler

STEPS = 12

OPTIMIZERS = [
    {"optimizer": {"type": "sgd", "lr": 0.02}},
    {"optimizer": {"type": "sgd", "lr": 0.02, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.1}},
    {"optimizer": {"type": "sgd", "lr": 0.02, "momentum": 0.7, "nesterov": True, "weight_decay": 0.01}},
    {"optimizer": {"type": "adam", "lr": 0.02}},
    {"optimizer": {"type": "adam", "lr": 0.02, "betas": [0.8, 0.95], "eps": 0.001, "weight_decay": 0.1}},
    {"optimizer": {"type": "adam", "lr": 0.02, "betas": [0.9, 0.7], "amsgrad": True}},
    {"optimizer": {"type": "adamw", "lr": 0.02}},
    {"optimizer": {"type": "adamw", "lr": 0.02, "betas": [0.9, 0.7], "weight_decay": 0.5, "amsgrad": True}},
    {"optimizer": {"type": "rmsprop", "lr": 0.02}},
    {"optimizer": {"type": "rmsprop", "lr": 0.02, "alpha": 0.9, "eps": 0.01, "momentum": 0.5, "weight_decay": 0.1}},
    {"optimizer": {"type": "rmsprop", "lr": 0.02, "alpha": 0.9, "eps": 0.01, "centered": True}},
    {"optimizer": {"type": "sgd", "lr": 0.02, "momentum": 0.9}, "clip_grad_norm": 0.5},
    {"optimizer": {"type": "adam", "lr": 0.02}, "clip_grad_value": 0.25},
]

SCHEDULES = [
    {"type": "constant"},
    {"type": "step", "step_size": 4},
    {"type": "multistep", "milestones": [3, 10, 25], "gamma": 0.3},
    {"type": "exponential", "gamma": 0.95},
    {"type": "cosine", "t_max": 15, "eta_min": 0.001},
    {"type": "linear"},
    {"type": "linear", "start_factor": 0.9, "end_factor": 0.05, "total_iters": 30},
    {"type": "one_cycle", "max_lr": 0.4, "total_steps": 40},
    {"type": "one_cycle", "max_lr": 0.4, "total_steps": 40, "pct_start": 0.4, "anneal_strategy": "linear", "three_phase": True, "div_factor": 10, "final_div_factor": 50},
    {"type": "exponential", "gamma": 0.9, "warmup": {"steps": 6}},
    {"type": "step", "step_size": 7, "gamma": 0.5, "warmup": {"steps": 5, "start_factor": 0.05}},
]

CLASSES = {
    "sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "rmsprop": torch.optim.RMSprop,
    "step": lr_scheduler.StepLR, "multistep": lr_scheduler.MultiStepLR, "exponential": lr_scheduler.ExponentialLR, "cosine": lr_scheduler.CosineAnnealingLR,
    "linear": lr_scheduler.LinearLR, "one_cycle": lr_scheduler.OneCycleLR, "plateau": lr_scheduler.ReduceLROnPlateau,
}
RENAMED = {"t_max": "T_max"}


def make(kind, target):
    arguments = {RENAMED.get(key, key): value for key, value in kind.items() if key not in ("type", "warmup")}
    return CLASSES[kind["type"]](target, **arguments)


def initial():
    """A matrix of 2 x 3 and a vector of 2."""
    return [torch.nn.Parameter(torch.tensor([[math.cos(3 * row + column) for column in range(3)] for row in range(2)], dtype=torch.float64)),
            torch.nn.Parameter(torch.tensor([0.5, -0.25], dtype=torch.float64))]


def gradient(index, step):
    return math.sin(0.7 * index + 1.3 * step) * (1 + index % 3) / 2


def trained(recipe):
    parameters = initial()
    optimizer = make(recipe["optimizer"], parameters)
    values = []
    for step in range(STEPS):
        index = 0
        for parameter in parameters:
            parameter.grad = torch.zeros_like(parameter)
            flat = parameter.grad.view(-1)
            for i in range(len(flat)):
                flat[i] = gradient(index, step)
                index += 1
        if "clip_grad_norm" in recipe:
            clip_grad_norm_(parameters, recipe["clip_grad_norm"])
        if "clip_grad_value" in recipe:
            clip_grad_value_(parameters, recipe["clip_grad_value"])
        optimizer.step()
        values.append([value for parameter in parameters for value in parameter.detach().view(-1).tolist()])
    return values


def rates(schedule):
    optimizer = torch.optim.SGD(initial(), lr=0.1, momentum=0.9)
    if schedule["type"] == "constant":
        scheduler = lr_scheduler.LambdaLR(optimizer, lambda _: 1)
    else:
        scheduler = make(schedule, optimizer)
    if "warmup" in schedule:
        warmup = schedule["warmup"]
        factors = {"start_factor": warmup["start_factor"]} if "start_factor" in warmup else {}
        optimizer = torch.optim.SGD(initial(), lr=0.1, momentum=0.9)
        first = lr_scheduler.LinearLR(optimizer, total_iters=warmup["steps"], **factors)
        scheduler = lr_scheduler.SequentialLR(optimizer, [first, make(schedule, optimizer)], milestones=[warmup["steps"]])
    values = []
    for _ in range(schedule.get("total_steps", 40)):
        group = optimizer.param_groups[0]
        values.append([group["lr"], group["momentum"]])
        optimizer.step()
        if len(values) < schedule.get("total_steps", 40):
            scheduler.step()
    return values


def plateau(schedule, losses):
    optimizer = torch.optim.SGD(initial(), lr=0.1)
    scheduler = make(schedule, optimizer)
    values = []
    for loss in losses:
        values.append(optimizer.param_groups[0]["lr"])
        scheduler.step(loss)
    return values


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else round(value, 12) if isinstance(value, float) else value


LOSSES = [1, 0.9, 0.91, 0.90005, 0.9, 0.85, 0.86, 0.86, 0.87, 0.86, 0.86, 0.86, 0.84, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]
PLATEAUS = [
    {"type": "plateau", "patience": 2},
    {"type": "plateau", "factor": 0.5, "patience": 1, "threshold": 0.01, "cooldown": 2, "min_lr": 0.02},
    {"type": "plateau"},
]

CASES = {
    "optimizers": [{"recipe": recipe, "values": trained(recipe)} for recipe in OPTIMIZERS],
    "schedules": [{"recipe": {"optimizer": {"type": "sgd", "lr": 0.1, "momentum": 0.9}, "schedule": schedule}, "values": rates(schedule)} for schedule in SCHEDULES],
    "plateaus": [{"recipe": {"optimizer": {"type": "sgd", "lr": 0.1}, "schedule": schedule, "validation": 0.1}, "losses": LOSSES, "values": plateau(schedule, LOSSES)} for schedule in PLATEAUS],
}

print(f'{{\n"torch": "{torch.__version__}",')
print(",\n".join(f'"{part}": [\n' + ",\n".join(json.dumps(rounded(case)) for case in cases) + "\n]" for part, cases in CASES.items()))
print("}")
