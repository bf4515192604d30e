"""Times the loop in one library: its first losses, and milliseconds an iteration.

    python bench/native/measure.py jax 1 3 < config.json

The library, how many threads, for how many seconds; the configuration is a whole one of
Earthmover's. Tells in JSON what `earthmover-cli pace` tells of Earthmover.
"""

import json
import os
import sys
import time
from importlib import import_module

from setting import setting_of

CALL = 0.2
"""Seconds that a call of several iterations takes, about."""
LEAST_CALLS = 3
WARM_UP = 0.5
"""Of the seconds that are timed, behind two iterations at the least."""


def first_losses(loop):
    """Critic losses of three steps, of an iteration, and of the step behind it, which
    tells how the generator stepped."""
    return [*loop.critic_losses(3), loop.iterate(1), *loop.critic_losses(1)]


def seconds_of(loop, iterations):
    """Seconds an iteration, in one call."""
    start = time.perf_counter()
    loop.iterate(iterations)
    return (time.perf_counter() - start) / iterations


def warm_up(loop, seconds):
    """Seconds an iteration, when nothing is compiled any more."""
    loop.iterate(2)
    start, times = time.perf_counter(), []
    while not times or time.perf_counter() - start < seconds:
        times.append(seconds_of(loop, 1))
    return min(times)


def calls(loop, seconds):
    """Milliseconds an iteration of each call."""
    count = max(1, round(CALL / warm_up(loop, WARM_UP * seconds)))
    start, times = time.perf_counter(), []
    while len(times) < LEAST_CALLS or time.perf_counter() - start < seconds:
        times.append(1000 * seconds_of(loop, count))
    return times


def main(library, threads, seconds):
    threads = int(threads)
    if hasattr(os, "sched_setaffinity"):
        # Before a library is loaded, since it counts processors when it is.
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, allowed[:threads])
    open_loop = import_module(f"with_{library}").open_loop
    loop, version = open_loop(setting_of(json.load(sys.stdin)), threads)
    losses = first_losses(loop)
    found = {"version": version, "losses": losses, "ms": calls(loop, float(seconds))}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
