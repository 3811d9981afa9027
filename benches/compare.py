#!/usr/bin/env python3
"""Compares the benches of two builds in interleaved runs: each figure's median ratio of new to old, as times.

    cargo bench --no-run            # in a checkout of the old state and in one of the new; prints where each bench lies
    benches/compare.py OLD NEW [--pairs 10] [--only TEXT] [--until TEXT]

OLD and NEW are one bench of each build (`target/release/deps/tick-…`). They run in turns, old and new, then new and old,
so that what else the machine does meets both. Ratios above 1: the new one is slower. `--until` ends a run at the first
line that begins so: what a bench prints for itself after the measurements that are compared here.
"""

import argparse
import os
import re
import statistics
import subprocess

# "time:   [12.0 µs 12.1 µs 12.3 µs]": the middle one is criterion's estimate.
TIME = re.compile(r"^(?P<name>\S.*?)?\s+time:\s+\[\S+ \S+ (?P<time>\S+) (?P<unit>ps|ns|µs|us|ms|s) ", re.MULTILINE)
# The rows of the bench of replays, which measures by itself: name, us/tick.
ROW = re.compile(r"^(?P<name>\S.* actors)\s+(?P<time>\d+\.\d+)\s+(?P<slower>-?\d+\.\d+)%", re.MULTILINE)
SECONDS = {"ps": 1e-12, "ns": 1e-9, "µs": 1e-6, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def run(bench, only, until):
    """Seconds by name, of one run. Short measurements: the pairs are what makes the ratio sure."""
    options = ["--noplot", "--warm-up-time", "0.3", "--measurement-time", "0.7", "--sample-size", "10"]
    # Python is asked for nothing: its peers are not compared here.
    environment = {**os.environ, "SIDESTEP_PYTHON": "/nonexistent"}
    command = [bench, "--bench", *options, *([only] if only else [])]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    times, name = {}, ""
    for line in process.stdout:
        if until and line.startswith(until):
            process.kill()
            break
        if found := TIME.match(line):
            times[found["name"] or name] = float(found["time"]) * SECONDS[found["unit"]]
        elif found := ROW.match(line):
            times[found["name"]] = float(found["time"]) * 1e-6
        elif line.strip():
            name = line.strip()
    if process.wait() > 0:
        raise SystemExit(f"{bench} failed: exit code {process.returncode}")
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--only", help="only the benches whose names contain this")
    parser.add_argument("--until", help="end each run at the first line that begins with this")
    options = parser.parse_args()
    ratios = {}
    for pair in range(options.pairs):
        order = [options.old, options.new] if pair % 2 == 0 else [options.new, options.old]
        times = {bench: run(bench, options.only, options.until) for bench in order}
        for name in times[options.old].keys() & times[options.new].keys():
            ratios.setdefault(name, []).append(times[options.new][name] / times[options.old][name])
    if not ratios:
        parser.error("the two have no figure in common")
    print(f"new / old of {options.pairs} interleaved pairs: median (lowest to highest)")
    for name, values in sorted(ratios.items()):
        print(f"{statistics.median(values):6.3f} ({min(values):.3f} to {max(values):.3f})  {name}")


main()
