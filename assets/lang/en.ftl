# The texts of the window in English. The same keys with the same variables are in ko.ftl; a test compares them.
# One word for one thing: sequence, step, episode, reward, return, discount factor, target, TD error, advantage, baseline,
# gradient clipping, learner, study notes, sample, task, copy, match, round. ko.ftl has the Korean for each.

## Top bar

tab-train = Train
tab-versus = Versus
about-open = About Sidestep
help-open = Keys
settings-open = Settings
theme-switch = Change theme
language-switch = Change language
state-learning = Learning
state-paused = Paused
state-diverged = Diverged
state-diverged-help = After { $step } steps learning stopped by itself: { $what }. The last good weights are kept; a lower learning rate or gradient clipping usually helps. Reset to start again.
top-menu = More
top-episode = Episodes
top-episode-help = Episodes that have ended in the selected lane
top-steps = Steps
top-steps-help = Steps that the selected lane has learned from
top-speed = Steps/s
top-speed-help = Steps a second, all lanes together
top-return = Return
top-return-help = { $episodes ->
    [0] Mean return of the last episodes, 100 at most; none has ended yet
    [1] Return of the only episode so far
   *[other] Mean return of the last { $episodes } episodes
}
top-optimum = Optimum
top-optimum-help = What the exact optimum returns from the start of this level, found by dynamic programming
top-optimum-unknown-help = The exact optimum of this level is being worked out, or the level has too many states for it

## Time

time-play = Play
time-pause = Pause
time-step = One step
time-reset-same = Reset with the same seed
time-reset-new = Reset with a new seed
time-undo-reset = Take the last reset back
speed = Speed
speed-help = How fast time runs: from one step a second to ten thousand
speed-value = { $rate } steps/s
speed-turbo = Turbo: as fast as the computer can
speed-turbo-on = Turbo

## Level

level-title = Level
level-open = Open a level file
level-file = { $name } ({ $file })
level-edited = { $name }, edited
level-facts = { $width } × { $height } · { $obstacles ->
    [0] no obstacles
    [one] 1 obstacle
   *[other] { $obstacles } obstacles
 } · goal { $goal }, hit { $hit }, step { $step } · up to { $steps } steps
level-not-running = Chosen for the next start.
level-no-path = No path leads from the start at { $cell } to a goal: the agent can never arrive.
level-only-through-obstacle = Every path from the start at { $cell } to a goal leads over an obstacle that never moves, and a hit ends the episode.
level-too-far = The nearest goal is { $steps } steps away from the start at { $cell }, but an episode ends after { $most }.
level-goal-out-of-reach = No path leads to the goal at { $cell }.
level-never-moves = The obstacle at { $cell } can never move.
level-classic = Classic
level-classic-about = The gridworld of the course: three patrols between the start and the goal.
level-classic-paced = Classic, paced
level-classic-paced-about = Classic where every step costs 0.1: hiding does not pay.
level-cliff = Cliff
level-cliff-about = Nothing moves: the short way runs along a row of spikes, the safe one around it.
level-rush = Rush
level-rush-about = Six patrols cross the board, each at its own pace.
level-plaza = Plaza
level-plaza-about = Eight walkers wander about between the walls of a square.
level-chase = Chase
level-chase-about = Two chasers come after the agent.
level-harbour = Harbour
level-harbour-about = A large port with walls, rounds, patrols and walkers; start and goal change every time.

## Learner

learner-title = Learner
learner-algorithm = Algorithm
learner-algorithm-help = How the agent learns from what happens to it.
learner-preset = Preset
learner-preset-help = A complete set of settings. Choosing one sets everything below.
learner-observation = Observation
learner-observation-help = How the world is put into numbers for the network.
learner-seed = Seed
learner-seed-help = Where all chance comes from: the same seed gives exactly the same run.
learner-lanes = Side by side
learner-lanes-help = How many independent learners learn at the same time, each on its own board (1 to 64).
learner-lanes-differ = They differ in
learner-lanes-differ-help = Seeds show how much is luck. Algorithms show which one learns better, each with its own preset. Algorithms only, with the same settings, show what the algorithm alone changes.
lanes-differ-seeds = Seeds
lanes-differ-algorithms = Algorithms
lanes-differ-same-settings = Algorithms only
learner-comparisons = Compare
learner-comparisons-help = Starts a comparison at once, in turbo: level, algorithms and settings. Undoing the reset brings back what ran before.
comparison-cliff = Cliff walking
comparison-cliff-help = Deep SARSA and deep Q-learning on the cliff with the same settings, ε = 0.1 throughout. After some 2000 episodes Deep SARSA's best actions keep away from the edge. Q-learning's lead along it, and its random actions make it fall now and then (Sutton and Barto, example 6.6).
algorithm-deep-sarsa-help = Learns after every step what an action is worth, from the reward and the value of the action it takes next.
algorithm-deep-sarsa-target = What Q(s, a) should have been: the reward plus the discounted value of the action that is really taken next.
algorithm-deep-sarsa-notes = The notes draw the loss with the maximum over a′: that is Q-learning. SARSA takes Q(s′, a′) of the action a′ that is executed next, exploration included; and the target counts as fixed when the gradient is taken.
algorithm-deep-q-learning-help = Learns after every step what an action is worth, from the reward and the highest value of the next state, whatever the agent does there. It learns from each step once. It is not DQN: there is no replay buffer and no target network.
algorithm-deep-q-learning-target = What Q(s, a) should have been: the reward plus the discounted value of the best action in the next state, even if another one is taken there.
algorithm-deep-q-learning-notes = The notes draw exactly this target, with the maximum over a′, under Deep SARSA; it is Q-learning's. As there, the target counts as fixed when the gradient is taken.
algorithm-reinforce-help = Learns after every episode: actions become likelier the more return followed them.
algorithm-reinforce-target = The discounted rewards that followed a step of the last episode.
algorithm-reinforce-notes = The notes' picture of a loss shows the gradient of ln π(a|s); the loss is −Σ ln π(aₜ|sₜ) (Gₜ − b). One of their formulas weights every step by the whole return, the next by Gₜ, the return from that step on: Gₜ is right, for what came before a step is none of its doing.
preset-textbook = Textbook
preset-textbook-help = The values that the course uses.
preset-tuned = Tuned
preset-tuned-help = Values that learn fast and surely here.
preset-changed = { $preset }, changed
observation-relative = Relative
observation-relative-help = Distances to obstacles and goals and where obstacles went last, as in the course. It does not tell when they move.
observation-relative-phase = Relative, with phase
observation-relative-phase-help = Distances, each obstacle's next direction and how long until it moves: all that is needed to decide well.
observation-view = View { $size } × { $size }
observation-view-help = A window around the agent. The same network fits boards of any size with any number of obstacles.

## Hyperparameters

parameters-live = Acts at once
parameters-live-other = Another algorithm is running: these take effect at the next start.
parameters-restart = Applies at restart
parameters-restart-help = These change the network or the batch, so learning has to begin again.
param-hidden = Hidden layers
param-hidden-help = Width of each hidden layer, from the input on. More and wider layers can learn more, but more slowly. Without any the network is linear.
param-learning_rate = Learning rate
param-learning_rate-help = How far each update moves the weights. Too high and learning becomes unstable; too low and it takes for ever.
param-learning_rate_decay = Learning rate decay
param-learning_rate_decay-help = What the learning rate is multiplied by at every update. 1 keeps it as it is.
param-learning_rate_min = Least learning rate
param-learning_rate_min-help = Where the learning rate stops falling.
param-gamma = Discount factor γ
param-gamma-help = What a reward one step later is worth. With a low value the agent is short-sighted, and may learn that hiding is safer than reaching the goal.
param-epsilon_start = Epsilon at start
param-epsilon_start-help = The share of random actions at the beginning: exploration.
param-epsilon_decay = Epsilon decay
param-epsilon_decay-help = What epsilon is multiplied by at every step. The closer to 1, the longer the agent explores.
param-epsilon_min = Least epsilon
param-epsilon_min-help = Where epsilon stops falling: so much exploration remains.
param-epsilon_hold = Epsilon hold
param-epsilon_hold-help = For how many steps the least epsilon holds. In as many steps again, epsilon then falls to 0. With 0 it holds for ever.
param-baseline = Baseline
param-baseline-help = What is subtracted from a return, so that what counts is being better than usual. It steadies learning.
param-entropy_bonus = Entropy bonus β
param-entropy_bonus-help = A reward for staying undecided, at the start. It keeps the policy from settling too early.
param-entropy_bonus_decay = Entropy bonus decay
param-entropy_bonus_decay-help = What the entropy bonus is multiplied by at every step. 1 keeps it as it is.
param-entropy_bonus_min = Least entropy bonus
param-entropy_bonus_min-help = Where the entropy bonus stops falling.
param-clip_norm = Gradient clipping
param-clip_norm-help = The largest norm that a gradient may have; larger ones are shortened to it. 0 switches clipping off.
param-actors = Actors
param-actors-help = How many arenas with different seeds feed this one learner (1 to 64). It learns from all of them with one update.
choice-none = None
choice-whitened = Whitened returns
choice-value = Value network
layers-add = Add a layer
layers-remove = Remove the last layer
layers-width = Width of hidden layer { $number }
pending-note = Changes marked • are waiting for a restart.
pending-mark = Changed: applies at restart.
pending-apply = Restart with changes
pending-apply-help = Begins a new run with these settings. It can be taken back.
pending-discard = Discard
pending-discard-help = Goes back to the settings of the run in view.

## Files

file-open = Open…
file-open-help = Open a level, a policy, a saved run, a replay or weights. You can also drop files and the folder of a run onto the window.
file-save-policy = Policy
file-save-policy-help = Save the network as a safetensors file, for evaluation and for PyTorch
file-save-run = Run
file-save-run-help = Save the whole run, to go on with it later exactly where it stands
run-code-copy = Copy code
run-code-copy-help = Copy this run as a short code: whoever pastes the code gets the same run
run-code-paste = Paste code
run-code-paste-help = Begin the run of the code on the clipboard; what it is, is shown first
run-code-question = Begin the run of this code?
run-code-question-help = It replaces the run in view, which Undo brings back.
run-code-begin = Begin this run
run-code-changed = { $value } (preset: { $preset })
run-code-inexact = Another version of Sidestep made this code, and it calculates differently: the settings are the same, but the weights will not be equal bit for bit.

## Plots

plots-title = Curves
plots-png = Save the curves as a PNG picture
plots-csv = Save the curves as a CSV table
plots-none = No plot is switched on.
plots-lane = Show this lane's decisions
plots-more-lanes = and { $n } more
plots-optimum = Optimum
plots-at = Episode { $episode }
plot-return = { $episodes ->
    [0] Return per episode
    [1] Return per episode
   *[other] Return per episode, mean of the last { $episodes }
}
plot-return-short = Return
plot-return-help = The sum of an episode's rewards. The line is the mean of the last 100 episodes, or of all so far where there are fewer; the band goes from the least to the greatest; dashed: the exact optimum.
plot-rates = { $episodes ->
    [0] Success and hit-free rate
    [1] Success and hit-free rate, 1 episode
   *[other] Success and hit-free rate, last { $episodes } episodes
}
plot-rates-short = Success
plot-rates-help = The share of episodes that reached a goal, and dashed the share that reached it without a hit.
plot-success = success
plot-hit-free = hit-free
plot-length = Steps per episode
plot-length-short = Length
plot-length-help = How many steps an episode took.
plot-loss = Loss
plot-loss-short = Loss
plot-loss-help = What the optimiser makes smaller. It may rise while the agent gets better: it meets new situations.
plot-td-error = TD error: mean of |δ|
plot-td-error-short = TD error
plot-td-error-help = How far, on average, a Q-value was from its target.
plot-advantage = Advantage: mean of |A|
plot-advantage-short = Advantage
plot-advantage-help = How far, on average, a return was from its baseline.
plot-error = TD error |δ| or advantage |A|
plot-error-short = Error
plot-error-help = How far, on average, a Q-value was from its target, or a return from its baseline (REINFORCE).
plot-epsilon = Epsilon: share of random actions
plot-epsilon-short = Epsilon
plot-epsilon-help = How often the agent tries a random action instead of its best one.
plot-entropy = Entropy of the policy (nats)
plot-entropy-short = Entropy
plot-entropy-help = How undecided the policy is: 1.61 where all five actions are equally likely, 0 where only one is left.
plot-exploration = Exploration: epsilon or entropy
plot-exploration-short = Exploration
plot-exploration-help = Epsilon where actions are taken at random, the policy's entropy in nats where they are drawn from it (REINFORCE).
plot-speed = Steps per second
plot-speed-short = Speed
plot-speed-help = How many steps a second the simulation ran.

## Decision

