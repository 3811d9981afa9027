# The texts of the window in English. The same keys with the same variables are in ko.ftl; a test compares them.

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
top-episode = Episodes
top-episode-help = Episodes that have ended in the selected lane
top-steps = Steps
top-steps-help = Steps that the selected lane has learned from
top-speed = Steps/s
top-speed-help = Steps a second, all lanes together
top-return = Return
top-return-help = Mean return of the last 100 episodes
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
learner-lanes-differ-help = Seeds show how much is luck. Algorithms show which one learns better, each with its own preset.
lanes-differ-seeds = Seeds
lanes-differ-algorithms = Algorithms
algorithm-deep-sarsa = Deep SARSA
algorithm-deep-sarsa-help = Learns after every step what an action is worth, from the reward and the value of the action it takes next.
algorithm-reinforce = REINFORCE
algorithm-reinforce-help = Learns after every episode: actions become likelier the more return followed them.
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
param-gamma = Discount γ
param-gamma-help = What a reward one step later is worth. With a low value the agent is short-sighted, and may learn that hiding is safer than reaching the goal.
param-epsilon_start = Epsilon at start
param-epsilon_start-help = The share of random actions at the beginning: exploration.
param-epsilon_decay = Epsilon decay
param-epsilon_decay-help = What epsilon is multiplied by at every step. The closer to 1, the longer the agent explores.
param-epsilon_min = Least epsilon
param-epsilon_min-help = Where epsilon stops falling: so much exploration remains.
param-baseline = Baseline
param-baseline-help = What is subtracted from a return, so that what counts is being better than usual. It steadies learning.
param-entropy_bonus = Entropy bonus β
param-entropy_bonus-help = A reward for staying undecided. It keeps the policy from settling too early.
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
file-open-help = Open a level, a policy or a saved run. You can also drop a file onto the window.
file-save-policy = Policy
file-save-policy-help = Save the network as a safetensors file, for evaluation and for PyTorch
file-save-run = Run
file-save-run-help = Save the whole run, to go on with it later exactly where it stands

## Plots

plots-title = Curves
plots-png = Save the curves as a PNG picture
plots-csv = Save the curves as a CSV table
plots-none = No plot is switched on.
plots-lane = Show this lane's decisions
plots-more-lanes = and { $n } more
plots-optimum = Optimum
plots-at = Episode { $episode }
plot-return = Return per episode, mean of the last 100
plot-return-short = Return
plot-return-help = The sum of an episode's rewards. The line is the mean of the last 100 episodes, the band goes from the least to the greatest; dashed: the exact optimum.
plot-rates = Success and hit-free rate, last 100 episodes
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
plot-td-error = TD error, advantage
plot-td-error-short = TD error
plot-td-error-help = How far, on average, a prediction was from its target (Deep SARSA), or a return from its baseline (REINFORCE).
plot-epsilon = Epsilon: share of random actions
plot-epsilon-short = Epsilon
plot-epsilon-help = How often the agent tries a random action instead of its best one.
plot-entropy = Entropy of the policy (nats)
plot-entropy-short = Entropy
plot-entropy-help = How undecided the policy is: 1.61 where all five actions are equally likely, 0 where only one is left.
plot-exploration = Exploration: epsilon or entropy
plot-exploration-short = Exploration
plot-exploration-help = Epsilon of Deep SARSA, entropy in nats of REINFORCE.
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
decision-epsilon = ε = { $value }
decision-epsilon-help = Epsilon: the share of random actions now
decision-entropy = H = { $value }
decision-entropy-help = Entropy of the policy in nats: how undecided it is now
decision-bar = { $action }: { $value }
decision-bar-chosen = { $action }: { $value } (chosen)
decision-no-update = Nothing was learned from yet.
decision-td-target = Target
decision-td-target-help = What Q(s, a) should have been: the reward plus the discounted value of the action that is really taken next.
decision-td-ended = The episode ended with this step: nothing follows, so only the reward counts.
decision-td-error = Error
decision-td-error-help = How far the prediction was off. The update moves Q(s, a) towards the target.
decision-return = Return
decision-return-help = The discounted rewards that followed a step of the last episode.
decision-advantage = Advantage
decision-advantage-help = The return compared with the baseline: positive makes the action likelier, negative less likely.
decision-sees = What the agent sees
decision-numbers = As numbers ({ $count })
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
motion-walk = at random
motion-chase = after the agent

## A match

