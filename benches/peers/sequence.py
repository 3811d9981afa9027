#!/usr/bin/env python3
"""Training steps of recurrent models in PyTorch, on one CPU thread: milliseconds per step, to compare with
`cargo bench --bench sequence`.

A step is the same work as in Sidestep: forward, backward through time, clip the gradient's norm to 1, Adam. The
translators are given all decoder inputs at once (teacher forcing), so that PyTorch's fused layers run over all steps too.
"""

import argparse
import json
import time

import torch
from torch import nn

STEPS, BATCH, INPUTS, HIDDEN, VOCABULARY, LENGTH = 30, 32, 32, 64, 30, 10


class Reader(nn.Module):
    def __init__(self, cell):
        super().__init__()
        self.cell, self.head = cell(INPUTS, HIDDEN), nn.Linear(HIDDEN, 4)
        self.x, self.y = torch.rand(STEPS, BATCH, INPUTS), torch.arange(BATCH) % 4

    def loss(self):
        output, _ = self.cell(self.x)
        return nn.functional.cross_entropy(self.head(output[-1]), self.y)


class CellLoop(Reader):
    """A loop over nn.LSTMCell, as one writes it to see every state."""

    def __init__(self):
        super().__init__(nn.LSTM)
        self.cell = nn.LSTMCell(INPUTS, HIDDEN)

    def loss(self):
        state = None
        for x in self.x:
            state = self.cell(x, state)
        return nn.functional.cross_entropy(self.head(state[0]), self.y)


class Translator(nn.Module):
    """Luong's dot attention."""

    def __init__(self, cell):
        super().__init__()
        self.source, self.target = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(VOCABULARY, HIDDEN)
        self.encoder, self.decoder = cell(HIDDEN, HIDDEN), cell(HIDDEN, HIDDEN)
        self.combine = nn.Linear(2 * HIDDEN, HIDDEN, bias=False)
        self.output = nn.Linear(HIDDEN, VOCABULARY, bias=False)
        self.x = torch.randint(VOCABULARY, (LENGTH, BATCH))
        self.y = torch.randint(VOCABULARY, (LENGTH, BATCH))
        # the encoder's padding is masked, as in Sidestep; here nothing is padded
        self.mask = torch.zeros(BATCH, 1, LENGTH)

    def loss(self):
        s, state = self.encoder(self.source(self.x))
        inputs = torch.cat([torch.zeros(1, BATCH, dtype=torch.long), self.y[:-1]])
        h, _ = self.decoder(self.target(inputs), state)
        s, h = s.transpose(0, 1), h.transpose(0, 1)
        weights = torch.softmax(h @ s.transpose(1, 2) + self.mask, dim=2)
        combined = torch.tanh(self.combine(torch.cat([weights @ s, h], dim=2)))
        logits = self.output(combined)
        return nn.functional.cross_entropy(logits.reshape(-1, VOCABULARY), self.y.T.reshape(-1))


MODELS = {
    "lstm": lambda: Reader(nn.LSTM),
    "lstm_cell_loop": CellLoop,
    "gru": lambda: Reader(nn.GRU),
    "rnn": lambda: Reader(nn.RNN),
    "translator_gru": lambda: Translator(nn.GRU),
    "translator_lstm": lambda: Translator(nn.LSTM),
}


def milliseconds(model, steps):
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-5)
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        optimiser.zero_grad()
        model.loss().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        times.append(1e3 * (time.perf_counter() - start))
    # of many steps, the time that a tenth stayed under: what else the machine does should not count
    return sorted(times)[len(times) // 10]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--steps", type=int, default=300, help="how many steps to measure (default 300)")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = arguments.parse_args()

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    times = {name: milliseconds(make(), arguments.steps) for name, make in MODELS.items()}
    if arguments.json:
        print(json.dumps(times | {"torch": torch.__version__, "threads": torch.get_num_threads()}))
    else:
        for name, time_ in times.items():
            print(f"{name}: {time_:.2f} ms with PyTorch {torch.__version__} on one thread")


if __name__ == "__main__":
    main()
