#!/usr/bin/env python3
"""Steps per second of `classic` in plain Python (rules and observation, no learner), to compare with `cargo bench --bench rules`."""

import argparse
import json
import random
import time

from classic import Classic


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=2.0, help="how long to measure (default 2)")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = arguments.parse_args()

    random.seed(0)
    board = Classic()
    actions = [random.randrange(5) for _ in range(1_000)]
    # many short stretches, of which a tenth was faster: what else the machine does should not count
    rates, end = [], time.perf_counter() + arguments.seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        for action in actions:
            _, _, done = board.step(action)
            if done:
                board.reset()
        rates.append(len(actions) / (time.perf_counter() - start))
    rate = sorted(rates)[len(rates) * 9 // 10]
    if arguments.json:
        print(json.dumps({"steps_per_second": rate}))
    else:
        print(f"{rate:,.0f} steps/s in plain Python")


if __name__ == "__main__":
    main()
