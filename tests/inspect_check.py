#!/usr/bin/env python3
"""Recomputes every figure that `sidestep inspect --json` prints from the operands that it names.

    sidestep inspect --level classic --algorithm deep-sarsa --ticks 1..300 --json | python3 tests/inspect_check.py
    python3 tests/inspect_check.py target/release/sidestep 10000

The second way runs the program itself on so many random ticks, over all levels, algorithms and presets, with one actor
and several, with wide networks and narrow ones.

It knows nothing of the program but the format (src/cli/inspect/README.md) and needs NumPy alone. Everything is computed
in double precision from the single-precision numbers that are printed. A figure that is a product or a quotient has to
agree to 1e-5 of itself; one that is a sum, to 1e-5 of the sum of the terms' absolute values. Ends with 1 where one does
not.
"""

import ast
import collections
import itertools
import json
import operator
import random
import subprocess
import sys

import numpy as np

LARGEST = 1e-5
# Below this the program sets moments to 0: they move no weight.
SMALLEST = 1e-30
ACTIONS = ["up", "down", "right", "left", "stay"]
DELTAS = [[0, -1], [0, 1], [1, 0], [-1, 0], [0, 0]]


class Tally:
    """What was compared, and how far apart it was at most."""

    def __init__(self):
        self.counts = collections.Counter()
        self.worst = (0.0, None)
        self.failures = []
        self.seen = collections.Counter()
        self.tick = None

    def close(self, name, shown, computed, scale=None):
        """Numbers, or arrays of them; the scale is the sum of the operands' absolute values."""
        shown, computed = np.broadcast_arrays(single(shown), np.asarray(computed, float))
        scale = np.abs(computed) if scale is None else np.broadcast_to(np.asarray(scale, float), shown.shape)
        self.counts[name] += shown.size
        if shown.size == 0:
            return
        difference = np.abs(shown - computed)
        share = np.where(difference <= SMALLEST, 0.0, difference / np.maximum(scale, SMALLEST))
        # what is no number is never close
        share = np.where(np.isfinite(share), share, np.inf)
        worst = float(share.max())
        if worst > self.worst[0]:
            self.worst = (worst, f"{name}, {self.tick}")
        if worst > LARGEST:
            at = int(share.argmax())
            self.failures.append(f"{self.tick}: {name}: {shown.flat[at]!r}, but {computed.flat[at]!r} by its operands")

    def same(self, name, shown, computed):
        self.counts[name] += 1
        if shown != computed:
            self.failures.append(f"{self.tick}: {name}: {shown!r}, but {computed!r} by its operands")


def single(numbers):
    """Single-precision numbers in double precision."""
    return np.asarray(numbers, np.float32).astype(float)


OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def evaluate(formula, operands):
    """The value of a formula of + - * / abs max."""

    def value(node):
        match node:
            case ast.Constant(value=number):
                return float(number)
            case ast.Name(id=name):
                return operands[name]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -value(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return OPERATIONS[type(op)](value(left), value(right))
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return {"abs": abs, "max": max}[name](*map(value, arguments))
        raise ValueError(formula)

    return value(ast.parse(formula, mode="eval").body)


def activated(name, z):
    return np.maximum(z, 0.0) if name == "relu" else np.tanh(z)


def slope(name, y):
    return (y > 0.0).astype(float) if name == "relu" else 1.0 - y * y


class Network:
    """Weights and biases as they are printed."""

    def __init__(self, layers, activation):
        self.weights = [single(layer["weights"]) for layer in layers]
        self.biases = [single(layer["bias"]) for layer in layers]
        self.activation = activation

    def check_outputs(self, tally, name, samples):
        """The outputs for the rows of samples after an update, which left these weights."""
        x = single([sample["observation"] for sample in samples])
        for index, (w, b) in enumerate(zip(self.weights, self.biases)):
            z, size = x @ w.T + b, np.abs(x) @ np.abs(w).T + np.abs(b)
            x = activated(self.activation, z) if index + 1 < len(self.weights) else z
        tally.close(f"{name}: outputs_after", [sample["outputs_after"] for sample in samples], x, size)

    def after(self, parameters):
        """The network after a step, if all of its weights are among the parameters."""
        if len(parameters) < sum(w.size + b.size for w, b in zip(self.weights, self.biases)):
            return None
        after = Network([], self.activation)
        after.weights, after.biases = [w.copy() for w in self.weights], [b.copy() for b in self.biases]
        for p in parameters:
            layer, unit, i = p["layer"], p["unit"], p["input"]
            part, place = (after.biases, unit) if i is None else (after.weights, (unit, i))
            part[layer][place] = np.float32(p["after"])
        return after

    def check(self, tally, name, rows, passes):
        """The sums and activations of a pass for each row; returns what went into each layer, and the last sums."""
        x = single(rows)
        inputs = []
        for index, (w, b) in enumerate(zip(self.weights, self.biases)):
            inputs.append(x)
            shown = single([units[index]["sum"] for units in passes])
            tally.close(f"{name}: sum", shown, x @ w.T + b, np.abs(x) @ np.abs(w).T + np.abs(b))
            y = single([units[index]["activation"] for units in passes])
            is_last = index + 1 == len(self.weights)
            right = shown if is_last else activated(self.activation, shown)
            tally.close(f"{name}: activation", y, right, np.abs(shown))
            x = y
        return inputs, x


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def check_actor(tally, line, actor, passes):
    for number in actor["observation"]:
        operands = {name: float(np.float32(value)) for name, value in number["operands"]}
        tally.close("observation", number["value"], evaluate(number["formula"], operands), 1.0)
    outputs = single(actor["outputs"])
    tally.close("outputs", outputs, passes)
    draw = actor["draw"]
    if draw["kind"] == "epsilon-greedy":
        tally.same("draw: explored", draw["explored"], draw["number"] < draw["epsilon"])
        tally.same("draw: best", draw["best"], ACTIONS[int(outputs.argmax())])
        tally.same("draw: index", draw["index"] is not None, draw["explored"])
        action = ACTIONS[draw["index"]] if draw["explored"] else draw["best"]
        check_epsilon(tally, line, draw["epsilon"])
    else:
        pi = single(draw["probabilities"])
        tally.close("draw: probabilities", pi, softmax(outputs))
        tally.close("draw: cumulated", draw["cumulated"], pi.cumsum(), pi.cumsum())
        number = np.float32(draw["number"])
        above = [action for action, sum_ in zip(ACTIONS, single(draw["cumulated"])) if number < sum_]
        action = above[0] if above else ACTIONS[int(pi.argmax())]
    tally.same("action", actor["action"], action)

    reward = actor["reward"]
    step, hit, goal = (float(np.float32(reward[part])) for part in ("step", "hit", "goal"))
    parts = [step, hit * reward["hits"], goal]
    tally.close("reward", reward["value"], sum(parts), sum(map(abs, parts)))
    tally.same("reward: hits", reward["hits"], len(actor["hit_by"]))
    outcome, report = actor["outcome"], actor["report"]
    tally.same("outcome", [outcome["reward"], outcome["hits"]], [reward["value"], reward["hits"]])
    before, value = float(np.float32(report["return_before"])), float(np.float32(reward["value"]))
    tally.close("report: return", report["return_after"], before + value, abs(before) + abs(value))
    moved = [to - at for to, at in zip(actor["to"], actor["from"])]
    tally.same("agent", moved in (DELTAS[ACTIONS.index(actor["action"])], [0, 0]), True)
    tally.same("report: ended", report["ended"], outcome["terminated"] or outcome["truncated"])
    for obstacle in actor["obstacles"]:
        moved = [to - at for to, at in zip(obstacle["to"], obstacle["from"])]
        chance = obstacle["chance"]
        may_move = obstacle["steps_until_move"] == 1 and (chance is None or chance["number"] < chance["probability"])
        tally.same("obstacle", sum(map(abs, moved)) <= int(may_move), True)
    tally.seen["terminated"] += outcome["terminated"]
    tally.seen["truncated"] += outcome["truncated"]
    tally.seen["first of an episode"] += actor["begins"]
    tally.seen["explored"] += draw.get("explored", False)


def decayed(settings, name, count):
    start, least = settings[name], settings[f"{name}_min"]
    return max(start * settings[f"{name}_decay"] ** count, min(least, start))


def check_epsilon(tally, line, shown):
    settings, steps = line["settings"], line["steps"]
    hold = settings["epsilon_hold"]
    share = min(max(2.0 - steps / hold, 0.0), 1.0) if hold > 0 else 1.0
    start, least = settings["epsilon_start"], settings["epsilon_min"] * share
    tally.close("epsilon", shown, max(start * settings["epsilon_decay"] ** steps, min(least, start)))


def check_network(tally, name, line, part, network, output_errors, scales):
    """A network's samples, backward pass, gradient and steps. Returns the outputs before."""
    samples = part["samples"]
    rows = [sample["observation"] for sample in samples]
    inputs, last = network.check(tally, name, rows, [sample["layers"] for sample in samples])
    tally.close(f"{name}: outputs", [sample["outputs"] for sample in samples], last)
    errors = [single([s["layers"][index]["error"] for s in samples]) for index in range(len(network.weights))]
    tally.close(f"{name}: error of the outputs", errors[-1], output_errors, scales)
    for index in range(len(errors) - 1, 0, -1):
        w, y = network.weights[index], inputs[index]
        f = slope(network.activation, y)
        size = (np.abs(errors[index]) @ np.abs(w)) * np.abs(f)
        tally.close(f"{name}: error", errors[index - 1], (errors[index] @ w) * f, size)

    pairs = list(zip(errors, inputs))
    squares = sum((e * e).sum(axis=1) * (1.0 + (x * x).sum(axis=1)) for e, x in pairs)
    tally.close(f"{name}: share", [sample["share"] for sample in samples], np.sqrt(squares))
    gradients = [(e.T @ x, e.sum(axis=0)) for e, x in pairs]
    sizes = [(np.abs(e).T @ np.abs(x), np.abs(e).sum(axis=0)) for e, x in pairs]
    norm = lambda parts: np.sqrt(sum((w * w).sum() + (b * b).sum() for w, b in parts))
    tally.close(f"{name}: gradient_norm", part["gradient_norm"], norm(gradients), norm(sizes))

    adam, clip, shown_norm = part["adam"], part["clip_norm"], float(np.float32(part["gradient_norm"]))
    tally.close("clip_norm", clip, line["settings"]["clip_norm"])
    clip = float(np.float32(clip))
    factor = clip / shown_norm if 0 < clip < shown_norm else 1.0
    tally.close(f"{name}: clip_factor", adam["clip_factor"], factor)
    tally.close("learning_rate", adam["learning_rate"], decayed(line["settings"], "learning_rate", line["updates"]))
    beta_1, beta_2, t = float(np.float32(adam["beta_1"])), float(np.float32(adam["beta_2"])), adam["t"]
    tally.close("correction", [adam["correction_1"], adam["correction_2"]], [1 - beta_1**t, 1 - beta_2**t])
    weights = list(zip(network.weights, network.biases))
    check_weights(tally, name, part["parameters"], adam, beta_1, beta_2, gradients, sizes, weights)
    after = network.after(part["parameters"])
    if after:
        after.check_outputs(tally, name, samples)
    return last


def check_weights(tally, name, parameters, adam, beta_1, beta_2, gradients, sizes, weights):
    if not parameters:
        return

    def at(parts):
        places = ((p["layer"], p["unit"], p["input"]) for p in parameters)
        return np.array([parts[l][1][u] if i is None else parts[l][0][u, i] for l, u, i in places])

    numbers = [key for key in parameters[0] if key not in ("layer", "unit", "input")]
    c = {key: single([p[key] for p in parameters]) for key in numbers}
    close = lambda key, computed, scale=None: tally.close(f"{name}: {key}", c[key], computed, scale)
    close("before", at(weights))
    close("gradient", at(gradients), at(sizes))
    close("clipped", c["gradient"] * float(np.float32(adam["clip_factor"])))
    old, new = beta_1 * c["m_before"], (1 - beta_1) * c["clipped"]
    close("m", old + new, np.abs(old) + np.abs(new))
    close("v", beta_2 * c["v_before"] + (1 - beta_2) * c["clipped"] ** 2)
    close("m_corrected", c["m"] / adam["correction_1"])
    close("v_corrected", c["v"] / adam["correction_2"])
    rate, epsilon = float(np.float32(adam["learning_rate"])), float(np.float32(adam["epsilon"]))
    close("step", rate * c["m_corrected"] / (np.sqrt(c["v_corrected"]) + epsilon))
    close("after", c["before"] - c["step"], np.abs(c["before"]) + np.abs(c["step"]))


def check_steps(tally, line, update, network):
    learned = update["learned"]
    gamma, steps = float(np.float32(learned["gamma"])), learned["steps"]
    tally.close("gamma", gamma, line["settings"]["gamma"])
    samples = update["network"]["samples"]
    followed = [step["next"] for step in steps if step["next"]]
    if followed:
        rows = [following["observation"] for following in followed]
        _, last = network.check(tally, "next", rows, [following["layers"] for following in followed])
        tally.close("next: outputs", [following["outputs"] for following in followed], last)
    errors, targets = np.zeros((len(steps), 5)), []
    for row, (step, sample) in enumerate(zip(steps, samples)):
        action, following = ACTIONS.index(step["action"]), step["next"]
        tally.same("next: terminated", following is None, step["outcome"]["terminated"])
        reward, value, target = (
            float(np.float32(x)) for x in (step["outcome"]["reward"], step["value"], step["target"])
        )
        if following:
            q, epsilon = single(following["outputs"]), float(np.float32(following["epsilon"]))
            check_epsilon(tally, line, following["epsilon"])
            match following["rule"]:
                case "executed":
                    worth, size = q[ACTIONS.index(following["action"])], None
                    now = line["actors"][step["actor"]]
                    tally.same("next: action", following["action"], now["action"])
                case "largest":
                    worth, size = q.max(), None
                case "expected":
                    worth = (1 - epsilon) * q.max() + epsilon * q.mean()
                    size = abs((1 - epsilon) * q.max()) + epsilon * np.abs(q).mean()
            tally.close("next: value", following["value"], worth, size)
            after = gamma * float(np.float32(following["value"]))
        else:
            after = 0.0
        tally.close("target", target, reward + after, abs(reward) + abs(after))
        tally.close("value", value, single(sample["outputs"])[action])
        tally.close("value_after", step["value_after"], single(sample["outputs_after"])[action])
        tally.close("error", step["error"], target - value, abs(target) + abs(value))
        errors[row, action] = -float(np.float32(step["error"])) / len(steps)
        targets.append(float(np.float32(step["error"])))
    loss = 0.5 * np.mean(np.square(targets))
    tally.close("loss", learned["loss"], loss)
    tally.close("loss", update["network"]["loss"], loss)
    check_network(tally, "network", line, update["network"], network, errors, np.abs(errors))
    tally.seen["cut off"] += sum(step["outcome"]["truncated"] for step in steps)


def check_episodes(tally, line, update, network):
    learned, value_part = update["learned"], update["value"]
    episodes, samples = learned["episodes"], update["network"]["samples"]
    joined = lambda key: single([x for episode in episodes for x in episode[key]])
    count = len(samples)
    returns, advantages, ratios = joined("returns"), joined("advantages"), joined("ratios")
    log_pi, log_pi_then, entropies = (joined(k) for k in ("log_probabilities", "log_probabilities_then", "entropies"))
    pi, all_log_pi = joined("probabilities"), joined("log_policy")
    actions = [ACTIONS.index(action) for episode in episodes for action in episode["actions"]]
    chosen = np.eye(5)[actions]
    for episode in episodes:
        gamma, rewards = float(np.float32(episode["gamma"])), single(episode["rewards"])
        g = single(episode["returns"])
        following = gamma * np.append(g[1:], np.float32(episode["tail"]))
        tally.close("returns", g, rewards + following, np.abs(rewards) + np.abs(following))
        if episode["cut_off"]:
            cut_off = episode["cut_off"]
            value = Network(value_part["layers"], line["activation"])
            _, last = value.check(tally, "tail", [cut_off["observation"]], [cut_off["layers"]])
            tally.close("tail", episode["tail"], last[0, 0])
            tally.seen["cut off"] += 1

    mean, deviation = float(np.float32(learned["mean"])), float(np.float32(learned["deviation"]))
    tally.close("mean", mean, returns.mean(), np.abs(returns).mean())
    tally.close("deviation", deviation, returns.std(), np.abs(returns).mean() + abs(mean))
    baseline = joined("baseline")
    if learned["kind"] == "value":
        value = Network(value_part["layers"], line["activation"])
        v = np.array([sample["outputs"][0] for sample in value_part["samples"]])
        tally.close("baseline", baseline, v)
        errors = single(v) - returns
        scale = (np.abs(single(v)) + np.abs(returns)) / count
        check_network(tally, "value", line, value_part, value, errors[:, None] / count, scale[:, None])
        size = 0.5 * np.mean(np.square(np.abs(single(v)) + np.abs(returns)))
        tally.close("value_loss", learned["value_loss"], 0.5 * np.mean(errors**2), size)
        tally.close("value_loss", value_part["loss"], 0.5 * np.mean(errors**2), size)
    else:
        tally.close("baseline", baseline, mean if learned["kind"] == "whitened" else 0.0)
    if learned["kind"] == "whitened":
        right = (returns - mean) / deviation if deviation >= 1e-6 else 0.0 * returns
        scale = (np.abs(returns) + abs(mean)) / max(deviation, 1e-6)
        tally.close("advantages", advantages, right, scale)
    else:
        tally.close("advantages", advantages, returns - baseline, np.abs(returns) + np.abs(baseline))

    z = single([sample["outputs"] for sample in samples])
    largest = z.max(axis=1, keepdims=True)
    total = np.exp(z - largest).sum(axis=1, keepdims=True)
    tally.close("log_policy", all_log_pi, z - largest - np.log(total), np.abs(z) + np.abs(largest) + total)
    tally.close("probabilities", pi, np.exp(all_log_pi))
    tally.close("log_probabilities", log_pi, all_log_pi[np.arange(count), actions])
    tally.close("ratios", ratios, np.minimum(np.exp(log_pi - log_pi_then), 2.0))
    tally.close("entropies", entropies, -(pi * all_log_pi).sum(axis=1))
    weights, beta = (ratios * advantages)[:, None], float(np.float32(learned["entropy_bonus"]))
    tally.close("entropy_bonus", beta, decayed(line["settings"], "entropy_bonus", learned["steps_learned"]))
    by_return, by_entropy = joined("return_errors"), joined("entropy_errors")
    tally.close("return_errors", by_return, weights * (pi - chosen) / count, np.abs(weights) * (pi + chosen) / count)
    right, scale = all_log_pi + entropies[:, None], np.abs(all_log_pi) + entropies[:, None]
    tally.close("entropy_errors", by_entropy, beta * pi * right / count, beta * pi * scale / count)
    terms = weights[:, 0] * log_pi
    policy_loss, entropy = float(np.float32(learned["policy_loss"])), float(np.float32(learned["entropy"]))
    tally.close("policy_loss", policy_loss, -terms.mean(), np.abs(terms).mean())
    tally.close("entropy", entropy, entropies.mean())
    size = np.abs(terms).mean() + beta * entropy
    tally.close("loss", [learned["loss"], update["network"]["loss"]], policy_loss - beta * entropy, size)
    right, scale = by_return + by_entropy, np.abs(by_return) + np.abs(by_entropy)
    check_network(tally, "network", line, update["network"], network, right, scale)
    after = single([sample["outputs_after"] for sample in samples])
    tally.close("probabilities_after", joined("probabilities_after"), softmax(after))


def check_line(tally, line, before):
    tally.tick = f"{line['level']} {line['algorithm']} tick {line['tick']}"
    network = Network(line["layers"], line["activation"])
    actors = line["actors"]
    rows = [[number["value"] for number in actor["observation"]] for actor in actors]
    _, last = network.check(tally, "decision", rows, [actor["layers"] for actor in actors])
    for actor, outputs in zip(actors, last):
        check_actor(tally, line, actor, outputs)
    update = line["update"]
    if update:
        tally.same("update: number", update["number"], line["updates"] + 1)
        (check_episodes if "episodes" in update["learned"] else check_steps)(tally, line, update, network)
        tally.seen["with an update"] += 1
    if before and before["tick"] + 1 == line["tick"]:
        check_next(tally, before, line, network)


def check_next(tally, before, line, network):
    """What a tick left is where the next one begins."""
    for was, now in zip(before["actors"], line["actors"]):
        tally.same("begins", now["begins"], was["report"]["ended"])
        report, last = now["report"], was["report"]
        if now["begins"]:
            last = {"return_after": 0.0, "length": 0, "hits": 0}
        else:
            tally.same("agent: from", now["from"], was["put_back"] or was["to"])
            left = [obstacle["to"] for obstacle in was["obstacles"]]
            tally.same("obstacles: from", [obstacle["from"] for obstacle in now["obstacles"]], left)
        after = [last["return_after"], last["length"] + 1, last["hits"] + now["outcome"]["hits"]]
        tally.same("report", [report["return_before"], report["length"], report["hits"]], after)
    learned = line["update"]["learned"] if line["update"] else {}
    for step in learned.get("steps", []):
        was = before["actors"][step["actor"]]
        tally.same("steps", [step["action"], step["outcome"]], [was["action"], was["outcome"]])
    # What the update before changed the network into stands in this line.
    if before["update"]:
        network.check_outputs(tally, "network", before["update"]["network"]["samples"])
        for p in before["update"]["network"]["parameters"]:
            layer, unit, i = p["layer"], p["unit"], p["input"]
            now = network.biases[layer][unit] if i is None else network.weights[layer][unit, i]
            tally.same("after", float(np.float32(p["after"])), float(now))


def check_lines(tally, texts):
    before = None
    for text in texts:
        line = json.loads(text)
        if "error" in line:
            sys.exit(line["message"])
        check_line(tally, line, before)
        tally.seen["ticks"] += 1
        before = line


def runs(program, ticks):
    """Commands that print so many ticks: of each combination some one behind the other, and some far apart."""
    chance = random.Random(1)
    levels = [json.loads(text)["name"] for text in lines([program, "levels", "--json"])]
    algorithms, presets = ["deep-sarsa", "reinforce", "deep-q-learning"], ["textbook", "tuned"]
    settings = [
        ["actors=1"],
        ["actors=1", "max_steps=25", "hidden=12"],
        ["actors=4", "max_steps=25"],
        ["actors=3", "hidden=9,7,5", "clip_norm=0.2", "max_steps=40"],
    ]
    combinations = list(itertools.product(settings, levels, algorithms, presets))
    chance.shuffle(combinations)
    left = ticks
    for number, (setting, level, algorithm, preset) in enumerate(combinations):
        share = min(left, -(-left // (len(combinations) - number)))
        left -= share
        if not share:
            return
        if number % 2:
            first, every = chance.choice([1, chance.randint(1, 3000)]), 1
        else:
            first, every = chance.randint(1, 200), chance.randint(2, 60)
        words = [program, "inspect", "--level", level, "--algorithm", algorithm, "--preset", preset, "--json"]
        words += [word for pair in setting for word in ("--set", pair)]
        if algorithm == "reinforce":
            words += ["--set", f"baseline={chance.choice(['none', 'whitened', 'value'])}"]
        if number % 3 == 0:
            words += ["--observation", chance.choice(["relative", "relative-phase", "view-5"])]
        words += ["--seed", str(number), "--ticks", f"{first}..{first + (share - 1) * every}", "--every", str(every)]
        yield words + ["--weights", str(chance.choice([1, 5, 50, 1_000_000 if "hidden=12" in setting else 20]))]


def lines(words):
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        yield from process.stdout
    if process.returncode:
        sys.exit(f"{' '.join(words)} ended with {process.returncode}")


def main():
    tally = Tally()
    if len(sys.argv) > 1:
        for words in runs(sys.argv[1], int(sys.argv[2])):
            check_lines(tally, lines(words))
    else:
        check_lines(tally, sys.stdin)
    for failure in tally.failures[:20]:
        print(failure, file=sys.stderr)
    seen = ", ".join(f"{count} {name}" for name, count in sorted(tally.seen.items()) if count)
    worst, place = tally.worst
    print(f"{seen}: {tally.counts.total()} figures of {len(tally.counts)} kinds;"
          f" the worst is off by {worst:.2g} of its operands ({place}); {len(tally.failures)} wrong")
    if tally.failures or not tally.seen["ticks"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