mode-title = What wins a round
mode-race = Race
mode-race-rule = First to the goal takes the round. A hit costs what the level says.
mode-score = Score
mode-score-rule = Goals come back. After so many steps the higher return takes the round.
mode-hunt = Hunt
mode-hunt-rule = The hunter steers the obstacles and wins by touching the agent before it reaches the goal.
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
seat-file = A network file
seat-file-choose = Choose a file…
seat-file-help = A policy that was saved, as a safetensors file
seat-opponent-early = Early opponent
seat-opponent-middle = Half-way opponent
seat-opponent-final = Trained opponent
seat-opponent-help = A snapshot of one training run on this level, with the mean return that it was measured at
seat-opponent-measured = The figure is its mean return.
seat-opponent-missing = This level has no built-in opponents: choose somebody else.
seat-optimum = Optimum
seat-optimum-help = Plays exactly as well as it is possible, found by dynamic programming
seat-optimum-solving = It is being worked out.
seat-random = Random walker
seat-random-help = Takes any of the five actions at random
course-title = How it is played
best-of = Rounds at most
best-of-help = An odd number, 1 to 15. Whoever has won more than half of them has won the match.
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
rules-sides = Players do not block each other. Rounds come in pairs: the same obstacles, with the starts exchanged.
rules-steers = Steer with
rules-steers-hunters = Steer the obstacles with
pause = Pause
paused = Paused
go-on = Go on
give-up = Give up
give-up-question = Give this match up?
give-up-question-help = It counts as lost. Time stands until you decide.
question-no = No, go back
round-of = Round { $round } of { $rounds }
round-steps = Step { $steps } of { $limit }
waits-for = { $name }: your turn
countdown-go = Go!
next-round = Next round
next-round-in = { $seconds ->
    [0] now
    [one] in 1 second
   *[other] in { $seconds } seconds
 }
practising = The agent practises against you …
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
round-title = { $round }  ·  { $text }
result-return = Return
result-regret = Regret
result-regret-help = How much more the optimum would have got from the same start
result-steps = Steps
learn-title = Learn from me
learn-from-me = Let the learner study my games
learn-help = The learner of the training screen is shown your steps as demonstrations, and goes on from there.
learn-running = It is studying …
learned-before = before
learned-after = after
learned-return = Mean return
learned-success = Success
learned-agreement = Your steps that it would make
learned-episodes = Each measured over { $episodes } episodes.
records-title = Records
records-none = Nothing has been played yet.
records-mine = Your rating
records-mine-help = Elo: 1200 at first, up with every win, by more the stronger the opponent
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
records-rating-help = The opponent's rating on this level
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
key-versus-begin = Start, next round, rematch
key-versus-pause = Pause or go on
key-versus-back = Back
key-versus-thinking = Show what the others think
key-versus-give-up = Give up
key-help = This list
key-settings = Settings
key-fullscreen = Full screen

## Messages and the program

close = Close
lane-seed = seed { $seed }
notice-opened = Opened { $file }
notice-saved = Saved { $file }
fault-level = This level cannot be played; mend the place named, or choose a built-in one.
fault-setup = This run cannot start with these settings; what runs goes on.
fault-fit = The network expects { $expected } inputs, but the observation of this level has { $found }. Open the level that it was trained on, or choose its observation.
fault-checkpoint = This checkpoint cannot be used.
fault-run = { $file } is no saved run, or it is damaged. Give a file that was saved with "Run", or open a checkpoint instead.
fault-read = { $file } cannot be read. Check the path and your permission.
fault-write = { $file } could not be written. Choose another folder, or free some space.
fault-kind = { $file } is neither a level (.toml), nor a checkpoint (.safetensors), nor a saved run (.run), nor a replay (.replay).
fault-inputs = { $file } has { $inputs } inputs, and no observation of its level or of this one has as many. Open the level that it was trained on first.
fault-settings = The settings in { $file } could not be used; the window starts with defaults. They were kept as { $aside }.
notice-no-dialog = The system offers no file dialog here. Drop a file onto the window to open it.
notice-undone = The last reset is taken back.
notice-restarted = A new run has begun. Undo brings the one before back.
notice-edit-restarted = The network does not fit the changed board, so a new run has begun.
edit-taken = Something stands on this cell: erase it first.
edit-wall = A wall is there: take it away first.
edit-last-one = A level needs at least one start and one goal.
about-title = About
about-what = Agents learn to sidestep moving obstacles before your eyes: Deep SARSA and REINFORCE, live, on one board or sixty-four.
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
versus-match-drawn = The match is drawn
versus-you-win-round = Your round
versus-wins-round = { $name } takes the round
versus-round-drawn = Drawn
versus-how-goal = first at the goal
versus-how-points = higher return
versus-how-caught = caught
versus-how-escaped = escaped to the goal
versus-how-time = time is up
versus-how-out = nobody is left
versus-how-given-up = given up
versus-same-keys = Two people steer with the same keys: choose other keys for one of them.
versus-no-file = Choose a file for the seat that plays from one.
versus-optimum-pending = The optimum of this level is still being worked out: a moment.
versus-no-optimum = This level has too many states for an exact optimum: choose another opponent.
versus-no-opponent = There is no built-in opponent for this level: choose the learner, a file, the optimum or a random walker.
notice-learned = The learner has been shown your games. Training goes on from there; Undo brings back what it was.
notice-records-reset = The records are empty.
fault-match = This match cannot be played.
fault-lesson = The learner could not learn from this.
fault-records = The records could not be saved.
fault-records-aside = The records in { $file } cannot be read. They were set aside as { $aside }, and new ones begin.

