#!/usr/bin/env python3
"""Deep SARSA on `classic` in PyTorch, on one CPU thread: ticks per second, to compare with `cargo bench --bench tick`;
with `--seeds`, the episodes until the mean return of the last 20 reaches 0.95 instead.

A tick is the same work as in Sidestep: observe, decide (one forward, epsilon-greedy), update (one forward and
backward of the network on the chosen action's Q, one Adam step), step the board. 15-30-30-5, ReLU, batch 1.
"""

import argparse
import json
import random
import statistics
import time

import torch
from torch import nn

from classic import Classic

GAMMA, EPSILON_DECAY, EPSILON_MIN, LEARNING_RATE = 0.99, 0.9999, 0.01, 1e-3


class DeepSarsa:
    def __init__(self, seed):
        random.seed(seed)
        torch.manual_seed(seed)
        self.network = nn.Sequential(nn.Linear(15, 30), nn.ReLU(), nn.Linear(30, 30), nn.ReLU(), nn.Linear(30, 5))
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=LEARNING_RATE)
        self.epsilon = 1.0
        self.board = Classic()
        self.observation = self.board.observe()
        self.before = None  # (observation, action, reward, done) of the step before
        self.returns = [0.0]  # of all episodes, the running one last

    def tick(self):
        # observe and decide
        observation = torch.tensor(self.observation, dtype=torch.float32)
        with torch.no_grad():
            values = self.network(observation)
        if random.random() < self.epsilon:
            action = random.randrange(5)
        else:
            action = int(values.argmax())

        # update: the a' in the target is the action that is executed below
        if self.before is not None:
            last_observation, last_action, reward, done = self.before
            target = torch.tensor(reward) if done else reward + GAMMA * values[action]
            self.optimiser.zero_grad()
            loss = (target - self.network(last_observation)[last_action]) ** 2
            loss.backward()
            self.optimiser.step()
            self.epsilon = max(EPSILON_MIN, self.epsilon * EPSILON_DECAY)

        # step
        self.observation, reward, done = self.board.step(action)
        self.before = (observation, action, reward, done)
        self.returns[-1] += reward
        if done:
            self.observation = self.board.reset()
            self.returns.append(0.0)

    def episodes_until(self, mean, last, most):
        """Ticks on until the mean return of the `last` episodes is at least `mean`; how many episodes that took."""
        while len(self.returns) <= most:
            ended = len(self.returns) - 1
            if ended >= last and sum(self.returns[ended - last : ended]) / last >= mean:
                return ended
            self.tick()
        return most


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=5.0, help="how long to measure (default 5)")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--seeds", type=int, help="train so many seeds from --seed on, and say how soon each learned")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = arguments.parse_args()

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if arguments.seeds:
        found = []
        for seed in range(arguments.seed, arguments.seed + arguments.seeds):
            found.append(DeepSarsa(seed).episodes_until(0.95, 20, 3000))
            print(f"seed {seed}: {found[-1]} episodes", flush=True)
        print(f"median {statistics.median(found):.0f}, longest {max(found)}")
        return
    learner = DeepSarsa(arguments.seed)
    for _ in range(1000):
        learner.tick()
    # many short stretches, of which a tenth was faster: what else the machine does should not count
    rates, end = [], time.perf_counter() + arguments.seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(20):
            learner.tick()
        rates.append(20 / (time.perf_counter() - start))
    rate = sorted(rates)[len(rates) * 9 // 10]
    if arguments.json:
        print(json.dumps({"ticks_per_second": rate, "torch": torch.__version__, "threads": torch.get_num_threads()}))
    else:
        print(f"{rate:,.0f} ticks/s with PyTorch {torch.__version__} on one thread")


if __name__ == "__main__":
    main()