decision-title = Decision
decision-none = No decision yet: press play or step.
decision-values = Q-values
decision-values-help = What the agent expects from each action: the discounted rewards that follow it.
decision-probabilities = Probabilities
decision-probabilities-help = How likely the policy takes each action.
decision-greedy = greedy
decision-greedy-help = The agent took the action with the highest value.
decision-explored = explored
decision-explored-help = The agent took an action at random, to find out what it leads to.
decision-likeliest = likeliest
decision-likeliest-help = The draw fell on the likeliest action.
decision-drawn = drawn
decision-drawn-help = The draw fell on another action than the likeliest: this is how a policy explores.
decision-epsilon = epsilon ε = { $value }
decision-epsilon-help = Epsilon: the share of random actions now
decision-entropy = entropy H = { $value }
decision-entropy-help = Entropy of these five probabilities in nats, −Σ π ln π: how undecided the policy is here. 1.61 where all are equal, 0 where only one is left.
decision-bar = { $action }: { $value }
decision-bar-chosen = { $action }: { $value } (chosen)
decision-no-update = Nothing was learned from yet.
decision-td-target = Target
decision-td-ended = The episode ended with this step: nothing follows, so only the reward counts.
decision-td-error = Error
decision-td-error-help = How far the prediction was off. The update moves Q(s, a) towards the target.
decision-return = Return
decision-advantage = Advantage
decision-advantage-help = The return compared with the baseline: positive makes the action likelier, negative less likely.
decision-sees = What the agent sees
decision-numbers = The network's inputs ({ $count })
decision-last-numbers = What it saw then: s ({ $count })
decision-open = not chosen yet
decision-open-help = Time stands: these are the values for the board as it is shown. The action is chosen when the next step is made.
decision-ended = The episode has ended on this board. The next step begins a new one.
decision-last = Last step
decision-learned = What was learned
decision-action-help = The action that was taken.
decision-reward-help = The reward that followed.
decision-learned-step = From the step before: a = { $action }, r = { $reward }
decision-learned-step-help = A step can be learned from once it is known what is done next. So this is the step before the last one.
decision-learned-episode = From the last episode with { $count ->
    [1] its one step
   *[other] its { $count } steps
 }
decision-loss = Loss
decision-td-error-formula = δ = target − Q(s, a)
decision-td-loss-formula = L = ½ (target − Q(s, a))²
decision-td-loss-formula-mean = L = ½ · mean of (target − Q(s, a))²
decision-td-loss-help = What the optimiser makes smaller. The target counts as fixed: no gradient flows through it.
decision-td-share = This actor's share: { $share }. The mean is over { $count } actors.
decision-td-truncated = The episode was cut off with this step, but its last state is worth something still.
decision-td-expected = No action was taken there: E is the expectation under the policy, (1 − ε) · max Q(s′, ·) + ε · mean Q(s′, ·).
decision-episode-cut = The episode was cut off: V(s) = { $value } counts for what would have followed.
decision-steps-left-out = { $count } steps are left out here.
decision-column-step = Steps since the episode began
decision-column-value = What the value network expected of the state
decision-column-log = The logarithm of the probability that the policy gave the action, before the update
decision-policy-loss-help = What the optimiser makes smaller: actions that were followed by more than usual become likelier. N, ρ, β and H stand below. The first number is the mean of −ρₜ Aₜ ln π(aₜ|sₜ).
decision-value-loss = Loss of V
decision-value-loss-help = The value network learns along the way what return follows a state.
decision-letter-gamma = γ = { $value }: discount factor
decision-letter-baseline-none = no baseline: A = G
decision-letter-baseline-whitened = baseline: μ and σ, mean and standard deviation of the returns
decision-letter-baseline-value = baseline: V(s), the value network
decision-letter-samples = N = { $value }: steps
decision-letter-samples-help = Steps in the update, of all episodes that it learned from
decision-letter-weight = ρ: weight of the step
decision-letter-weight-help = What a step counts for whose action was drawn by older weights: π now / π then, 2 at most. Usually 1.
decision-letter-entropy = H = { $value }: mean entropy
decision-letter-entropy-help = How undecided the policy was, in nats: the mean over the N steps
decision-letter-beta = β = { $value }: entropy bonus
input-obstacle-x = Obstacle { $number }: to the right
input-obstacle-y = Obstacle { $number }: down
input-obstacle-mark = Obstacle { $number }: mark
input-obstacle-direction = Obstacle { $number }: last move
input-obstacle-next-x = Obstacle { $number }: next move to the right
input-obstacle-next-y = Obstacle { $number }: next move down
input-obstacle-wait = Obstacle { $number }: wait
input-goal-x = Goal { $number }: to the right
input-goal-y = Goal { $number }: down
input-goal-mark = Goal { $number }: mark
input-wall-at = Wall: { $place }
input-obstacle-at = Obstacles now: { $place }
input-obstacle-soon-at = Obstacles soon: { $place }
input-goal-at = Goal: { $place }
input-goal-direction-x = Nearest goal: direction to the right
input-goal-direction-y = Nearest goal: direction down
input-goal-nearness = Nearest goal: nearness
input-columns-help = Columns from the agent; negative: to the left
input-rows-help = Rows from the agent; negative: up
input-share-of-width-help = Columns from the agent, divided by the board's width; negative: to the left
input-share-of-height-help = Rows from the agent, divided by the board's height; negative: up
input-mark-help = A constant that says what it is: −1 for an obstacle, 1 for a goal
input-direction-help = −1 after a move to the right or down, 1 after one to the left or up
input-next-help = 1 or −1 where the next move goes this way or the opposite one, else 0; 0 where chance decides
input-wait-help = 0: it moves with the next step; 1: it has just moved
input-wall-at-help = 1 where a wall or the outside of the board is, else 0
input-obstacle-at-help = How many obstacles are there
input-obstacle-soon-at-help = The chance that an obstacle is there after its next move, divided by the steps until then
input-goal-at-help = 1 where a goal is, else 0
input-goal-direction-help = This part of the way to the nearest goal, divided by the whole way; negative: to the left or up
input-goal-nearness-help = 1 on the goal, 1 / (1 + distance) elsewhere
action-up = Up
action-down = Down
action-right = Right
action-left = Left
action-stay = Stay
heading-right = right
heading-left = left
heading-down = down
heading-up = up
heading-right-or-down = right or down
heading-left-or-up = left or up
place-right = { $n } right
place-left = { $n } left
place-down = { $n } down
place-up = { $n } up
place-here = here
seen-goal = Goal { $number }: { $place }
seen-obstacle = Obstacle { $number }: { $place }
seen-obstacle-heading = Obstacle { $number }: { $place } · { $heading }
seen-last = went { $direction }
seen-next = goes { $direction } { $steps ->
    [1] next
   *[other] in { $steps } steps
 }
seen-chance = { $steps ->
    [1] may move next
   *[other] may move in { $steps } steps
 }
seen-window = The window that the agent sees, itself in the middle: walls, obstacles now (filled), obstacles soon (rings) and goals

## Board

overlays-title = On the board
overlay-values = Values
overlay-values-help = How good each cell is to the learner while the obstacles are where they are now
overlay-actions = Actions
overlay-actions-help = Arrows as long as the action's value or probability on each cell
overlay-optimum = Optimum
overlay-optimum-help = What the exact optimum would do on each cell
overlay-differences = Differences
overlay-differences-help = Cells where the learner's best action is not the optimum's
overlay-trail = Trail
overlay-trail-help = The agent's last steps
overlay-grid = Grid
overlay-grid-help = Lines between the cells
overlay-numbers = Figures
overlay-numbers-help = The learned value of each cell in figures, where cells are large enough
overlay-no-optimum = The exact optimum of this level is not known.
legend-title = What the signs on obstacles mean
legend-next = Bright: moves this way with the next step
legend-later = Dim: moves this way, but later
legend-chance = Dots: chance decides where it moves
legend-still = Cross: never moves
cell-values = Column { $column }, row { $row }: { $kind }
edit-motion = It moves
edit-motion-help = How the obstacle that you put down moves
edit-title = Edit the board
edit-help-look = Choose a tool, then click a cell. The agent goes on learning.
edit-help-tool = Click or drag over cells of the board.
edit-undo = Undo
edit-save = Save level
tool-look = Only look
tool-wall = Wall
tool-start = Start
tool-goal = Goal
tool-obstacle = Obstacle
tool-erase = Erase
motion-still = not at all
motion-patrol-x = along its row
motion-patrol-y = along its column
motion-loop = round a closed path
motion-walk = at random
motion-chase = after the agent

## A match

mode-title = What wins a round
mode-race = Race
mode-race-help = First on the goal wins the round; in the same step, fewer hits. Nobody there: drawn.
mode-score = Score
mode-score-help = Goals come back. After so many steps the higher return takes the round.
mode-hunt = Hunt
mode-hunt-help = The hunter steers the obstacles and wins by touching the agent before it reaches the goal.
score-steps = Steps of a round
score-steps-help = How many steps a round lasts (10 to 1000)
hunters = The hunter steers
hunters-help = One obstacle, the one that starts closest to the agent's way, or all of them at once
hunters-one = one
hunters-all = all
practice = The agent practises between rounds
practice-help = It goes on learning against the hunter it has just met, so it will not fall for the same trick for ever.
seats-title = Who plays
seats-add = Add a seat
seats-add-help = Up to four play on one board. They do not block each other.
seats-remove = Remove seat { $number }
seat-number = Seat { $number }
seat-hunter = Hunter
seat-runner = Runner
seat-person-arrows = Person, arrows
seat-person-wasd = Person, WASD
seat-person-ijkl = Person, IJKL
seat-person-help = A person at this keyboard. Up to three can share it.
seat-learner = The learner
seat-learner-help = The learner of the training screen as it is right now
seat-pupil = Your pupil
seat-pupil-help = The pupil that learned from your games on this level. It is there until the program ends.
seat-file = A network file
seat-file-choose = Choose a file…
seat-file-help = A policy that was saved, as a safetensors file
strength-early = Early opponent (before)
strength-middle = Half-way opponent (before)
strength-final = Trained opponent (before)
opponent-after = Agent after { $episodes } episodes
opponent-suggested = Suggested
opponent-weakest = Weakest opponent
opponent-middle = Middle opponent
opponent-strongest = Strongest opponent
opponent-about = Rating { $rating } ± { $interval }, explores { $share } of its steps
suggestion-first = You have not played here yet. { $name } is somewhat weaker than most, a fair start.
suggestion-half = You have won { $won } of { $rounds } rounds here; against { $name } it should be about half.
suggestion-strongest = You have won { $won } of { $rounds } rounds here. { $name } is the strongest opponent there is.
suggestion-weakest = You have won { $won } of { $rounds } rounds here. { $name } is the weakest opponent there is.
seat-opponent-help = The agent of one training run on this level, as it played at that moment, exploration included
ladder-help = All opponents of this level by their ratings: a click chooses one. The triangle is you.
seat-opponent-missing = This level has no built-in opponents: choose somebody else.
seat-optimum = Optimum
seat-optimum-help = Plays exactly as well as it is possible, found by dynamic programming
seat-optimum-solving = It is being worked out.
seat-random = Random walker
seat-random-help = Takes any of the five actions at random
ghost-title = Ghost
ghost-help = Somebody who runs along without being there: nobody notices a ghost, and it changes nothing of what is decided.
ghost-none = None
ghost-none-help = Nobody runs along.
ghost-best = My best
ghost-best-help = Your best race on this level: the one nearest to the optimum's steps, then the one with the fewest hits.
ghost-best-none = You have not reached a goal here yet: your first run becomes the ghost of the next.
ghost-file = A replay
ghost-file-help = The race of a replay file, such as a friend's. Drop it here, or choose it.
ghost-file-choose = Choose a replay…
ghost-agent = An agent
ghost-agent-help = A built-in agent as it was after so many episodes, alone on the board of each round
ghost-trial = Time trial: every round has the ghost's board, also after { $key }, and is not rated.
ghost-run = The ghost's run: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
 }, { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
 }
ghost-run-lost = The ghost did not reach the goal.
ghost-hunters = Hunters here follow whoever runs: the ghost met them elsewhere, when it was recorded.
ghost-runs = Runs along.
ghost-first = Your first run becomes the ghost.
ghost-half-way = Half-way: { $side ->
    [same] level
   *[other] { $steps ->
        [one] 1 step
       *[other] { $steps } steps
     } { $side ->
        [more] ahead
       *[less] behind
     }
 }
ghost-half-way-first = Half-way: ahead, the ghost is not there yet
ghost-half-way-alone = Half-way: the ghost never came this far
ghost-end = { $side ->
    [same] As many steps
   *[other] { $steps ->
        [one] 1 step
       *[other] { $steps } steps
     } { $side ->
        [more] faster
       *[less] slower
     }
 }, { $hitside ->
    [same] as many hits
   *[other] { $hits ->
        [one] 1 hit
       *[other] { $hits } hits
     } { $hitside ->
        [more] more
       *[less] fewer
     }
 }