## Films

film-episode = Episode { $episode }
film-episode-of = Episode { $episode } of { $episodes }
film-round = Round { $round }
film-return = Return { $value }
film-hurried = { $times } times as fast
film-reel = { $algorithm } learns in { $episodes } episodes
film-curve = Return, mean of { $window } episodes
film-curve-end = episode { $episodes }
### Recording

clip-title = Recording
clip-start = Record
clip-stop = Stop recording
clip-still = Take a picture
clip-choices = What is recorded
clip-finishing = The last frames are being written.
clip-region = What
clip-board = The board
clip-window = The window
clip-format = File
clip-mp4 = MP4
clip-gif = GIF
clip-frames = PNG frames
clip-size = Size
clip-own-size = As shown
clip-720p = 720p
clip-1080p = 1080p
clip-rate = Frames per second
clip-30 = 30
clip-60 = 60
clip-quality = Quality
clip-small = Small
clip-standard = Standard
clip-high = High
clip-folder = Recordings go to { $folder }
clip-time = While it records, each frame of the window is a frame of the clip: on a slow computer the window slows down, the clip is smooth.
key-record = Record, stop recording
key-still = Take a picture
film-clip = Clip of this replay
film-clip-help = Make a clip for a talk of the replay that is shown
film-training = Training reel
film-training-help = How the selected run learned, as a clip: its kept episodes joined, with the learning curve growing along
film-no-replay = Choose a replay first.
film-untrue = This replay does not play as it was recorded, so no clip is made of it.
film-no-episodes = The run has ended no episode yet. Train for a while first.
film-no-folder = This system has no folder for recordings. Set SIDESTEP_DATA to a folder and start again.
film-title = Title
film-title-help = The card that it begins with
film-title-hint = The level's name
film-caption = Caption
film-caption-help = What stands in large letters below the board
film-caption-hint = The replay's name
film-beside = Beside it
film-beside-help = A second replay in the same frame: before and after, you and the agent
film-beside-none = Nothing
film-speed = Speed
film-speed-help = Steps in a second of the clip
film-make = Make it
film-make-help = It is drawn and encoded beside the game, which goes on. Theme and language are those of the window.
film-stop = Stop
film-stop-help = The clip ends where it is, and plays
notice-film-stopped = Stopped. What was made until then plays: { $file } ({ $seconds } s, { $megabytes } MB)
notice-still = Picture taken: { $file }
notice-recorded = Recorded: { $file } ({ $seconds } s, { $megabytes } MB)
fault-recording = The recording could not be made.
## Replays

tab-replay = Replay
side-replays = Replays
keys-replay = A replay
replays-file = Opened file
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
replay-figures = { $return } · { $steps ->
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
notice-replay-kept = The replay is on the shelf, pinned.
notice-replay-nowhere = This system has no folder for a program's data, so nothing can be kept. Set SIDESTEP_DATA to a folder and start again.
notice-replay-deleted = The replay is deleted. Undo brings it back.
notice-replay-restored = The replay is back.
fault-replay = This replay cannot be used.
fault-tape = This episode cannot be played again; choose another one.
fault-difference-version = Step { $step } of { $steps } does not play as it was recorded: Sidestep { $file } recorded it and this is { $program }, whose rules differ. Play it with the version that recorded it.
fault-difference-edited = Step { $step } of { $steps } does not play as it was recorded: this version recorded it, so the file was edited afterwards. Use the original.
