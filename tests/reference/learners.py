"""What PyTorch computes for Sidestep's learners: tests/data/learners.json, which the Rust tests compare with.

Run with any recent PyTorch:  python tests/reference/learners.py
Everything is computed in float64; weights and inputs are sines, so that both sides can make them.
"""

import json
import math
import pathlib

import torch

torch.set_default_dtype(torch.float64)
SIZES = [4, 6, 7, 5]


def sines(count, start, scale):
    return torch.tensor([scale * math.sin(1.7 * (start + k) + 0.3) for k in range(count)])


def network(sizes):
    layers, start = [], 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = torch.nn.Linear(inputs, outputs)
        count = inputs * outputs
        with torch.no_grad():
            linear.weight.copy_(sines(count, start, 0.6).reshape(outputs, inputs))
            linear.bias.copy_(sines(outputs, start + count, 0.6))
        start += count + outputs
        layers += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def flat(tensors):
    return [value for tensor in tensors for value in tensor.detach().reshape(-1).tolist()]


def observation(step, actor):
    return sines(SIZES[0], 10 * step + 3 * actor, 1.0)


def gradients():
    """One batch through both losses: the values and the gradient of every weight."""
    model, count = network(SIZES), 6
    rows = torch.stack([observation(step, 0) for step in range(count)])
    actions = torch.tensor([(3 * step) % 5 for step in range(count)])
    weights = sines(count, 100, 1.0)
    outputs = model(rows)
    chosen = outputs[torch.arange(count), actions]
    q_loss = 0.5 * ((chosen - weights) ** 2).mean()
    q_gradient = flat(torch.autograd.grad(q_loss, list(model.parameters()), retain_graph=True))

    distribution = torch.distributions.Categorical(logits=outputs)
    policy_loss = (-distribution.log_prob(actions) * weights - 0.3 * distribution.entropy()).mean()
    policy_gradient = flat(torch.autograd.grad(policy_loss, list(model.parameters())))
    return {
        "outputs": flat([outputs]),
        "q_loss": q_loss.item(),
        "q_gradient": q_gradient,
        "policy_loss": policy_loss.item(),
        "policy_gradient": policy_gradient,
    }


def outcome(step, actor):
    """Reward, terminated, truncated; None where the actor made no step."""
    if (step, actor) == (4, 1):
        return None
    reward = math.sin(0.9 * step + actor)
    ending = (5 * step + 2 * actor) % 11
    return reward, ending == 0, ending == 3


def deep_sarsa(steps=40, actors=2, gamma=0.9, learning_rate=0.01, decay=0.99, clip_norm=0.2):
    """A greedy Deep SARSA learner (epsilon 0) on made-up observations and outcomes, update by update."""
    model = network(SIZES)
    optimiser = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses, norms, before = [], [], None
    for step in range(steps):
        rows = torch.stack([observation(step, actor) for actor in range(actors)])
        with torch.no_grad():
            q = model(rows)
        actions = q.argmax(dim=1)
        if before is not None:
            samples, targets = [], []
            for actor in range(actors):
                happened = outcome(step, actor)
                if happened is None:
                    continue
                reward, terminated, truncated = happened
                if terminated:
                    following = 0.0
                elif truncated:
                    # epsilon is 0, so the expectation under the policy is the maximum
                    with torch.no_grad():
                        following = model(observation(1000 + step, actor)).max().item()
                else:
                    following = q[actor, actions[actor]].item()
                samples.append(actor)
                targets.append(reward + gamma * following)
            old_rows, old_actions = before
            chosen = model(old_rows)[samples, old_actions[samples]]
            loss = 0.5 * ((chosen - torch.tensor(targets)) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), clip_norm).item())
            for group in optimiser.param_groups:
                group["lr"] = learning_rate * decay ** len(losses)
            optimiser.step()
            losses.append(loss.item())
        before = rows, actions
    return {"losses": losses, "norms": norms, "weights": flat(model.parameters())}


target = pathlib.Path(__file__).parents[1] / "data" / "learners.json"
target.write_text(json.dumps({"gradients": gradients(), "deep_sarsa": deep_sarsa()}, indent=1) + "\n")