ghost-end-alone = On the goal; the ghost never came there
ghost-end-ghost = Not there; the ghost was after { $step ->
    [one] 1 step
   *[other] { $step } steps
 }
ghost-end-nobody = Neither came to the goal
last-round = Last round: { $said }
trial-run = On the goal: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
 }, { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
 }
trial-best = Best run: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
 }, { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
 }
trial-lost = The goal was not reached
trial-help = Get there in fewer steps than the ghost; in as many, with fewer hits.
trial-end = End the trial
trial-question = End this time trial?
trial-question-help = Nothing is lost: a time trial is not rated, and your best run stays. The run under way is broken off. Time stands until you decide.
course-title = How it is played
pairs = Pairs of rounds
pairs-help = In a pair everything moves alike and sides are swapped. Whoever leads after the last pair wins; a tie is decided by up to three more pairs, then by fewer hits.
tempo = Tempo
tempo-real-time = Real time
tempo-real-time-help = Time runs by itself. The last key in a step counts; one that is pressed a little early is kept for the next.
tempo-turns = Turn by turn
tempo-turns-help = The world waits for your key.
tempo-turbo = Turbo
tempo-turbo-help = As fast as the computer can: only agents play.
thinking = Show what the others think
thinking-help = Q-values or probabilities of every network while it plays
thinking-short = Thoughts
thinking-title = What they think
versus-seed-help = Where all chance comes from: the same seed and the same keys give the same match.
versus-start = Start
versus-end = End the match
versus-change = Change
rules-title = How to play
rules-rewards = Here: goal { $goal }, hit { $hit }, step { $step }.
rules-drawn = Start and goal are drawn for each pair of rounds; all begin on the same cell.
rules-restart = A hit leads back to the start, unless it is on the goal.
rules-phases = Obstacles begin each pair of rounds somewhere else on their ways.
rules-sides = Players do not block each other. Rounds come in pairs: the same board and obstacles, with the seats exchanged.
rules-steers = Steer with
task-you = This is you.
task-race = Get your piece to the goal, the star.
task-score = Get your piece to the goal, the star, again and again.
task-hunter = Touch the runner with the obstacle that has a face and a ring in this colour.
task-hunters = Touch the runner with any of the obstacles: all have your colour, a face and a ring.
task-runner = Get your piece to the goal, the star, or last until time is up.
rules-time = Time is up after { $steps } steps: then the runner has won.
rules-others-end = An obstacle that nobody steers ends the round, too: if the runner meets it, the hunter has won.
rules-others-pass = Obstacles that nobody steers do not stop the runner.
rules-slow = { $every ->
    [2] The hunter's obstacle moves only in every other step: when its ring is whole. Press before; the last key is kept.
   *[other] The hunter's obstacle moves only once in { $every } steps: when its ring is whole. Press before; the last key is kept.
}
rules-slow-mixed = The hunter's obstacles move at paces of their own: each when its ring is whole. Press before; the last key is kept.
turn-next = Moves in the next step
turn-later = Waits for its turn
rules-apart = Hunter and runner begin at least { $steps } steps apart.
rules-linger = An obstacle that is steered and lingers within one step of a goal for more than { $turns } of its turns is put back to its start.
hint-gamepad = Or with a gamepad: directional pad or left stick; the lower button stays.
hint-turns = Each key is a step; the world waits for you.
hint-real-time = Steps come by themselves: the last key before a step counts, one that is held goes on.
pause = Pause
begin = Begin
begin-help = Or press one of your keys: the countdown waits for you.
paused = Paused
paused-left = The window was left.
go-on = Go on
give-up = Give up
restart = Restart
restart-lost = Restart (counts as lost)
mute = Mute
give-up-question = Give this match up?
give-up-question-help = It counts as lost. Time stands until you decide.
question-no = No, go back
round-of = Round { $round } of { $rounds }
round-extra = Tie-break { $pair }, round { $round } / 2
steps-left = { $steps ->
    [one] { $steps } step left
   *[other] { $steps } steps left
}
waits-for = Next: { $name }
countdown-go = Go!
practising = The agent practises against you …
practised-title = Practice after round { $round }
practised-caught = Caught
practised-episodes = The recorded hunts ({ $hunts }) played again, { $episodes } episodes before and { $episodes } after practice.
practised-watch = Watch before and after
practised-stop = Back to the match
watch-before = Before practice
watch-after = After practice
watch-step = step { $step }
watch-not-caught = Not caught
score-return = Return of this round
score-goals = Goals
score-hits = Hits
score-done = finished
score-wins = { $wins ->
    [one] 1 round won
   *[other] { $wins } rounds won
 }
rematch = Rematch
rounds-title = Rounds
rounds-help = Choose a round to see its paths.
rounds-paths = On the board: every path of the chosen round, and the optimal one beside it.
rounds-paths-alone = On the board: every path of the chosen round.
round-title = { $round }  ·  { $text }
lesson-title = What round { $round } teaches
lesson-moment = Round { $round }, before step { $step }
lesson-you = you
lesson-step = Step { $step }: { $who } { $action ->
    [up] went up
    [down] went down
    [right] went right
    [left] went left
   *[stay] waited
 }{ $hits ->
    [0] {""}
   *[other] , into an obstacle
 }. { $better ->
    [up] Going up
    [down] Going down
    [right] Going right
    [left] Going left
   *[stay] Waiting
 } would have been worth { $cost } more.
lesson-delay = Your step put the goal { $steps ->
    [one] 1 step
   *[other] { $steps } steps
 } further off.
lesson-flawless = Every step was the best that there was.
lesson-nothing-better = The strongest built-in opponent expects no more of any other step.
lesson-ways = Solid: the way that was taken. Dashed: the better one.
lesson-by-optimum = By the exact optimum of this round for one who is alone on the board.
lesson-by-opponent = By what the strongest built-in opponent expects: an estimate.
lesson-look = Costliest step
play-on = Play on from there
play-on-badge = Practice from step { $step } · not counted
play-on-now = Now: goal in step { $goal }, hits { $hits }, return { $return }
play-on-before = In the round: goal in step { $goal }, hits { $hits }, return { $return }
play-on-again = Try again
play-on-back = Back to the match
result-return = Return
result-regret = Regret
result-regret-help = How much more the optimum would have got from the same start
result-steps = Steps
result-optimum-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
result-hunt = When the round ended
result-caught = The runner was caught in step { $step }.
result-escaped = The runner got away: on the goal in step { $step }.
result-time-up = The runner got away: not caught in { $step } steps.
result-met-another = The runner met an obstacle that nobody steers in step { $step }.
result-given-up = The round was given up after { $step } steps.
result-race = Step on the goal, and hits, by seat
learn-title = Learn from me
learn-from-me = Teach a pupil
learn-help = A pupil of its own learns from your steps. The learner of the training screen stays as it is.
learn-lost = You lost this match. The pupil imitates your steps whether they were good or not.
learn-running = The pupil is studying …
learned-before = before
learned-after = after
learned-return = Mean return
learned-success = Success
learned-agreement = Your steps that it would make
learned-episodes = Each measured over { $episodes } episodes.
learned-worse = It does worse than what it started from: what it saw was not better than what it knew.
learn-again = Teach it anew
pupil-games = It sees
pupil-match = this match
pupil-level = all rounds on { $level }
pupil-picked = chosen rounds
pupil-game = Match { $match }, round { $round }  ·  { $result }  ·  steps: { $steps }
pupil-game-won = won
pupil-game-not-won = not won
pupil-count = Rounds: { $rounds }, steps: { $steps }
pupil-start = It starts from
pupil-start-fresh = nothing
pupil-start-fresh-help = A fresh network with the settings of the training screen: what it can afterwards it has from you.
pupil-start-opponent = a copy of the opponent
pupil-start-opponent-help = It goes on from what the opponent of this match knows.
pupil-start-learner = a copy of the learner
pupil-start-learner-help = It goes on from what the learner of the training screen knows now.
pupil-taught = Your pupil on { $level } saw { $rounds ->
    [one] 1 round
   *[other] { $rounds } rounds
 } of yours with { $steps } steps. It started from { $start }.
pupil-play = Play against your pupil
pupil-save = Save it
pupil-save-help = As a policy file, which can be seated in any match on this level
pupil-adopt = Take it to the training screen
pupil-adopt-help = Training goes on from the pupil. Undo on that screen brings back what is there now.
records-title = Records
records-none = Nothing has been played yet.
records-mine = Your rating
records-provisional = provisional: { $rounds } of { $settled } rounds
records-provisional-help = A rating settles in its first { $settled } rounds. Until then one round moves it farther than later ones: the next by up to { $points } points.
records-mine-help = Elo, for this level and what wins a round here: from 1200 on, up with every round won against a built-in opponent, by more the stronger it is
records-level = Level
records-level-help = The level and what wins a round
records-opponent = Opponent
records-opponent-help = Who played against you
records-games = W–D–L
records-games-help = Matches won, drawn and lost
records-steps = Steps
records-steps-help = Fewest steps to the goal
records-return = Return
records-return-help = Highest return of a round
records-streak = Streak
records-streak-help = Matches won in a row now
records-rating = Rating
records-rating-help = A built-in opponent's rating on this level, as it was measured
records-export = CSV
records-export-help = Save the table as CSV
records-reset = Forget all
records-undo = Bring them back
records-question = Forget all records?
records-question-help = All games, best results and ratings are deleted from disk.

## Settings

settings-title = Settings
settings-language = Language
settings-theme = Theme
theme-system = System
theme-dark = Dark
theme-light = Light
settings-scale = Interface scale
settings-scale-help = Makes everything larger or smaller: for a projector or a 4K screen
settings-text-size = Text size
settings-text-size-help = Size of the text in points
settings-reduced-motion = Less motion
settings-reduced-motion-help = Agents and obstacles jump from cell to cell instead of gliding, and nothing fades.
settings-dashed-lines = Dashed curves
settings-dashed-lines-help = Curves differ in their dashes as well as in their colours.
settings-volume = Volume of tones
settings-colours = All colours can be told apart with any colour vision, and shapes differ as well.
settings-defaults = Back to defaults

## Keys

help-title = Keys
help-plots = In the curves: drag to move, Ctrl and the wheel to zoom, double-click to see everything.
help-notes = “Study notes” are those of the TAVE RL Study, Day 5 (2020, in Korean).
hint-again = Show the hint of the first match again
hint-again-help = The next match says once more what to do and with which keys.
keys-run = Time
keys-view = View
keys-edit = Edit the board
keys-files = Files
keys-versus = A match
keys-arrows = Steering with the arrows
keys-wasd = Steering with WASD
keys-ijkl = Steering with IJKL
keys-window = Window
keys-help = Press the button beside a name, then the new key. Esc leaves it as it is.
keys-change = { $name }: { $key }. Press to change.
keys-listening = Press a key …
keys-reset = { $name }: back to the usual key
keys-defaults = All keys as they were
keys-taken = { $key } belongs to: { $name } ({ $group }).
keys-reserved = { $key } cannot be used here.
keys-swap = Exchange
keys-swap-help = The other one takes the key that this one had.
keys-keep = Leave it
key-play-pause = Play or pause
key-step = One step
key-reset-same = Reset with the same seed
key-reset-new = Reset with a new seed
key-undo-reset = Take the last reset back
key-faster = Faster
key-slower = Slower
key-turbo = Turbo on or off
key-next-lane = Next lane
key-previous-lane = Previous lane
key-open = Open a file
key-save-policy = Save the policy
key-save-run = Save the run
key-save-level = Save the level
key-run-code-copy = Copy the run's code
key-run-code-paste = Paste a run code
key-versus-begin = Start, next round, rematch
key-versus-pause = Pause or go on
key-versus-back = Back
key-versus-thinking = Show what the others think
key-versus-pupil = Teach a pupil; play against it
key-versus-watch = Watch what the agent learned in practice
key-versus-look = Show the step that cost most
key-versus-play-on = Play on from there, try again
key-versus-give-up = Give up
key-versus-restart = Restart the match
key-help = This list
key-settings = Settings
key-fullscreen = Full screen

## Messages and the program

