"""The rules of the level `classic` in plain Python, as the course writes them: 5x5, three patrols, a goal.

Nothing but the rules and the 15 raw numbers of the observation; who learns stands beside.
"""

WIDTH = HEIGHT = 5
UP, DOWN, RIGHT, LEFT, STAY = range(5)
DELTAS = ((0, -1), (0, 1), (1, 0), (-1, 0), (0, 0))
GOAL = (4, 4)
STARTS = ((0, 1), (1, 2), (2, 3))


class Classic:
    def __init__(self):
        self.reset()

    def reset(self):
        self.agent = [0, 0]
        self.obstacles = [list(cell) for cell in STARTS]
        self.directions = [-1, -1, -1]  # -1 moves right, +1 moves left, as in the observation
        self.steps = 0
        return self.observe()

    def observe(self):
        (ax, ay), observation = self.agent, []
        for (x, y), direction in zip(self.obstacles, self.directions):
            observation += (x - ax, y - ay, -1, direction)
        observation += (GOAL[0] - ax, GOAL[1] - ay, 1)
        return observation

    def step(self, action):
        self.steps += 1
        if self.steps % 2 == 1:
            for index, obstacle in enumerate(self.obstacles):
                if obstacle[0] == WIDTH - 1:
                    self.directions[index] = 1
                elif obstacle[0] == 0:
                    self.directions[index] = -1
                obstacle[0] -= self.directions[index]
        dx, dy = DELTAS[action]
        x, y = self.agent[0] + dx, self.agent[1] + dy
        if 0 <= x < WIDTH and 0 <= y < HEIGHT:
            self.agent[0], self.agent[1] = x, y
        reward = float(-sum(obstacle == self.agent for obstacle in self.obstacles))
        done = tuple(self.agent) == GOAL
        return self.observe(), reward + done, done
