#!/usr/bin/env python3
"""That `classic.py` is the course's gridworld: it replays the traces of the course's own program, value for value."""

import json
import pathlib

from classic import Classic

TRACES = pathlib.Path(__file__).parents[2] / "tests" / "data" / "classic-traces.json"


def main():
    steps = 0
    for case in json.loads(TRACES.read_text())["cases"]:
        board = Classic()
        assert board.observe() == case["first_observation"]
        for action, step in zip(case["actions"], case["steps"]):
            assert board.step(action) == (step["observation"], step["reward"], step["done"]), (action, step)
            steps += 1
    print(f"{steps} steps as in the course's program")


if __name__ == "__main__":
    main()