close = Close
lane-seed = seed { $seed }
notice-opened = Opened { $file }
notice-saved = Saved { $file }
notice-lab-over = Training is finished. “Again” starts it over; a larger number of steps under “Stop” lets it go on.
notice-lab-replaced = { $file } learns something else than the models that were here. They gave way; Undo brings them back as they were.
notice-assumed-relu = { $file } does not say its activation and is taken for ReLU. If it was tanh, as for PPO and A2C of Stable-Baselines3 and CleanRL, start again with: sidestep FILE --activation tanh
notice-assumed-tanh = { $file } does not say its activation and is computed with tanh, PyTorch's default. If it was ReLU, use the command: sidestep sequence forward --activation relu
notice-other-numerics = { $file } was saved by another version of Sidestep, which calculated differently. The run goes on where it stopped, but is no longer equal to one that was never stopped.
notice-left-out = Not read from { $file }: { $names }
fault-level = This level cannot be played; mend the place named, or choose a built-in one.
fault-setup = This run cannot start with these settings; what runs goes on.
notice-run-code = Copied: { $code }
notice-run-code-beginning = Copied: { $code }. The settings or the board were changed while this run went on; the code gives the run as it began.
notice-run-code-settings = Copied: { $code }. This run began with weights from elsewhere or in another version; the code gives its settings, with new weights.
notice-run-code-level = The level { $level } is too large for the code. Send its file, too: it has to be open where the code is pasted.
fault-run-code-none = There is no run code on the clipboard. A code begins with sidestep1_.
fault-run-code-damaged = This run code is damaged: characters are missing or wrong. Copy it once more, from sidestep1_ to its end.
fault-run-code-newer = A later version of Sidestep made this run code. Get the latest version to read it.
fault-run-code-level = This run code was made on the level { $level }, which is too large for it. Open that level's file, then paste the code again.
fault-fit = The network expects { $expected } inputs, but the observation of this level has { $found }. Open the level that it was trained on, or choose its observation.
fault-checkpoint = This checkpoint cannot be used.
fault-run = { $file } is no saved run, or it is damaged. Give a file that was saved with "Run", or open a checkpoint instead.
fault-read = { $file } cannot be read. Check the path and your permission.
fault-write = { $file } could not be written. Choose another folder, or free some space.
fault-kind = { $file } is neither a level (.toml), nor a checkpoint (.safetensors), nor a saved run (.run, or the folder of one), nor a replay (.replay), nor weights of a sequence model (.safetensors), nor a session of the sequence lab (.lab).
fault-several = { $folder } holds several runs. Open one of { $runs }.
fault-inputs = { $file } has { $inputs } inputs, and no observation of its level or of this one has as many. Open the level that it was trained on first.
fault-settings-aside = The settings in { $file } could not be used; the window starts with defaults. They were kept as { $aside }.
fault-settings-stuck = The settings in { $file } could not be used; the window starts with defaults. The file could not be renamed, so it stays as it is, and no settings are saved until it is moved away.
fault-panic = That could not be finished: a fault of the program. Please report it with the words below.
notice-no-dialog = The system offers no file dialog here. Drop a file onto the window to open it.
notice-undone = The last reset is taken back.
notice-restarted = A new run has begun. Undo brings the one before back.
notice-edit-restarted = The network does not fit the changed board, so a new run has begun. Undo brings the one before back.
edit-start-there = The agent starts on this cell: move its start first.
edit-goal-there = The goal is on this cell: move it first.
edit-origin-there = An obstacle begins on this cell in every episode, as the hexagon says: erase or move it first.
edit-path-there = An obstacle goes round over this cell: erase or move it first.
edit-wall = A wall is there: take it away first.
edit-last-one = A level needs at least one start and one goal.
about-title = About
about-what = Agents learn to sidestep moving obstacles before your eyes: Deep SARSA, deep Q-learning and REINFORCE, live, on one board or sixty-four.
about-licence = Licence: MIT or Apache-2.0.
about-fonts = Text: Sidestep Sans, made from Pretendard (SIL Open Font License 1.1). Icons: Phosphor (MIT).
about-course = The classic level follows the gridworld of the RLCode course.

## Narrow windows

side-controls = Controls
side-curves = Curves
side-decision = Decision
side-board = Board
side-match = Match
side-records = Rules and records

### Matches, as the game tells of them

versus-you = You
versus-person = A person
versus-gave-up = { $name } gave up
versus-you-win-match = You win the match!
versus-wins-match = { $name } wins the match
versus-you-win-by-hits = You won the match: as many rounds, fewer hits!
versus-wins-by-hits = { $name } wins the match: as many rounds, fewer hits
versus-match-drawn = The match is drawn
versus-you-win-round = Your round
versus-wins-round = { $name } takes the round
versus-round-drawn = Drawn
versus-how-goal = first at the goal
versus-how-goal-alone = goal reached
versus-how-fewer-hits = same step, fewer hits
versus-how-together = same step, same hits
versus-how-points = higher return
versus-how-caught = caught
versus-how-escaped = escaped to the goal
versus-how-time-up = time is up
versus-how-all-out = nobody is left
versus-how-out-alone = put out by a hit
versus-how-met-another = the runner met another obstacle
versus-how-given-up = given up
callout-caught = Caught!
callout-escaped = Escaped!
callout-time-up = Time is up!
versus-refused-nothing-moves = Nothing moves on this level, so every race on it would be the same. Choose another level, or Score.
versus-refused-nothing-hunts = This level has no obstacle that could hunt. Choose another level or another mode.
versus-refused-too-close = No obstacle of this level can begin { $steps } steps from the agent and away from the goal. Choose another level or another mode.
versus-same-keys = Two people steer with the same keys: choose other keys for one of them.
versus-no-file = Choose a file for the seat that plays from one.
versus-optimum-pending = The optimum of this level is still being worked out: a moment.
versus-no-optimum = This level has too many states for an exact optimum: choose another opponent.
versus-no-opponent = There is no built-in opponent for this level: choose the learner, a file, the optimum or a random walker.
versus-no-pupil = No pupil has learned on this level yet. Play a match here and let one learn from you, or choose somebody else.
versus-no-ghost-file = Choose a replay for the ghost, or another ghost.
notice-best = Your best race on { $level }: { $side ->
    [same] as many steps as the optimum
   *[other] { $steps ->
        [one] 1 step
       *[other] { $steps } steps
     } { $side ->
        [more] more
       *[less] fewer
     } than the optimum
 }, { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
 }. It can run along as a ghost.
fault-ghost = Nobody can race against { $file } here.
no-ghost-race = It shows no race: choose the replay of a race.
no-ghost-level = It was raced on { $recorded }, and { $chosen } is chosen: choose { $recorded } as the level, or another replay.
no-ghost-missing = It was raced on a level “{ $level }” that is neither chosen nor built in, or no longer as it was then: choose another replay, or open that level's file.
fault-best-aside = Your best race in { $file } cannot be read. It is now { $aside }, and the next race begins a new best.
fault-best-stuck = Your best race in { $file } cannot be read and could not be renamed, so it lies where it was. Move it away, then a new best can be kept.
notice-pupil-taught = Your pupil has learned from your games.
notice-pupil-adopted = The training screen goes on from your pupil. Undo there brings back what it was.
notice-records-reset = The records are empty.
fault-match = This match cannot be played.
fault-lesson = The learner could not learn from this.
fault-records = The records could not be saved.
fault-records-aside = The records in { $file } cannot be read. They were set aside as { $aside }, and new ones begin.
fault-records-stuck = The records in { $file } cannot be read. The file could not be renamed, so it stays as it is, and no records are saved until it is moved away.

## Clips

video-episode = Episode { $episode }
video-episode-of = Episode { $episode } of { $episodes }
video-round = Round { $round }
video-return = Return { $value }
video-goal = { $steps ->
    [one] goal after 1 step
   *[other] goal after { $steps } steps
}
video-no-goal = { $steps ->
    [one] no goal in 1 step
   *[other] no goal in { $steps } steps
}
video-hurried = { $rate ->
    [one] { $rate } step a second
   *[other] { $rate } steps a second
}
video-stretch = steps { $from } to { $to } of { $all }
video-why-first = the first
video-why-first-goal = first goal
video-why-first-kept-goal = first goal of those kept
video-why-first-without-hit = first without a hit
video-why-first-kept-without-hit = first without a hit of those kept
video-why-largest-improvement = largest improvement
video-why-best = best return
video-why-best-kept = best return of those kept
video-why-last = the last
video-legend-values = Colours: what { $who } expects
video-legend-actions = Arrows: what { $who } prefers
video-legend-optimum = Brackets: the optimum
video-legend-differences = Outlined cells: not the best action
video-reel = { $algorithm } learns in { $episodes } episodes
video-learned = { $window ->
    [1] Return: first { $first }, last { $last }
   *[other] Mean return, first { $window }: { $first }
            Mean return, last { $window }: { $last }
}
video-learned-optimum = Best possible { $value }
video-chapter-goal = Goal, step { $step }
video-chapter-goal-of = { $who }: goal, step { $step }
video-chapter-hit = Hit by an obstacle, step { $step }
video-chapter-hit-of = { $who }: hit by an obstacle, step { $step }
video-against = vs
video-goals-of = { $reached } of { $episodes } episodes reach the goal
video-curve = { $window ->
    [1] Return per episode
   *[other] Return, mean of { $window } episodes
}
video-curve-end = episode { $episodes } (cube-root axis)
slides-run = { $algorithm }, seed { $seed }: { $settings }
slides-clip = { $size } pixels, { $rate } frames a second, { $seconds } s; theme { $theme }, quality { $quality }
slides-command = Made by: { $command }
### Recording

clip-title = Recording
clip-start = Record
clip-stop = Stop recording
clip-still = Take a picture
clip-copy-still = Copy a picture
clip-choices = What is recorded
clip-finishing = The last frames are being written.
clip-region = What
clip-board = The board
clip-window = The window
clip-format = File
format-mp4 = MP4
format-gif = GIF
format-frames = PNG frames
clip-size = Size
clip-own = As shown
clip-p720 = 720p
clip-p1080 = 1080p
clip-rate = Frames per second
clip-thirty = 30
clip-sixty = 60
clip-quality = Quality
quality-small = Small
quality-standard = Standard
quality-high = High
clip-open-folder = Open the folder of recordings
clip-folder = Recordings go to { $folder }
clip-time = While it records, each frame of the window is a frame of the clip: on a slow computer the window slows down, the clip is smooth.
key-record = Record, stop recording
key-still = Take a picture
key-copy-still = Copy a picture to the clipboard
video-clip = Clip of this replay
video-clip-help = Make a clip for a talk of the replay that is shown
video-training = Training reel
video-training-help = How the selected run learned, as a clip: its kept episodes joined, with the learning curve growing along
video-lab = Clip of this page
video-lab-help = Make a clip for a talk of the page that is shown: a training, a walk through a cell, or attention
video-lab-no-page = There is no clip of this page: choose Side by side, Inside a cell or Attention.
video-lab-no-attention = This model has no attention to show. Choose one that has.
video-lab-opened = This cell is from a file, without a training: choose one of the models.
video-lab-untrained = The models have been tested less than twice, so there is nothing to show yet. Train for a while first.
video-no-replay = Choose a replay first.
video-untrue = This replay does not play as it was recorded, so no clip is made of it.
video-no-episodes = The run has ended no episode yet. Train for a while first.
video-no-folder = This system has no folder for recordings. Set SIDESTEP_DATA to a folder and start again.
video-title = Title
video-title-help = The card that it begins with
video-title-hint = The level's name
video-title-hint-lab = The comparison's name
video-caption = Caption
video-caption-help = What stands in large letters below the board
video-caption-hint = The replay's name
video-beside = Beside it
video-beside-help = A second replay in the same frame: before and after, you and the agent
video-beside-none = Nothing
video-speed = Speed
video-speed-help = Steps in a second of the clip
video-length = Length
video-length-help = The reel shows as many episodes as fit, as fast as that needs
video-length-lab-help = Title and result included; what moves is as fast as that needs
video-seconds = { $seconds } s
video-loop = Loop
video-loop-help = The result is held for a second, then the picture fades back to the first one
video-slides = On a slide
video-slides-help = A presentation (.pptx) in which the clip plays by itself, with its title above it and notes
video-captions = Captions
video-captions-help = What is shown when, as a track that players can switch on, and as a file (.vtt) beside an MP4
video-make = Make it
video-make-help = It is drawn and encoded beside the game, which goes on.
video-preview = Preview
video-preview-card = Title card
video-preview-game = Game
video-preview-page = Page
video-preview-waits = The preview is being drawn …
video-forecast = { $seconds } s, about { $megabytes } MB; takes about { $takes } s to make
video-cut = Some words have no room: shorten them.
video-missing = The font has no letters for { $letters }: boxes are drawn in their place.
video-left = { $time } left
video-stop = Stop
video-stop-help = The clip ends where it is, and plays
notice-clip-stopped = Stopped. What was made until then plays: { $file } ({ $seconds } s, { $megabytes } MB)
notice-still = Picture taken: { $file }
notice-copied-picture = Picture copied. Paste it into a slide or a message.
notice-recorded = Recorded: { $file } ({ $seconds } s, { $megabytes } MB)
fault-recording = The recording could not be made.
fault-folder = The folder { $folder } could not be opened. Open it in your file manager.
fault-clipboard = The picture could not be copied to the clipboard. Take one as a file instead.

## Replays

