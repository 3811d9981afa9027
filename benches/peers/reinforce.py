#!/usr/bin/env python3
"""REINFORCE's update in PyTorch, on one CPU thread: updates per second, to compare with `cargo bench --bench tick`.

An update is the same work as in Sidestep: the returns of one episode, one forward and backward of the network on all
of its steps, the policy's loss with an entropy bonus, one Adam step. 15-30-30-5, ReLU, 50 steps.
"""

import argparse
import json
import time

import torch
from torch import nn

LENGTH, GAMMA, ENTROPY_BONUS, LEARNING_RATE = 50, 0.99, 0.01, 1e-3


class Reinforce:
    def __init__(self, seed):
        torch.manual_seed(seed)
        self.network = nn.Sequential(nn.Linear(15, 30), nn.ReLU(), nn.Linear(30, 30), nn.ReLU(), nn.Linear(30, 5))
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=LEARNING_RATE)

    def update(self, observations, actions, rewards):
        returns, following = [], 0.0
        for reward in reversed(rewards):
            following = reward + GAMMA * following
            returns.append(following)
        returns = torch.tensor(returns[::-1])
        log_pi = torch.log_softmax(self.network(observations), dim=1)
        entropy = -(log_pi.exp() * log_pi).sum(dim=1)
        chosen = log_pi.gather(1, actions).squeeze(1)
        loss = (-chosen * returns - ENTROPY_BONUS * entropy).mean()
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seconds", type=float, default=5.0, help="how long to measure (default 5)")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = arguments.parse_args()

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    learner = Reinforce(arguments.seed)
    # the episode is there as tensors already
    observations, actions = torch.randn(LENGTH, 15), torch.randint(5, (LENGTH, 1))
    rewards = torch.randn(LENGTH).tolist()
    for _ in range(200):
        learner.update(observations, actions, rewards)
    # many updates, of which a tenth was faster: what else the machine does should not count
    rates, end = [], time.perf_counter() + arguments.seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        learner.update(observations, actions, rewards)
        rates.append(1 / (time.perf_counter() - start))
    rate = sorted(rates)[len(rates) * 9 // 10]
    if arguments.json:
        print(json.dumps({"updates_per_second": rate, "torch": torch.__version__, "threads": torch.get_num_threads()}))
    else:
        print(f"{rate:,.0f} updates/s with PyTorch {torch.__version__} on one thread")


if __name__ == "__main__":
    main()
