"""The loop in JAX: a whole iteration is one compiled function, images channels last."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from setting import (
    EPSILON,
    LEAK,
    PADDING,
    STRIDE,
    inputs_of,
    starts,
)

LAYOUT = ("NHWC", "HWIO", "NHWC")
LEAST_DISTANCE, LEAST_NORM = 1e-6, 1e-12


class Trained(NamedTuple):
    """A network's parameters, with Adam's moments and how often they have moved."""

    values: list
    first: list
    second: list
    moves: jax.Array


class State(NamedTuple):
    generator: Trained
    critic: Trained
    average: list
    iteration: jax.Array


def channels_last(layer, weight):
    """A drawn weight for images whose channels come last."""
    if layer.kind == "convolution":
        return weight.transpose(2, 3, 1, 0)
    if layer.kind == "transposed":
        return weight.transpose(2, 3, 1, 0)
    grid = weight.reshape(*layer.inputs, *layer.outputs)
    return grid.transpose(1, 2, 0, 4, 5, 3).reshape(weight.shape)


def begin(layers, weights):
    values = []
    for layer, weight in zip(layers, weights):
        own = {"weight": jnp.asarray(channels_last(layer, weight))}
        if layer.bias:
            own["bias"] = jnp.zeros(layer.bias_length)
        if layer.normalised:
            own["gamma"] = jnp.ones(layer.outputs[0])
            own["beta"] = jnp.zeros(layer.outputs[0])
        values.append(own)
    zeros = jax.tree.map(jnp.zeros_like, values)
    return Trained(values, zeros, jax.tree.map(jnp.copy, zeros), jnp.zeros((), int))


def convolve(x, weight):
    sides = [(PADDING, PADDING)] * 2
    return lax.conv_general_dilated(
        x, weight, (STRIDE, STRIDE), sides, dimension_numbers=LAYOUT
    )


@jax.custom_vjp
def convolve_transposed(y, weight):
    """The adjoint of a convolution.

    Its gradients are written out: those that JAX would find ask XLA for a convolution
    with holes in its kernel, which takes a processor some twenty times as long.
    """
    batch, height, width, _ = y.shape
    shape = (batch, STRIDE * height, STRIDE * width, weight.shape[2])
    domain = jax.ShapeDtypeStruct(shape, y.dtype)
    return jax.linear_transpose(lambda x: convolve(x, weight), domain)(y)[0]


def transposed_forward(y, weight):
    return convolve_transposed(y, weight), (y, weight)


def transposed_backward(kept, gradient):
    y, weight = kept
    along, by_weight = jax.vjp(lambda own: convolve(gradient, own), weight)
    return along, *by_weight(y)


convolve_transposed.defvjp(transposed_forward, transposed_backward)


def affine(layer, x, weight):
    if layer.kind == "linear":
        return x.reshape(x.shape[0], -1) @ weight
    channels, height, width = layer.inputs
    image = x.reshape(-1, height, width, channels)
    if layer.kind == "convolution":
        return convolve(image, weight)
    return convolve_transposed(image, weight)


def normalise(layer, own, x):
    grid = x.reshape(x.shape[0], -1, layer.outputs[0])
    mean = grid.mean(axis=(1, 2), keepdims=True)
    variance = grid.var(axis=(1, 2), keepdims=True)
    standard = (grid - mean) * lax.rsqrt(variance + EPSILON)
    return standard * own["gamma"] + own["beta"]


def activate(kind, x):
    if kind == "leaky":
        return jnp.where(x > 0, x, LEAK * x)
    return jax.nn.sigmoid(x) if kind == "sigmoid" else x


def forward(layers, values, x):
    for layer, own in zip(layers, values):
        x = affine(layer, x, own["weight"])
        x = x + own["bias"] if layer.bias else x
        x = normalise(layer, own, x) if layer.normalised else x
        x = activate(layer.activation, x)
    return x.reshape(x.shape[0], -1)


def adam(settings, factor, trained, gradients):
    """One step, at `factor` times the configured rate."""
    beta1, beta2 = settings["beta1"], settings["beta2"]
    moves = trained.moves + 1
    ahead = settings["rate"] * factor / (1 - beta1**moves)
    scale = 1 / (1 - beta2**moves)
    first = jax.tree.map(
        lambda m, g: beta1 * m + (1 - beta1) * g, trained.first, gradients
    )
    second = jax.tree.map(
        lambda v, g: beta2 * v + (1 - beta2) * g**2, trained.second, gradients
    )
    values = jax.tree.map(
        lambda x, m, v: x - ahead * m / (jnp.sqrt(v * scale) + settings["epsilon"]),
        trained.values,
        first,
        second,
    )
    return Trained(values, first, second, moves)


def rate_factor(decay, iteration):
    late = (decay["from"] / jnp.maximum(iteration, 1.0)) ** decay["power"]
    return jnp.where(iteration <= decay["from"], 1.0, late)


def averaged(averaging, average, values, iteration):
    decay = jnp.minimum(averaging["decay"], (1 + iteration) / (10 + iteration))
    return jax.tree.map(lambda a, x: a + (1 - decay) * (x - a), average, values)


def norms(rows):
    return jnp.sqrt((rows**2).sum(axis=1))


class Loop:
    """A run of the loop from the weights and inputs that all peers have."""

    def __init__(self, setting):
        self.setting = setting
        self.config = setting.config
        generator, critic = starts(setting)
        generator = begin(setting.generator, generator)
        average = jax.tree.map(jnp.copy, generator.values)
        critic = begin(setting.critic, critic)
        self.state = State(generator, critic, average, jnp.zeros((), int))
        self.pool = [
            jax.tree.map(jnp.asarray, (own.real, own.latents, own.mixes))
            for own in inputs_of(setting)
        ]
        self.done = 0
        self.iteration = jax.jit(self.whole_iteration, donate_argnums=0)

    def score(self, values, images):
        return forward(self.setting.critic, values, images)[:, 0]

    def fakes(self, values, latents):
        return forward(self.setting.generator, values, latents)

    def ends(self, values, real, fake, mix):
        """The two ends of each pair, and their distance: constants of the loss."""
        count = self.setting.pairs
        real, fake = real[:count], fake[:count]
        if not self.setting.is_adversarial:
            return real, fake, norms(real - fake)
        step = self.config["constraint"]["step"]
        points = mix[:, None] * real + (1 - mix[:, None]) * fake
        rise = jax.grad(lambda x: self.score(values, x).sum())(points)
        length = jnp.maximum(norms(rise), LEAST_NORM)
        return points, points + step * rise / length[:, None], jnp.full(count, float(step))

    def scores(self, values, real, fake, ends):
        """f of the digits, of the fakes, and of both ends of the pairs, in one pass."""
        first, second = ends
        if not self.setting.is_adversarial:
            scores = self.score(values, jnp.concatenate([real, fake]))
            real, fake = jnp.split(scores, 2)
            return real, fake, real[: len(first)], fake[: len(second)]
        # Alone, as where its gradient was asked for, so that it is computed once.
        start = self.score(values, first)
        groups = [real, fake, second]
        scores = self.score(values, jnp.concatenate(groups))
        places = [len(real), 2 * len(real)]
        real, fake, end = jnp.split(scores, places)
        return real, fake, start, end

    def critic_loss(self, values, real, fake, ends, distance):
        real, fake, first, second = self.scores(values, real, fake, ends)
        slope = jnp.abs(first - second) / jnp.maximum(distance, LEAST_DISTANCE)
        penalty = (jnp.maximum(slope - 1, 0) ** 2).mean()
        weight = self.config["constraint"]["lambda"]
        return weight * penalty - (real.mean() - fake.mean())

    def critic_step(self, critic, real, fake, mix, factor):
        real = real.reshape(len(real), -1)
        *ends, distance = self.ends(critic.values, real, fake, mix)
        loss, gradients = jax.value_and_grad(self.critic_loss)(
            critic.values, real, fake, ends, distance
        )
        return adam(self.config["criticAdam"], factor, critic, gradients), loss

    def whole_iteration(self, state, inputs):
        real, latents, mixes = inputs
        generator, critic = state.generator, state.critic
        factor = rate_factor(self.config["rateDecay"], state.iteration)
        for step in range(self.config["nCritic"]):
            fake, back = jax.vjp(
                lambda values, z=latents[step]: self.fakes(values, z), generator.values
            )
            critic, loss = self.critic_step(
                critic, real[step], fake, mixes[step], factor
            )
        if not self.setting.shares_fakes:
            fake, back = jax.vjp(
                lambda values: self.fakes(values, latents[-1]), generator.values
            )
        descent = jax.grad(lambda x: -self.score(critic.values, x).mean())(fake)
        settings = self.config["generatorAdam"]
        generator = adam(settings, factor, generator, *back(descent))
        average = state.average
        if self.config["averaging"]:
            average = averaged(
                self.config["averaging"], average, generator.values, state.iteration
            )
        return State(generator, critic, average, state.iteration + 1), loss

    def iterate(self, count):
        """That many iterations, and the last one's critic loss, read at the end."""
        for _ in range(count):
            inputs = self.pool[self.done % len(self.pool)]
            self.state, loss = self.iteration(self.state, inputs)
            self.done += 1
        return float(jax.block_until_ready((self.state, loss))[1])

    def critic_losses(self, steps):
        """The losses of critic steps on the first inputs, which move the critic."""
        real, latents, mixes = self.pool[0]
        fake = self.fakes(self.state.generator.values, latents[0])
        step = jax.jit(partial(self.critic_step, factor=1.0))
        losses = []
        for _ in range(steps):
            critic, loss = step(self.state.critic, real[0], fake, mixes[0])
            self.state = self.state._replace(critic=critic)
            losses.append(float(loss))
        return losses


def open_loop(setting, threads):
    """The loop on so many threads: XLA takes one for each processor it may run on."""
    del threads
    return Loop(setting), f"JAX {jax.__version__}"