tab-replay = Replay
side-replays = Replays
keys-replay = A replay
replays-file = Opened files
replays-file-help = A replay from elsewhere. Keep it to have it on the shelf.
replays-run = This run
replays-run-help = Episodes of the selected lane, kept in memory: the first, cubes up to 1,000, then every thousandth; the best so far; the last fifty. Keep one to have it on the shelf.
replays-shelf = Kept
replays-shelf-help = Matches are kept by themselves, the oldest going first; what is pinned stays.
replays-none = There is nothing to replay yet. Train for a while, play a match, or open a replay file.
replays-none-found = Nothing here is like that.
replay-choose = Choose a replay on the left.
replay-open = Open a replay file
replay-undo = Bring back what was deleted last
replay-search = Search
replay-sort = Order
replay-sort-newest = Newest
replay-sort-level = Level
replay-sort-return = Return
replay-sort-length = Length
replay-kind-all = All
replay-kind-training = Training
replay-kind-match = Matches
replay-kind-rollout = Policies
replay-episode = Episode { $episode }
replay-best = best so far
replay-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
 }
replay-name = Name
replay-pin = Pin
replay-unpin = Unpin
replay-keep = Keep
replay-pin-help = What is pinned stays on the shelf for good
replay-rename = Rename
replay-delete = Delete
replay-delete-help = It can be brought back
replay-first = To the start
replay-last = To the end
replay-step-back = One step back
replay-step-on = One step on
replay-repeat = Repeat
replay-speed-help = How fast the replay plays
replay-position = Position
replay-step-of = Step { $step } of { $steps }
replay-step-help = What led to the board that is shown. Arrows and figures on the board are what the agent thinks next, where it stands now; the heat along its trail is what it thought there.
replay-at-start = The start: nothing has been done yet.
replay-about = About this replay
replay-won = Won
replay-did = Action: { $action }
replay-reward = Reward
replay-reward-help = What this step was worth
replay-return = Return so far
replay-return-help = The sum of all rewards up to here
marker-hit = Hit
marker-hit-help = An obstacle was met
marker-goal = Goal
marker-goal-help = A goal was reached
marker-explored = Exploratory
marker-explored-help = The action was drawn instead of taken for its value
marker-surprise = TD error
marker-surprise-help = Target minus Q(s, a): how much better or worse it turned out than expected. The five largest are marked.
marker-jump = { $name }: { $count }, to the next
fact-algorithm = Algorithm
fact-episode = Episode
fact-observation = Observation
fact-settings = Settings
fact-round = Round
fact-mode = Mode
fact-end = End
fact-recorded = Recorded
fact-version = Sidestep
ago-now = just now
ago-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
 }
ago-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
 }
ago-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
 }
key-replay-play = Play or pause
key-replay-step-back = One step back
key-replay-step-on = One step on
key-replay-leap-back = A twentieth back
key-replay-leap-on = A twentieth on
key-replay-first = To the start
key-replay-last = To the end
key-replay-repeat = Repeat
key-replay-above = The replay above
key-replay-below = The replay below
key-replay-pin = Pin or keep
key-replay-delete = Delete
key-replay-undo = Bring back what was deleted
key-replay-open = Open a replay file
key-replay-next-any = Next mark
key-replay-previous-any = Previous mark
key-replay-next-hit = Next hit
key-replay-previous-hit = Previous hit
key-replay-next-goal = Next goal
key-replay-previous-goal = Previous goal
key-replay-next-explored = Next exploratory action
key-replay-previous-explored = Previous exploratory action
key-replay-next-surprise = Next large TD error
key-replay-previous-surprise = Previous large TD error
notice-restart-lost = The match before counts as given up, as a round of it was over.
notice-replay-kept = The replay is on the shelf, pinned.
notice-replay-nowhere = This system has no folder for a program's data, so nothing can be kept. Set SIDESTEP_DATA to a folder and start again.
notice-replay-deleted = The replay is deleted. Undo brings it back.
notice-replay-restored = The replay is back.
fault-replay = This replay cannot be used.
fault-tape = This episode cannot be played again; choose another one.
fault-difference-version = Step { $step } of { $steps } does not play as it was recorded: Sidestep { $file } recorded it and this is { $program }, whose rules differ. Play it with the version that recorded it.
fault-difference-edited = Step { $step } of { $steps } does not play as it was recorded: this version recorded it, so the file was edited afterwards. Use the original.

## Sequence lab: the tab, the strip, training side by side
tab-sequence = Lab
keys-sequence = Sequence lab
key-lab-step = One training step each
key-lab-undo = Bring back the models from before
key-lab-redo = Take the undo back
key-lab-walk-on = One step on through the sequence
key-lab-walk-back = One step back through the sequence
key-lab-first = To the start of the sequence
key-lab-last = To the end of the sequence
key-lab-draw = Another sample
key-lab-open = Open a session or weights
key-lab-save = Save the session
fault-lab = That cannot be done in the sequence lab.
fault-lab-file = A session of the sequence lab cannot be opened or saved.
lab-training = Side by side
lab-cell = Inside a cell
lab-forgetting = Why it forgets
lab-attention = Attention
lab-step = One training step each
lab-again = Again
lab-reset = From the beginning: same seed, same batches
lab-new-seed = From the beginning with another seed
lab-undo = Bring back the models from before
lab-redo = Take the undo back
lab-open = Open: a session, a saved model, or a PyTorch cell
lab-save-session = Save the session: models, curves and all that training needs to go on
lab-export-picture = Save this page as a picture (PNG)
lab-export-numbers = Save the numbers of this page (CSV)
lab-speed-help = Training steps a second, the same for all models
lab-speed-value = { $rate } steps/s
lab-steps-of = step { $step } of { $steps }
lab-steps-help = How far the slowest model has come, and after how many steps training stops
lab-standing-help = { $state } · step { $step } · { $rate } steps/s
lab-state-learning = learning
lab-state-all-steps = all steps made
lab-state-good = good enough
lab-state-diverged = diverged: the weights became useless, a smaller learning rate helps
lab-presets = What to see
lab-presets-help = Comparisons that start with one click
lab-preset-help = Starts at once. The models that are here now can be brought back.
lab-trained = Open trained: { $preset }
lab-trained-help = The models as they were trained before, with their curves, at once. The models that are here now can be brought back.
preset-gap-50 = A gap of 50: RNN forgets, LSTM and GRU remember
preset-gap-5 = A gap of 5: all three remember
preset-adding-50 = Adding over 20 to 50 steps: RNN guesses, LSTM and GRU add
preset-forget-bias = A gap of 100: what the forget gate's bias decides
preset-bottleneck = Reversal: without attention, long inputs do not fit
preset-dates = Dates: attention lays input and output side by side
preset-scores = Copying: four ways to score attention
lab-clip-recorded = recorded training, seed { $seed }
lab-clip-trained = trained for this clip, seed { $seed }
lab-clip-guessing = guessing { $value }
lab-clip-always-one = always saying 1: { $value }
lab-clip-accuracy = Accuracy on held-out samples; paler: of every batch
lab-clip-steps = training steps
lab-clip-reads = It reads { $input }
lab-clip-no-attention = no attention
lab-clip-passed = Steps { $from } to { $to }
lab-clip-result = Result
lab-clip-memory = Bars: { $name } { $sign } of unit { $unit } so far
lab-clip-after = Accuracy after { $steps } steps
lab-clip-after-error = Squared error after { $steps } steps
lab-waiting = Training begins anew with these settings.
lab-apply = Apply
lab-apply-help = All models begin anew. Those that are here now can be brought back.
lab-discard = Discard
lab-task = Task
lab-task-help = What all models learn, on the same batches
task-recall = Recall
task-recall-help = One symbol of many is flagged (a capital); at the question mark the model is asked which. It must carry it over the gap.
task-adding = Adding
task-adding-help = Two of many numbers are marked; the answer is their sum.
task-reversal = Reversal
task-reversal-help = Digits are written backwards.
task-copy = Copy
task-copy-help = Digits are written as they were.
task-dates = Dates
task-dates-help = A date in one of five ways of writing, Korean ones among them, is written as 2026-11-22.
lab-gap = Gap
lab-length = Length
lab-format = Format
lab-from = from
lab-to = to
lab-range-help = How difficult it is: from the easiest to the hardest that is trained on
lab-batch = Batch
lab-batch-help = Samples in a training step
lab-seed = Seed
lab-seed-help = Where all chance comes from: the same seed gives the same weights and the same batches
lab-models = Models
lab-remove = Remove
lab-add = Add a model
lab-add-help = A copy of the chosen one, to change one thing of it; up to four
lab-save = Save weights
lab-save-help = The chosen model as a safetensors file with PyTorch's names
lab-cell-kind = Cell
lab-cell-kind-help = RNN: one tanh. RNN·ReLU: a ReLU in its place. LSTM: three gates and a cell state. GRU: two gates. GRU′: the reset gate before the matrix product, as the study notes draw it.
lab-hidden = Units
lab-hidden-help = How many numbers a layer's state has
lab-layers = Layers
lab-layers-help = Cells on top of each other
lab-attention-kind = Attention
lab-attention-kind-help = What the decoder sees of the input, and how places are scored
attention-none = none
attention-dot = dot (Luong)
attention-general = general (Luong)
attention-concat = concat (Luong)
attention-additive = additive (Bahdanau)
lab-teacher = Teacher forcing
lab-teacher-help = The share of the decoder's inputs in training that are the right symbols and not its own
lab-forget-bias = Forget-gate bias
lab-forget-bias-help = Where the forget gate starts: the higher, the longer it keeps at first. 1 is the usual advice.
lab-chrono = Chrono initialisation
lab-chrono-help = Gates start biased for memories as long as the task's (Tallec and Ollivier 2018)
lab-rate = Learning rate
lab-rate-help = Adam's
lab-clip = Gradient clipping
lab-clip-help = The gradient's largest norm; 0 switches clipping off
lab-stop = Stop
lab-stop-steps = After steps
lab-stop-steps-help = A larger number lets a training that is over go on
lab-stop-accuracy = At an accuracy of
lab-stop-accuracy-help = A model stops as soon as so large a share of held-out samples is right
lab-cross-entropy = Loss: cross-entropy
lab-cross-entropy-help = In nats per symbol, of every batch before the step; averaged over ten steps
lab-squared-error = Loss: mean squared error
lab-squared-error-help = Of every batch before the step, averaged over ten steps. Saying 1 every time comes to 0.167.
lab-accuracy = Accuracy
lab-accuracy-help = Thick, with dots: the share of held-out samples that is wholly right, on the model's own words. Thin: of every batch, each symbol given the right ones before it.
lab-chance = guessing
lab-at-step = step { $step }
lab-by-gap = Accuracy by gap (dashed: halfway)
lab-by-length = Accuracy by length (dashed: halfway)
lab-by-format = Accuracy by format
lab-by-help = On held-out samples: now, and dashed as it was in the middle of the training so far
lab-by-chance = { $model } is at chance even at { $easiest }, the easiest: it learns { $easiest } to { $hardest } mixed in every batch and has learned none of them yet.
lab-runs = Runs so far
lab-runs-help = Every training that has ended or was broken off, the newest first
lab-runs-none = Trainings that have ended are listed here.
lab-runs-export = Save the table (CSV)
lab-runs-clear = Empty the table
lab-run-number = No.
lab-run-model = Model
lab-run-task = Task
lab-run-accuracy = Accuracy
lab-run-loss = Loss
lab-run-steps = Steps
lab-run-seconds = Seconds
lab-run-seed = Seed
lab-input = Input
lab-input-help = Write your own; all models read it at once
lab-any-difficulty = as it comes
lab-difficulty = Gap, length or format of the sample
lab-draw = Another sample
lab-draw-help = One that no model has been trained on

## Sequence lab: why it forgets

lab-reach-title = How far gradients reach back
lab-reach-help = How strongly the loss at the last step depends on the hidden state of every step before it. Where this is next to nothing, training cannot learn what happened there.
lab-reach-layer-bottom = Bottom layer
lab-reach-layer-top = Top layer
lab-reach-layer-help = Whose hidden states are looked at
lab-reach-none = The gradients are worked out in a moment. If nothing comes, let the models learn a step.
lab-reach-now = now
lab-reach-before = before training
lab-reach-tried = untrained, with these gates
lab-reach-x = Steps before the end
lab-reach-y = ‖∂L/∂h‖, logarithmic
lab-reach-floor = below what 32-bit numbers hold
lab-reach-at = { $steps ->
    [0] At the last step
    [one] 1 step before the end
   *[other] { $steps } steps before the end
 }
