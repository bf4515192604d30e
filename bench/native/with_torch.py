"""The loop in PyTorch: modules, autograd and its fused Adam, operation by operation.

Not by `torch.compile`: in PyTorch 2.15 it was no quicker here, and its Conv learned
otherwise.
"""

import torch
from torch import nn

from setting import EPSILON, KERNEL, LEAK, PADDING, STRIDE, inputs_of, starts

LEAST_DISTANCE, LEAST_NORM = 1e-6, 1e-12


def affine(layer):
    """The modules of an affine map."""
    if layer.kind == "linear":
        inputs, outputs = layer.weight_shape
        dense = nn.Linear(inputs, outputs, bias=layer.bias)
        return [nn.Flatten(), dense, nn.Unflatten(1, layer.outputs)]
    of = nn.Conv2d if layer.kind == "convolution" else nn.ConvTranspose2d
    channels = layer.inputs[0], layer.outputs[0]
    return [of(*channels, KERNEL, STRIDE, PADDING, bias=layer.bias)]


def module_of(layers, weights):
    """A network that begins with these weights and with biases of zero."""
    modules = []
    for layer, weight in zip(layers, weights):
        own = affine(layer)
        with torch.no_grad():
            for module in own:
                if isinstance(module, nn.Linear):
                    module.weight.copy_(torch.from_numpy(weight.T))
                elif hasattr(module, "weight"):
                    module.weight.copy_(torch.from_numpy(weight))
                if getattr(module, "bias", None) is not None:
                    module.bias.zero_()
        modules += own
        if layer.normalised:
            modules.append(nn.GroupNorm(1, layer.outputs[0], EPSILON))
        if layer.activation == "leaky":
            modules.append(nn.LeakyReLU(LEAK))
        elif layer.activation == "sigmoid":
            modules.append(nn.Sigmoid())
    return nn.Sequential(*modules)


def adam_of(module, settings):
    # JavaScript writes a whole number without its point.
    betas = float(settings["beta1"]), float(settings["beta2"])
    return torch.optim.Adam(
        module.parameters(), settings["rate"], betas, settings["epsilon"], fused=True
    )


def rate_factor(decay, iteration):
    if iteration <= decay["from"]:
        return 1.0
    return (decay["from"] / iteration) ** decay["power"]


def norms(images):
    return images.flatten(1).norm(dim=1)


class Loop:
    """A run of the loop from the weights and inputs that all peers have."""

    def __init__(self, setting):
        self.setting = setting
        self.config = setting.config
        weights = starts(setting)
        self.generator = module_of(setting.generator, weights[0])
        self.critic = module_of(setting.critic, weights[1])
        self.average = [p.detach().clone() for p in self.generator.parameters()]
        self.adams = (
            adam_of(self.generator, self.config["generatorAdam"]),
            adam_of(self.critic, self.config["criticAdam"]),
        )
        self.pool = [
            [torch.from_numpy(array) for array in (own.real, own.latents, own.mixes)]
            for own in inputs_of(setting)
        ]
        self.done = 0

    def scores(self, images):
        return self.critic(images).flatten()

    def pair_scores(self, real, fake, mix):
        """f of digits and fakes, of both ends of each pair, and the pairs' distances."""
        count = self.setting.pairs
        if not self.setting.is_adversarial:
            on_real, on_fake = self.scores(torch.cat([real, fake])).chunk(2)
            distance = norms(real[:count] - fake[:count])
            return on_real, on_fake, on_real[:count], on_fake[:count], distance
        step = self.config["constraint"]["step"]
        points = torch.lerp(fake[:count], real[:count], mix[:, None, None, None])
        points.requires_grad_()
        first = self.scores(points)
        # The pass is kept: the loss goes back through it too.
        (rise,) = torch.autograd.grad(first.sum(), points, retain_graph=True)
        length = norms(rise).clamp_min(LEAST_NORM)
        ends = points.detach() + step * rise / length[:, None, None, None]
        batch = len(real)
        scores = self.scores(torch.cat([real, fake, ends]))
        on_real, on_fake, second = scores.split([batch, batch, count])
        return on_real, on_fake, first, second, torch.full((count,), float(step))

    def critic_loss(self, real, fake, mix):
        on_real, on_fake, first, second, distance = self.pair_scores(real, fake, mix)
        slope = (first - second).abs() / distance.clamp_min(LEAST_DISTANCE)
        penalty = (slope - 1).clamp_min(0).square().mean()
        weight = self.config["constraint"]["lambda"]
        return weight * penalty - (on_real.mean() - on_fake.mean())

    def critic_step(self, real, fake, mix):
        loss = self.critic_loss(real, fake, mix)
        _, adam = self.adams
        self.move(adam, self.critic, loss)
        return loss.detach()

    def move(self, adam, module, loss):
        """A step of Adam by the gradients of one network's parameters alone."""
        parameters = list(module.parameters())
        for parameter, gradient in zip(
            parameters, torch.autograd.grad(loss, parameters)
        ):
            parameter.grad = gradient
        adam.step()

    def set_rates(self):
        factor = rate_factor(self.config["rateDecay"], self.done)
        for adam, key in zip(self.adams, ("generatorAdam", "criticAdam")):
            adam.param_groups[0]["lr"] = factor * self.config[key]["rate"]

    def move_average(self):
        averaging = self.config["averaging"]
        if averaging:
            decay = min(averaging["decay"], (1 + self.done) / (10 + self.done))
            values = [p.detach() for p in self.generator.parameters()]
            torch._foreach_lerp_(self.average, values, 1 - decay)

    def fakes_for_critic(self, latents):
        """Fakes, with their graph where the generator steps on them too."""
        with torch.set_grad_enabled(self.setting.shares_fakes):
            return self.generator(latents)

    def one_iteration(self):
        real, latents, mixes = self.pool[self.done % len(self.pool)]
        self.set_rates()
        for step in range(self.config["nCritic"]):
            fake = self.fakes_for_critic(latents[step])
            loss = self.critic_step(real[step], fake.detach(), mixes[step])
        if not self.setting.shares_fakes:
            fake = self.generator(latents[-1])
        self.move(self.adams[0], self.generator, -self.scores(fake).mean())
        self.move_average()
        self.done += 1
        return loss

    def iterate(self, count):
        """That many iterations, and the last one's critic loss, read at the end."""
        for _ in range(count):
            loss = self.one_iteration()
        return float(loss)

    def critic_losses(self, steps):
        """The losses of critic steps on the same inputs, which move the critic."""
        real, latents, mixes = self.pool[0]
        with torch.no_grad():
            fake = self.generator(latents[0])
        return [float(self.critic_step(real[0], fake, mixes[0])) for _ in range(steps)]


def open_loop(setting, threads):
    torch.set_num_threads(threads)
    return Loop(setting), f"PyTorch {torch.__version__}"