lab-reach-words = In words
lab-reach-both = { $steps } steps before the end the gradient is { $share } times that of the last step; before training it was { $before } times.
lab-reach-only-now = { $steps } steps before the end the gradient is { $share } times that of the last step.
lab-reach-only-before = Before training, { $steps } steps before the end the gradient is { $share } times that of the last step.
lab-reach-both-tried = { $steps } steps before the end the gradient is { $share } times that of the last step; untrained, with the gates that are tried here, it is { $before } times.
lab-reach-only-tried = Untrained, with the gates that are tried here, { $steps } steps before the end the gradient is { $share } times that of the last step.
lab-reach-remark = Gates alone do not help: LSTM and GRU that have learned nothing forget, too. What they start with, and what they learn, opens the way.
lab-reach-loss = A trained model's whole curve lies lower because its loss is small, and every gradient has the loss's own gradient as a factor. What tells a long memory is how little the curve falls to the right: hence the shares.
lab-biases = Other gates at the start
lab-biases-help = What the dashed curves would be if the gates began with another bias. Shown at once; nothing is trained for it.
lab-biases-none = These models have no gates whose bias could be changed: add an LSTM or a GRU.
lab-biases-kept-help = A forget gate that has nothing but its bias keeps this much of the cell state at every step, and this much over all of them.
lab-biases-use = Train with these
lab-biases-use-help = All models begin anew, with these biases where they have such gates. Those that are here now can be brought back.
lab-biases-own = As they are
lab-biases-own-help = Show every model with the biases of its own settings again
lab-why = Why
lab-why-chain = Each step back multiplies by one more matrix. If these make vectors shorter, what is left shrinks exponentially with the distance.
lab-why-rnn = A factor of tanh's slope, at most 1, times the same matrix again and again.
lab-why-rnn-relu = The same matrix again and again, for the units that are open: nothing is squashed, so that gradients last or explode.
lab-why-lstm = The cell state is not multiplied by a matrix but by the forget gate alone: with a gate near 1 it keeps what it holds.
lab-why-gru = GRU's update gate z does the same: near 1 it keeps the old state. This is PyTorch's z; the study notes draw 1 − z.
lab-why-translates = Here it is the loss of the last symbol, the end, by the states of the encoder. Attention gives every one of them a way of its own to it, past the steps between.

## Sequence lab: attention

lab-attend-task = Attention is for tasks that turn one sequence into another: reversal, copy, dates. The models that learn now read a sequence and answer once.
lab-attend-load = Reversal, with and without
lab-attend-load-help = Loads two models that learn to write digits backwards, one with attention and one without, and starts them. The models from before can be brought back.
lab-attend-none = Nothing to look at yet: write an input above or have one drawn. The answer follows at once.
lab-attend-blind = This model has no attention: all that its decoder knows of the input is the encoder's last state. Choose a model with attention on the left, or look at its answer beside the other.
lab-attend-empty = It ends at once and writes nothing.
lab-attend-shown = Model that is looked into
lab-attend-shown-help = Its attention is mapped below
lab-attend-beside = Model beside it
lab-attend-beside-help = It answers the same input, for comparison
lab-attend-right = all right
lab-attend-wrong = { $wrong } of { $all } wrong
lab-attend-target = right: { $answer }
lab-attend-unknown = no right answer known
lab-attend-unknown-help = The task would not ask this: for dates, that is a text in none of the five formats, or a day that does not exist.
lab-attend-should = Should be { $symbol }
lab-attend-too-many = Nothing should stand here
lab-attend-first = First decoder step
lab-attend-back = One decoder step back
lab-attend-on = One decoder step on
lab-attend-last = Last decoder step
lab-attend-play = Play the decoding
lab-attend-pause = Pause the decoding
lab-attend-step-of = Step { $step } of { $steps }
lab-attend-map = Map of attention: decoder steps downwards, input steps across
lab-attend-score = score
lab-attend-weight = weight
lab-attend-cell = Step { $step } writes { $written }, looking at place { $place }: { $read }
    Score { $score }
    Weight { $weight }
lab-attend-step = Step { $step }: hears { $heard }, writes { $written }
lab-attend-state = Decoder state h
lab-attend-decoder-state = decoder state at step t (d in the study notes)
lab-attend-encoder-state = encoder state at place j of the input (h in the study notes)
lab-attend-state-help = The decoder's state after it has heard its own last symbol
lab-attend-score-help = How well the decoder's state fits the encoder's state at a place of the input
lab-attend-most = It looks most at place { $place }: “{ $read }”
lab-attend-softmax-help = Softmax makes the scores positive weights that add up to 1
lab-attend-context = Context vector c
lab-attend-context-help = The encoder's states, added up with these weights
lab-attend-combined = Combined state h~
lab-attend-combined-help = What the prediction is made from: context and decoder state together
lab-attend-output-help = The probability of every symbol to be written next
lab-attend-likeliest = The likeliest next symbols
lab-attend-unit = Unit { $unit }: { $value }
lab-attend-lengths = Bottleneck: accuracy by length
lab-attend-bottleneck = Encoder, last state, decoder
lab-attend-bottleneck-without = Without attention the decoder gets the last state only (the circle).
lab-attend-bottleneck-with = With attention every decoder step reads all encoder states.
lab-attend-lengths-about = The share of held-out inputs whose whole answer is right. Without attention everything has to fit into one state: with the length it falls.
lab-attend-formats = Accuracy by format
lab-attend-formats-about = Dates show what attention aligns, and that it is learned faster. They are no test of capacity: a date fits into one state, so that a larger model without attention learns it, too.
lab-attend-untested = The models have not been tested yet: let them learn for a while.
notes-remark = In other notes and textbooks
lab-attend-slip = The notes draw softmax without exp. With it every weight is positive; without it a negative score would become a negative weight.
lab-attend-slip-here = In this step, place { $place } (“{ $read }”) would get { $wrong } instead of { $right }.

## Sequence lab: a cell
lab-difficulty-help = How difficult a drawn input is; choosing draws one
lab-look-model-help = Look into this model
lab-look-opened-help = { $file }: a cell that was trained elsewhere. It reads { $features } numbers per step.
lab-close-opened = Close the file's cell
lab-close-opened-help = Put it away; the file stays as it is
lab-encoder = Encoder
lab-encoder-help = The half that reads the input
lab-decoder = Decoder
lab-decoder-help = The half that writes the answer. Each step reads the word that it said itself in the step before.
lab-layer = Layer { $layer }
lab-layer-help = Layer 1 reads the input, layer 2 reads the states of layer 1
lab-save-weights = Save weights…
lab-save-weights-help = This model's weights as safetensors, with PyTorch's names
lab-open-weights = Open weights…
lab-open-weights-help = Weights that were saved here, or your own RNN, LSTM or GRU from PyTorch (safetensors)
lab-opened-input = Steps of { $features } numbers
lab-opened-input-help = A line or a semicolon for each step, its numbers with blanks or commas between
lab-opened-no-answer = A cell from a file gives no answer: its states are what it has.
lab-opened-nothing = Write the numbers that the cell is to read, a line or a semicolon for each step.
lab-cell-nothing-yet = No model has read the input yet. Draw another one or let the models learn: it is read at once.
lab-cell-bad-input = This input cannot be read. Change it as it is said above, or draw another one.
lab-walk = Walk
lab-walk-pause = Stand still
lab-walk-help = Step by step through the input, by itself
lab-walk-first = First step
lab-walk-back = One step back
lab-walk-on = One step on
lab-walk-last = Last step
lab-walk-step = Step
lab-step-reads = Step { $step } reads { $symbol }
lab-step-flagged = Step { $step } reads { $symbol }: flagged, this is to be remembered
lab-step-asks = Step { $step } reads { $symbol }: here the model is asked
lab-answer = Answer
lab-answer-help = What the model says after the last step
lab-answer-right = Right
lab-answer-wrong = Wrong
lab-target = Right would be
lab-off-by = off by
lab-says = This step says
lab-says-help = The likeliest of all symbols; the bars are their probabilities
lab-no-target = The task gives no such input, so nothing is right or wrong.
lab-part-input = Input
lab-part-input-help = What this step reads
lab-part-hidden-before = Old hidden state
lab-part-hidden-before-help = What the step before has left
lab-part-cell-before = Old cell state
lab-part-cell-before-help = The memory as the step before has left it
lab-part-input-gate = Input gate
lab-part-input-gate-help = How much of the candidate is written: 0 nothing, 1 all of it
lab-part-forget-gate = Forget gate
lab-part-forget-gate-help = How much of the old cell state is kept: 0 forgets it, 1 keeps it whole
lab-part-output-gate = Output gate
lab-part-output-gate-help = How much of the cell state is shown as hidden state
lab-part-reset-gate = Reset gate
lab-part-reset-gate-help = How much of the old state the candidate sees
lab-part-update-gate = Update gate
lab-part-update-gate-help = How much of the old state is kept; the rest, 1 − z, is taken from the candidate
lab-part-write-share = Share of the new
lab-part-write-share-help = 1 − z: what the LSTM decides with a gate of its own is here the rest that z leaves
lab-part-candidate = Candidate
lab-part-candidate-help = What might be written into the state
lab-part-kept = What is kept
lab-part-kept-help = What is left of the old state
lab-part-written = What is written
lab-part-written-help = What is added to the state
lab-part-from-state = From the old state
lab-part-from-state-help = What the old state, all units of it, says to this unit's candidate
lab-part-reset = After the reset
lab-part-reset-help = What the reset gate lets through of the old state
lab-part-cell = Cell state
lab-part-cell-help = The memory: a straight line through time, on which is only multiplied and added
lab-part-tanh-cell = Squashed cell state
lab-part-tanh-cell-help = The cell state, brought between −1 and 1
lab-part-hidden = Hidden state
lab-part-hidden-help = What the cell shows: to the next step, the next layer and the answer
lab-all-units-help = Every gate sees the old states of all units; the number is that of the chosen one, the wire is as thick as all are large.
lab-ghost = { $cell } has something here that { $own } lacks: { $part }
lab-mean-is = mean of all units: { $value }
lab-mean-help = Means over all units. The mean of a product is not the product of the means, so products are shown as one number.
lab-remark-gru = The notes' z is 1 − PyTorch's: here z says how much of the old state is kept. And they reset before the product U h, which is the other GRU.
lab-remark-gru-before = The form of the notes, which reset before the product. Only their z is 1 − this one: here it says how much of the old state is kept.
lab-mean-units = Mean of all units
lab-mean-units-help = The diagram and the formulas show means over all units instead of one unit
lab-unit = Unit
lab-unit-help = Whose numbers are shown. A click in a map chooses one as well, and so do the arrows up and down.
lab-sort = Order
lab-sort-help = In which order the units stand, the same in all maps
lab-sort-number = by number
lab-sort-now = by value at this step
lab-sort-mean = by mean
lab-sort-memory = by length of memory
lab-sort-part = What they are sorted by
lab-map-value = { $name }: { $value }
    Step { $step } ({ $symbol }), unit { $unit }
lab-map-alone = Click: this map alone
lab-map-all = Click: all maps

## At the start

unfinished-question = Go on where you left off?
unfinished-question-help = This ran when the window was closed. If you start fresh, it stays kept until the window is closed the next time.
unfinished-training = Training: { $level }, { $algorithm }, { $episodes ->
    [one] 1 episode
   *[other] { $count } episodes
}{ $lanes ->
    [one] {""}
   *[other] , { $lanes } side by side
}
unfinished-lab = Sequence lab: { $name }, step { $step } of { $steps }
unfinished-continue = Continue
unfinished-fresh = Start fresh
fault-unfinished-aside = What ran when the window was closed cannot be gone on with. { $file } was kept as { $aside }.
fault-unfinished-stuck = What ran when the window was closed cannot be gone on with, and { $file } cannot be moved out of the way.

## The lens: one tick of training, number by number

tab-lens = Lens
keys-lens = Lens
key-lens-on = On by one small step
key-lens-back = Back by one small step
key-lens-kind-on = On to the next kind of small step
key-lens-kind-back = Back to the kind of small step before
key-lens-tick-on = To the next tick
key-lens-tick-back = To the tick before
key-lens-into = Open what the number is made of
key-lens-out = Close what was opened last
key-lens-next = To what stands beside it: the next one
key-lens-previous = To what stands beside it: the one before
key-lens-hit = To the next hit
key-lens-goal = To the next goal
key-lens-exploration = To the next action that is tried out
key-lens-largest = To the largest TD error or advantage of the last 1,000 ticks
key-lens-actor = Another actor's part of the tick
key-lens-this = Another action A
key-lens-that = Another action B
key-lens-leave = Back to where it was opened
lens-part = What the small steps are about
lens-leave-train = Back to training
lens-leave-replay = Back to the replay
lens-jump-hit = Next hit
lens-jump-goal = Next goal
lens-jump-exploration = Next action tried out
lens-jump-error = Largest TD error
lens-jump-advantage = Largest advantage
lens-jump-help = Beyond the last tick of the run the lens trains on by itself, up to 100,000 ticks; the run stays as it is.
lens-jump-error-help = Of the last 1,000 ticks of the run.
lens-actor = Actor { $actor } of { $count }
lens-at-tick = tick { $tick }
lens-beyond = It lies { $count } beyond the run's last tick.
lens-beyond-replay = It lies { $count } beyond the replay's last step.
lens-beginning = This is the first tick of the run.
lens-stopped = Stopped.
lens-no-hit = No hit in ticks { $first } to { $last }.
lens-no-goal = No goal in ticks { $first } to { $last }.
lens-no-exploration = No action tried out in ticks { $first } to { $last }.
lens-no-error = Nothing was learned in ticks { $first } to { $last }.
lens-looked-on = The run has made { $made } ticks; the lens trained on beyond them, and the run stays as it is.
lens-looked-on-replay = The replay ends at tick { $made }; the lens trained on beyond it.
lens-largest-error = Ticks { $first } to { $last } were looked through: the largest |TD error| is { $value }.
lens-largest-advantage = Ticks { $first } to { $last } were looked through: the largest |advantage| is { $value }, of step { $step } of the episode that is learned from.
lens-tick = Tick { $tick } · step { $step } of the episode
lens-open = Open in the lens
key-replay-inspect = Open this step in the lens
no-lens-match = The lens looks into steps of training; this is a round of a match.
no-lens-rollout = The lens looks into steps of training; nobody learned in this episode.
no-lens-early = An earlier version of the program recorded this episode without noting where in its run it lies.
no-lens-unknown = This run cannot be trained again: it began with weights from elsewhere, or in an earlier version of the program.
no-lens-untrue = This replay does not play as it was recorded.
lens-reaching = Training again up to this tick
lens-no-tick = This tick was not reached. Go back, and open the lens again.
lens-stop = Stop
lens-back-to = Back to this number
fault-lens = This tick cannot be reached again.
fault-lens-step = Trained again, tick { $tick } is not the step that the replay shows. Another version of the program recorded it, or the file was edited; it can be watched, but not looked into.

phase-observe = Observe
phase-observe-help = What the agent sees of the board becomes a row of numbers.
phase-decide = Decide
phase-decide-help = The network turns the numbers into five outputs, and one action is chosen.
phase-learn = Learn
phase-learn-help = What the last step brought is known now: the weights are moved.
phase-step = Step
phase-step-help = The obstacles move, then the agent.
phase-report = Report
phase-report-help = The reward is added up.

stop-observation = What the agent sees
stop-observation-help = Each number comes from one thing on the board. Point at a row or at the board to see which.
stop-forward = What the network computes
stop-forward-help = Each unit adds up its bias and what comes in, each number times its weight. What it passes on goes into the next layer.
stop-draw = How the action is chosen
stop-draw-help = A number between 0 and 1 is drawn. It decides which action is taken.
stop-no-update = Nothing is learned in this tick
stop-no-update-help = An update needs a step whose outcome is known: the first tick of an episode has none, and REINFORCE waits until the episode has ended.
stop-next-value = What the next state is worth
stop-next-value-help = Deep SARSA takes the value of the action that it takes next, deep Q-learning the largest value.
stop-target = The target
stop-target-help = What Q(s, a) should have been, judged one step later: the reward that came, plus the discounted value of where it led.
stop-td-error = The TD error
stop-td-error-help = How far the target is from what was expected. Above zero: the step went better than expected.
stop-loss = The loss
stop-loss-help = What the update makes smaller: for Deep SARSA and deep Q-learning half of the squared TD error, for REINFORCE the mean of −ln π · A, less the entropy's part.
stop-return = The return, from the end backwards
stop-return-help = G of a step is its reward plus the discounted G of the step after it. So the last step is worked out first.
stop-baseline = The baseline
stop-baseline-help = A return says little until it is compared: with nothing, with the mean of all returns, or with the value that a second network expects.
stop-advantage = The advantage
stop-advantage-help = How much better the step went than the baseline. Above zero its action becomes likelier, below zero less likely.
stop-probability = How likely the action was
stop-probability-help = The policy gradient moves the logarithm of this probability.
stop-step-error = What the step asks of the outputs
stop-step-error-help = The error at an output: above zero it is to become smaller, below zero larger. The advantage says how strongly.
stop-backward = The error runs back
stop-backward-help = Each unit takes the errors above it, each times the weight between them. A unit that passed nothing on gets none.
stop-gradient = The gradient of one weight
stop-gradient-help = The error of the unit that the weight leads to, times the number that came through it. Shown first is the weight to which this matters most.
stop-moments = What Adam remembers
stop-moments-help = Adam keeps a running mean of the gradient (m) and of its square (v), so that one step's chance counts little.
stop-weight-step = The weight moves
stop-weight-step-help = Learning rate times mean gradient, divided by its usual size: that is subtracted from the weight.
stop-value-loss = The value network's own loss
stop-value-loss-help = The value network is moved like the policy: its loss, its errors, its weights. The next stops follow one of its weights.
stop-value-after = Q(s, a) after the update
stop-value-after-help = The same state through the moved weights: Q(s, a) usually comes nearer to the target. Adam remembers earlier steps, too, so that now and then it moves away.
stop-policy-after = The policy after the update
stop-policy-after-help = The same states through the moved weights: compare the two rows at the bottom.
stop-reward = The reward
stop-reward-help = Obstacles move first, then the agent. The reward has a part for the step, for each hit and for the goal.
stop-return-so-far = The return so far
stop-return-so-far-help = The reward is added to what the episode has brought, without a discount: this is the return of the curves. G in Learn looks ahead from a step, and discounts.

now-observation = What the network gets of the board are these { $count } numbers and nothing else. What is not among them it cannot know.
now-forward-values = The numbers go in on the left; layer by layer they are weighed, added up and passed on. On the right comes out what the network expects of each action: most of { $action }, { $value }.
now-forward-preferences = The numbers go in on the left; layer by layer they are weighed, added up and passed on. On the right comes out a preference z for each action, of which softmax makes probabilities. Largest is that of { $action }, { $value }.
now-passes-above-zero = A unit passes on its sum, but 0 where the sum is below zero.
now-passes-squeezed = A unit passes on tanh of its sum, which lies between −1 and 1.
now-draw-explored = u = { $u } is below ε = { $epsilon }: the agent tries an action at random, to find out what else there is. It became { $action }.
now-draw-greedy = u = { $u } is not below ε = { $epsilon }: the agent takes the action of which it expects most, { $action }.
now-draw-probability = The probabilities lie side by side from 0 to 1. u = { $u } falls on { $action }, whose probability is { $probability }.
now-no-update-first = In this episode the agent has made no step yet. What a step was worth can be learned only when its outcome is known.
now-no-update-waits = REINFORCE learns from returns, and these are known only when the episode has ended. Until then the step is kept.
now-next-executed = The step led to s′, and there the agent does { $action } next. What it expects of that, { $value }, stands for everything that is still to come.
now-next-largest = The step led to s′. The most that it expects there is { $value }, of { $action }: that stands for everything that is still to come, whatever it does there.
now-next-expected = The episode was cut off in s′, so that no action was drawn there. Taken is what the agent would expect on average: mostly the best action, { $action }, at times a random one. That is { $value }.
now-target = The step brought { $reward }. What is still to come is expected to be { $next } and counts γ = { $gamma } times that. Together they are the target { $target }: what Q(s, { $action }) should have been.
now-target-ended = The step brought { $reward } and ended the episode. Nothing is still to come, so that the reward alone is what Q(s, { $action }) should have been: the target.
now-error-better = Expected was Q(s, { $action }) = { $value }, the target is { $target }. It went better by { $error }, so Q(s, { $action }) is to rise.
now-error-worse = Expected was Q(s, { $action }) = { $value }, the target is { $target }. It went worse by { $error }, so Q(s, { $action }) is to fall.
now-error-none = Expected was Q(s, { $action }) = { $value }, and that is the target: nothing is to change.
now-loss-rises = The loss { $loss } says how far off Q(s, { $action }) was. Its slope there is { $slope }: if Q(s, { $action }) rises a little, the loss falls. The update goes that way.
now-loss-falls = The loss { $loss } says how far off Q(s, { $action }) was. Its slope there is { $slope }: if Q(s, { $action }) falls a little, the loss falls. The update goes that way.
now-loss-policy = The mean of −ln π · A over { $count } steps is { $policy }. Descending it makes actions with A above zero likelier. The entropy, times β = { $bonus }, is subtracted, so that the policy does not settle too early.
now-return-last = Step { $step } ({ $action }) was the last: nothing came after it. Its return is its reward alone: { $return }.
now-return-cut = Step { $step } ({ $action }) was the last before the episode was cut off. For the rest stands what the value network expects there, { $next }: { $reward } + { $gamma } × { $next } = { $return }.
now-return = One step further back, to step { $step } ({ $action }): its reward is { $reward }, and from step { $later } on came { $next }, which is known by now and counts γ = { $gamma } times. Together: { $return }. { $left ->
    [0] Now all returns are known.
    [one] One step is left.
   *[other] { $left } steps are left.
}
now-baseline-none = This run compares returns with nothing: the baseline is 0.
now-baseline-mean = The mean of the { $count } returns of this update, one for each step, is { $baseline }. Each return is compared with it: a larger one is good.
now-baseline-value = In the state of step { $step } the value network expected a return of { $baseline }: better than that is good.
now-advantage-above = From step { $step } on came { $return }, the baseline is { $baseline }: better by { $advantage }. So { $action } is to become likelier there.
now-advantage-below = From step { $step } on came { $return }, the baseline is { $baseline }: { $advantage }, worse. So { $action } is to become less likely there.
now-advantage-above-deviation = From step { $step } on came { $return }, the mean is { $baseline }. In units of the usual spread σ that is better by { $advantage }. So { $action } is to become likelier there.
now-advantage-below-deviation = From step { $step } on came { $return }, the mean is { $baseline }. In units of the usual spread σ that is { $advantage }, worse. So { $action } is to become less likely there.
now-advantage-none = From step { $step } on came { $return }, just what it is compared with: { $action } is to become neither likelier nor less likely.
now-probability = In step { $step } the agent did { $action } with probability { $probability }, whose logarithm is { $log }. The update moves this logarithm: up where the advantage is above zero, down where it is below.
now-step-error-likelier = { $action } of step { $step } is to become likelier: its output gets the error { $error }. An error below zero asks for a larger output; the other outputs are to become smaller.
now-step-error-rarer = { $action } of step { $step } is to become less likely: its output gets the error { $error }. An error above zero asks for a smaller output; the other outputs are to become larger.
now-step-error-none = The advantage of step { $step } is 0, so that it asks nothing of the output of { $action }.
now-backward-step = At the output of { $action } the slope of the loss, { $error }, enters; the other outputs have no target and get 0. From there it runs back along the weights, so that each unit gets the part that it had in it.
now-backward-policy = Step { $step } enters { $error } at the output of { $action }, and something at each other one. From there it runs back along the weights, so that each unit gets the part that it had in it.
now-backward-value = In step { $step } V enters the error { $error }: above zero it is to expect less, below zero more. From there it runs back along the weights of the value network.
now-gradient-falls = The unit behind this weight has the error { $error }, and { $through } came through the weight. The gradient is the product, { $gradient }: a larger weight would make the loss larger, so this step asks for a smaller one.
now-gradient-rises = The unit behind this weight has the error { $error }, and { $through } came through the weight. The gradient is the product, { $gradient }: a larger weight would make the loss smaller, so this step asks for a larger one.
now-gradients-fall = For each of the { $count } steps of the update: the error of the unit behind this weight times what came through it. Their sum is the gradient, { $gradient }: a larger weight would make the loss larger, so they ask for a smaller one.
now-gradients-rise = For each of the { $count } steps of the update: the error of the unit behind this weight times what came through it. Their sum is the gradient, { $gradient }: a larger weight would make the loss smaller, so they ask for a larger one.
now-gradient-none = The gradient is 0: this weight had no part in the loss.
now-moments-along = A single gradient is mostly chance, so Adam goes by a running mean: m was { $before }, the gradient is { $gradient }, m becomes { $moment }. As m began at 0, it is divided by 1 − β1^t = { $factor }: corrected it is { $corrected }. In the same way v, corrected, gives the usual size of this gradient: √v = { $size }.
now-moments-against = A single gradient is mostly chance, so Adam goes by a running mean: m was { $before }, the gradient is { $gradient }, m becomes { $moment }. It still points the other way: what earlier updates asked outweighs this one. As m began at 0, it is divided by 1 − β1^t = { $factor }: corrected it is { $corrected }. In the same way v, corrected, gives the usual size of this gradient: √v = { $size }.
now-step-falls = Which way: the mean gradient (m corrected) is { $mean }, above zero, so the weight falls. How far: mean by usual size ({ $size }) is { $share }, times the learning rate { $rate }: { $step }. From { $before } to { $after }.
now-step-rises = Which way: the mean gradient (m corrected) is { $mean }, below zero, so the weight rises. How far: mean by usual size ({ $size }) is { $share }, times the learning rate { $rate }: { $step }. From { $before } to { $after }.
now-step-rests = The mean gradient is 0: the weight stays at { $before }.
now-value-nearer = All weights have moved by such steps. Q(s, { $action }) was { $before } and is { $after } now: nearer to the target { $target }. It goes a small way only, as one step is partly chance.
now-value-farther = All weights have moved by such steps. Q(s, { $action }) was { $before } and is { $after } now: not nearer to the target { $target }. Adam also follows what earlier updates asked of the same weights.
now-policy-as-asked = In the state of step { $step } the probability of { $action } was { $before } and is { $after } now, as its advantage { $advantage } asks.
now-policy-against = In the state of step { $step } the probability of { $action } was { $before } and is { $after } now, although its advantage is { $advantage }: the other steps, and what Adam remembers, move the same weights.
now-value-loss = The value network learns, too: over { $count } steps half the mean square of V − G is { $loss }. This pulls what it expects towards the returns that came.
now-reward-step = Neither a hit nor the goal, only the step: { $reward }.
now-reward-goal = The agent is at the goal: { $step } for the step and { $goal } for the goal make { $reward }.
now-reward-hit = { $hits ->
    [one] An obstacle hit the agent
   *[other] { $hits } obstacles hit the agent
}: { $step } for the step, { $hit } for each hit, { $goal } for the goal make { $reward }.
now-report-goes-on = The episode had brought { $before }; with { $reward } it is { $after }, and it goes on.
now-report-ended = The episode had brought { $before }; with { $reward } it is { $after }, and it ends here.
stop-why = Why this and not that
stop-why-help = Two actions side by side: what the network says of them, what they are worth in truth, and which obstacle makes the difference. Choose any two with A and B.
why-working = Working it out …
why-solving = Solving the exact optimum, with all obstacles and without each of them …
why-no-optimum = No exact optimum: { $reason }
why-network = Network: Q
why-preference = Network: preference
why-optimum = Optimum
why-choose-this = Action A: { $action }
why-choose-that = Action B: { $action }
why-obstacle = Obstacle { $number }
why-effects = How much each obstacle adds to the difference A − B:
why-effect-network = What obstacle { $obstacle } adds: the difference, minus its mean over the { $cells } cells on which the obstacle can stand
why-effect-truth = What obstacle { $obstacle } adds: the difference, minus what it would be without the obstacle
why-for-network = network: A − B = { $difference }
why-in-truth = truth: A − B = { $difference }
why-agreement = Looked at were the next { $states } states of this run, in each the network's best action and its second best. In { $compared } of them some obstacle makes a difference between the two in truth. In { $agreeing } of these { $compared } the network goes by the same obstacle most.
why-network-q = The network gives { $this } { $a } and { $that } { $b }, a difference of { $difference }, and obstacle { $obstacle } changes that most: averaged over the { $cells } cells on which it can stand, the difference would be { $without }.
why-network-q-alone = The network gives { $this } { $a } and { $that } { $b }, a difference of { $difference }, and for it no obstacle's place changes that.
why-network-pi = The policy takes { $this } with probability { $a } and { $that } with { $b }, { $difference } times as often, and obstacle { $obstacle } changes that most: averaged over the { $cells } cells on which it can stand, it would be { $without } times.
why-network-pi-alone = The policy takes { $this } with probability { $a } and { $that } with { $b }, { $difference } times as often, and for it no obstacle's place changes that.
why-truth = In truth (discount factor { $gamma }) { $this } is worth { $a } and { $that } { $b }, a difference of { $difference }, and obstacle { $obstacle } changes that most: without it the difference would be { $without }.
why-truth-alone = In truth (discount factor { $gamma }) { $this } is worth { $a } and { $that } { $b }, a difference of { $difference }, and taking any one obstacle away does not change that.
why-way = { $letter }, { $action } and then the best: { $steps } steps, { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
}.
why-way-endless = { $letter }, { $action } and then the best: not at the goal after { $steps } steps, { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
}.
why-no-ways = No ways are drawn: the exact optimum is not known.

lens-board-seen = The board as the agent sees it.
lens-board-decided = The agent decides: { $action }.
lens-board-learned = The step that is learned from, from s to s′: the agent chose { $action }.
lens-board-learned-step = Step { $step } of the episode that is learned from: the agent chose { $action }.
lens-board-arrows = The arrows show what moved.
lens-board-still = Nothing moved.
lens-board-now = The board as the agent sees it now.
lens-board-moved = { $action }. The arrows show what moves.
lens-board-unmoved = { $action }: nothing moves.
lens-board-hit = { $action }: an obstacle hits the agent.
lens-board-goal = { $action }: the agent is at the goal.
lens-network-forward = From left to right. Blue is below zero, orange above; lines show what counts most. Click on a unit, or on a layer's name, to open it.
lens-network-back = The errors, from right to left. Blue is below zero, orange above. Click on a unit, or on a layer's name, to open it.
lens-network-step = Step { $step } of the episode.
lens-network-step-of-sum = The picture shows step { $step } of the episode alone; the gradient is a sum over all of them.
lens-target-picture = How far Q(s, { $action }) is from the target y
lens-target-parts = What the target y is made of: the reward r, and behind it what is still to come
lens-value-moved = What the update made of Q(s, { $action })
lens-next-values = What the network expects of each action in s′: the state that Observe and Decide showed
lens-next-values-cut = What the network expects of each action in s′, where the episode was cut off
lens-before = before
lens-after = after
lens-compare = The target of both algorithms; they differ in the marked term
lens-compare-used = used in this run
lens-compare-other = for comparison
lens-compare-same = a′ = { $action } has the largest value in s′, too: here both targets are the same.
lens-compare-differs = Deep SARSA takes Q(s′, a′) of the action that comes next, { $action }: { $sarsa }. Deep Q-learning takes the largest, of { $best }: { $most }, whatever comes next. That is { $difference } more.
lens-compare-cut = The episode was cut off in s′, so that there is no a′. Deep SARSA takes what its policy expects there, { $sarsa }; deep Q-learning the largest value, of { $best }: { $most }. That is { $difference } more.
lens-compare-ended = The episode ended with this step. Nothing follows, so that both take the reward alone.
lens-episode = The episode: { $count ->
    [one] 1 step
   *[other] { $count } steps
}. Click on a number to open it, on a step above it to follow that step.
lens-row-action = action
lens-row-reward = reward r(t+1)
lens-row-return = return G
lens-row-advantage = advantage
lens-row-log-probability = log π
lens-row-share = size of g
lens-row-before = π before
lens-row-after = π after
lens-policy-before = The policy in step { $step } before
lens-policy-after = and after
lens-products = The sum of { $count ->
    [one] 1 product
   *[other] { $count } products
}, largest first:

lens-pass-decision = when deciding
lens-pass-next = in the next state
lens-pass-sample = in the state that is learned from
lens-pass-value = in the value network
lens-seen = Number { $number } of what is seen
lens-input = Number { $number } of what is seen, { $pass }
lens-layer = Layer { $layer }, { $pass }
lens-layer-input = What goes in, { $pass }
lens-layer-errors = Errors of layer { $layer }, { $pass }
lens-listed = { $count } numbers, the largest first:
lens-sum = Sum of unit { $unit } in layer { $layer }, { $pass }
lens-activation = Activation of unit { $unit } in layer { $layer }, { $pass }
lens-error = Error of unit { $unit } in layer { $layer }, { $pass }
lens-epsilon = Share of random actions
lens-drawn = Number that was drawn
lens-probability = Probability of { $action }
lens-cumulated = Probabilities up to { $action }
lens-learned-reward = Reward of the step that is learned from
lens-gamma = Discount factor
lens-next-value = Value of the next state
lens-target = Target
lens-value = Value before the update
lens-td-error = TD error
lens-loss = Loss
lens-step-count = Steps that this update learned from
lens-action-count = Number of actions
lens-value-after = Value after the update
lens-episode-reward = Reward after step { $step }
lens-episode-return = Return from step { $step } on
lens-episode-baseline = Baseline of step { $step }
lens-episode-advantage = Advantage of step { $step }
lens-episode-log-probability = Log probability of the action of step { $step }
lens-episode-log-probability-then = The same when the action was drawn, step { $step }
lens-episode-ratio = Probability now by probability then, step { $step }
lens-episode-entropy = Entropy of the policy in step { $step }
lens-episode-share = Size of the part that step { $step } has in the gradient
lens-action-probability = Probability of { $action } in step { $step }
lens-action-log-policy = Log probability of { $action } in step { $step }
lens-action-return-error = Error from the return, { $action } in step { $step }
lens-action-entropy-error = Error from the entropy bonus, { $action } in step { $step }
lens-action-probability-after = Probability of { $action } in step { $step } after the update
lens-tail = What stands for the rest of an episode that was cut off
lens-mean-return = Mean of all returns
lens-deviation = Standard deviation of all returns
lens-policy-loss = Loss of the policy
lens-mean-entropy = Mean entropy of the policy
lens-entropy-bonus = Weight of the entropy bonus
lens-value-loss = Loss of the values
lens-weight = weight from input { $input } to unit { $unit } of layer { $layer }
lens-bias = bias of unit { $unit } of layer { $layer }
lens-of-value-network = , value network
lens-weight-gradient = Gradient
lens-weight-clipped = Clipped gradient
lens-weight-first-before = First moment before
lens-weight-first = First moment
lens-weight-first-corrected = Corrected first moment
lens-weight-second-before = Second moment before
lens-weight-second = Second moment
lens-weight-second-corrected = Corrected second moment
lens-weight-step = Step
lens-weight-before = Before
lens-weight-after = After
lens-gradient-norm = Norm of the whole gradient
lens-clip-norm = Largest norm that is not clipped
lens-clip-factor = Clipping factor
lens-learning-rate = Learning rate
lens-first-correction = Correction of the first moment
lens-second-correction = Correction of the second moment
lens-reward = Reward of this step
lens-step-reward = For the step
lens-hit-reward = For each hit
lens-hits-reward = For all hits
lens-hits = Number of hits
lens-goal-reward = For the goal
lens-return-before = Return before this step
lens-return-after = Return with this step
lens-given = This number stands at the beginning: nothing in this tick computes it.
lens-given-over-all = Worked out of all steps of the update, or of all weights: too long a sum to be written out.
lens-given-before = It stood so before this update: updates before it made it.
lens-given-still = It stands so after all updates up to now; in this tick nothing moves it.
lens-given-setting = A setting of the level or of the learner.
lens-given-drawn = The random number generator gave it; the seed decides which.
lens-given-share = The gradient that this step alone would give, as one number: the root of the sum of its squares over all weights.
lens-given-epsilon = It began at { $start } and is multiplied by { $decay } after every step of an agent, down to { $least } at least. Steps so far: { $steps }.
lens-remark-relative = As in the course, these numbers do not say when an obstacle moves next. Two boards that look alike may go on differently, so that what is seen is not the whole state: it is not Markov. The observation “with phase” tells it.
lens-remark-discount = Sutton and Barto also multiply what step t asks by γ to the power of t. The course's code leaves that out, and so does this program.
lens-remark-whitened = As in the course, returns are whitened over the steps of the update. The division by σ is no part of the policy gradient theorem: it keeps the updates alike in size.
lens-given-after = The same sums as before, with the weights after the update.
lens-given-no-error = 0: only the output of the action that was taken has a target.
lens-given-no-clipping = 1: the gradient is not so long that it is clipped.
lens-about-step-count = N: the loss is a mean over so many steps, of all actors, and each step's error is divided by it.
lens-about-reward = What followed the action of step t is called r(t+1), as in Sutton and Barto: it came with the next state.
lens-about-baseline = What a return is compared with. It takes chance out of the updates and does not depend on the action.
lens-about-ratio = The policy may have changed since the action was drawn. The step counts by how likely its action is now against then, 1 where nothing changed and 2 at most.
lens-about-deviation = How far returns usually are from their mean: the root of their mean squared distance.
lens-about-entropy = Entropy says how undecided the policy is. β times it is subtracted from the loss, so that the agent goes on trying other actions.
lens-about-clipped = Where the gradient of all weights together is longer than the clip norm, all of it is shortened by the same factor; else the factor is 1.
lens-about-first = m, the running mean of the gradient: mostly what it was, and a little of the new gradient. β1 is a setting of Adam.
lens-about-second = v, the running mean of the gradient's square: its root is the gradient's usual size. β2 is a setting of Adam.
lens-about-corrected = m and v begin at 0 and are too small at first. Dividing them by 1 − β^t corrects that; t counts the updates, and the divisor soon becomes 1.
lens-about-step = What is subtracted from the weight. ε is a tiny setting of Adam that keeps it from dividing by 0.
lens-about-places = Layers count from 1; units and inputs from 0. [t=3] names the step of the episode.
