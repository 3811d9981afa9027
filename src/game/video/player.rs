//! A replay on its way over a board: steps by the rules as time asks for them, and fills the board's model.
//! What time it is, is decided in `timeline`.

use std::{ops::Range, sync::Arc};

use crate::{
    game::board::{AgentView, BoardModel, CellValues, FlashKind, Trail, ValueRange, Values, flashes},
    gridworld::Cell,
    panels::Overlays,
    replay::{AgentScore, Difference, Header, Player, Replay},
};

use super::{SceneBoard, words};

/// The share of a move after which its pieces have as good as arrived: flashes wait until then too.
const ARRIVED: f32 = 0.7;

/// A scene_board that is being played.
pub(super) struct BoardPlayer {
    scene_board: SceneBoard,
    player: Player<Arc<Replay>>,
    /// The cells behind each agent, the oldest first.
    trails: Vec<Trail>,
    /// What was recorded on the way, per cell: the newest.
    remembered: Values,
    /// What each agent had got before the step that was made last.
    scores_before: Vec<AgentScore>,
    /// How far the step that was made last has come, 0 to 1.
    progress: f32,
    /// The position that the overlays were worked out for last.
    thought_over: Option<usize>,
}

impl BoardPlayer {
    pub(super) fn new(scene_board: &SceneBoard) -> Self {
        let level = scene_board.replay.level();
        Self {
            player: Player::new(scene_board.replay.clone()),
            trails: vec![Trail::default(); scene_board.replay.start.agents().len()],
            remembered: vec![None; level.cells().count()],
            scores_before: Vec::new(),
            progress: 1.0,
            thought_over: None,
            scene_board: scene_board.clone(),
        }
    }

    /// At the beginning of what is shown, with all that was left behind and got on the way to it.
    ///
    /// # Errors
    /// A step that does not play as it was recorded.
    pub(super) fn at_start(scene_board: &SceneBoard) -> Result<Self, Difference> {
        let mut player = Self::new(scene_board);
        player.advance(0.0)?;
        Ok(player)
    }

    /// Widens a scale by all that is said of cells from the first step of a game to its last.
    ///
    /// # Errors
    /// A step that does not play as it was recorded.
    pub(super) fn widen(scale: &mut ValueRange, scene_board: &SceneBoard) -> Result<(), Difference> {
        let mut player = Self::new(scene_board);
        for steps in 0..=scene_board.stretch.len() {
            player.advance(steps as f64)?;
            scale.include_values(&player.values());
        }
        Ok(())
    }

    /// What is played.
    pub(super) fn header(&self) -> &Header {
        &self.scene_board.replay.header
    }

    /// What each agent has got so far; a step counts when its pieces have as good as arrived.
    pub(super) fn scores(&self) -> &[AgentScore] {
        if self.progress < ARRIVED { &self.scores_before } else { self.player.scores() }
    }

    /// Whether its last step has been made, and its pieces have as good as arrived.
    pub(super) fn is_over(&self) -> bool {
        self.player.position() == self.scene_board.replay.steps.len() && self.progress >= ARRIVED
    }

    /// Goes to where `steps` of what is shown have been made, the last one in part; what happened on the way, and where.
    ///
    /// # Errors
    /// A step that does not play as it was recorded.
    pub(super) fn advance(&mut self, steps: f64) -> Result<Vec<(FlashKind, Cell)>, Difference> {
        let Range { start, end } = self.scene_board.stretch;
        // A shorter game than the others of its scene is over before them.
        let steps = (start as f64 + steps).min(end as f64);
        let mut events = Vec::new();
        while self.player.position() < steps.ceil() as usize {
            let behind = (self.player.position() > 0).then(|| self.player.agents_before().to_vec());
            self.scores_before.clear();
            self.scores_before.extend_from_slice(self.player.scores());
            if !self.player.step()? {
                break;
            }
            for (trail, cell) in self.trails.iter_mut().zip(behind.into_iter().flatten()) {
                trail.push(cell);
            }
            self.remember();
            events.extend(flashes(self.player.outcomes(), self.player.agents_landed()));
        }
        self.progress = if steps > 0.0 { (steps - (steps.ceil() - 1.0)) as f32 } else { 1.0 };
        Ok(events)
    }

    /// Notes what the first seat that thinks in numbers thought where it stood before the last step.
    fn remember(&mut self) {
        let Some(last) = self.player.last() else { return };
        let header = &self.scene_board.replay.header;
        let thought = words::thinker(header).and_then(|(number, seat)| {
            let cell = *self.player.agents_before().get(seat.agent?)?;
            Some((cell, CellValues { values: last.decisions.get(number)?.as_ref()?.values, kind: seat.values? }))
        });
        if let Some((cell, values)) = thought
            && let Some(index) = self.scene_board.replay.level().cells().position(|other| other == cell)
        {
            self.remembered[index] = Some(values);
        }
    }

    /// Shows the board as it is.
    pub(super) fn fill(&mut self, model: &mut BoardModel, overlays: Overlays) {
        let (player, world) = (&self.player, self.player.world());
        // In the colour that it had when it was played.
        let header = &self.scene_board.replay.header;
        let winner = header.summary.winner.filter(|_| self.player.position() == self.scene_board.replay.steps.len());
        let all_over = (0..world.agents().len()).all(|agent| world.is_over(agent));
        let moves = player.agents_before().iter().zip(player.agents_landed()).enumerate();
        let agents = moves.map(|(agent, (&from, &to))| AgentView {
            from,
            to,
            facing: player.last().map_or((0, 0), |last| last.actions[agent].delta()),
            seat: header.seat_of(agent),
            // Who has come to a goal is done, but not out.
            alive: all_over || !world.is_over(agent) || world.goals().contains(&to),
            won: winner.map(|winner| winner == header.seat_of(agent)),
            trail: self.trails[agent].cells(),
        });
        model.show(world, self.progress, agents);
        let (steered, seat) = player.replay().steered();
        model.mark_steered(steered, seat);
        let position = Some(player.position());
        if self.thought_over != position {
            self.thought_over = position;
            model.show_values(overlays, || Some(self.values()), (self.scene_board.optimum.as_deref(), world));
        }
    }

    /// What is expected on every cell, for the obstacles' present positions.
    fn values(&self) -> Values {
        let Some((policy, observation)) = &self.scene_board.policy else {
            return self.remembered.clone();
        };
        let evaluate = |rows: &[f32], count, values: &mut [_]| policy.values(rows, count, values);
        let values = observation.evaluate_cells(self.player.world(), evaluate);
        CellValues::of_one(values, policy.algorithm.action_values())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        game::video::{VideoScene, VideoScript, fit, timeline::Timeline},
        language::{Language, Texts},
        learning::ActionValues,
        replay::Origin,
    };

    /// A match of REINFORCE on the first seat, Deep SARSA on the second and one who walks at random.
    fn recorded_match() -> Replay {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1/match.replay");
        Replay::load(&path).expect("it is there")
    }

    /// What the video shows at its end, by the kind of its numbers.
    fn shown(replay: Replay) -> Vec<CellValues> {
        let steps = replay.steps.len();
        let mut player = BoardPlayer::new(&SceneBoard::new(Arc::new(replay)));
        player.advance(steps as f64).expect("it plays");
        let mut model = BoardModel::default();
        player.fill(&mut model, Overlays { values: true, ..Overlays::NONE });
        model.values.expect("they are switched on").into_iter().flatten().collect()
    }

    /// Whatever its length, one game or several beside each other: who watches the end only knows what came of each.
    #[test]
    fn all_of_the_last_second_shows_the_result() {
        let texts = Texts::new(Language::English);
        let game = |file: &str| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1").join(file);
            SceneBoard::new(Arc::new(Replay::load(&path).expect("it is there")))
        };
        let matches = || game("match.replay");
        let learner = || game("deep-sarsa.replay");
        let first = VideoScene { boards: vec![learner()], speed: 8.0, ..VideoScene::default() };
        for boards in [vec![learner()], vec![matches()], vec![learner(), matches()]] {
            let mut scene = VideoScene { boards, speed: 4.0, ..VideoScene::default() };
            scene.boards[0].stretch.start = 1;
            for (length, rate) in [(None, 30), (Some(6.0), 10), (Some(20.0), 1), (Some(90.0), 50)] {
                let mut script = VideoScript { scenes: vec![first.clone(), scene.clone()], ..VideoScript::default() };
                if let Some(length) = length {
                    fit(&texts, &mut script, length, rate).expect("there is room");
                }
                let timeline = Timeline::of(&script, rate);
                let mut players: Vec<BoardPlayer> = script.scenes[1]
                    .boards
                    .iter()
                    .map(|board| BoardPlayer::at_start(board).expect("it plays"))
                    .collect();
                for frame in timeline.frames() - u64::from(rate)..timeline.frames() {
                    let time = timeline.at(frame);
                    assert_eq!(time.scene, 1);
                    for player in &mut players {
                        player.advance(time.steps).expect("it plays");
                        assert!(player.is_over(), "frame {frame} of {}", timeline.frames());
                        let header = player.header();
                        for (seat, score) in header.seats.iter().zip(&header.summary.scores) {
                            assert!(seat.agent.is_none_or(|agent| player.scores()[agent] == *score), "{seat:?}");
                        }
                        let said = words::result(&texts, header);
                        let winner = match (&header.kind, header.summary.winner) {
                            (Origin::Match { .. }, None) => texts.t("versus-round-drawn"),
                            (_, winner) => winner.map_or("after", |winner| header.seats[winner].name.as_str()),
                        };
                        assert!(said.contains(winner), "{said}");
                    }
                }
            }
        }
    }

    /// What is shown of a game from its middle is what the whole game shows there.
    #[test]
    fn a_stretch_begins_with_what_was_got_before_it() {
        let mut board = SceneBoard::new(Arc::new(recorded_match()));
        let overlays = Overlays { values: true, trail: true, ..Overlays::NONE };
        let seen = |board: &SceneBoard, steps: f64| {
            let mut player = BoardPlayer::at_start(board).expect("it plays");
            player.advance(steps).expect("it plays");
            let mut model = BoardModel::default();
            player.fill(&mut model, overlays);
            (model, player.scores().to_vec())
        };
        let whole = board.clone();
        let steps = whole.replay.steps.len();
        assert!(steps > 4, "a game with a middle");
        for from in 0..steps - 2 {
            board.stretch = from..steps - 1;
            for step in [0.0, 0.3, 1.0, 1.9] {
                assert!(seen(&board, step) == seen(&whole, from as f64 + step), "{step} steps after {from}");
            }
            assert!(seen(&board, 1e6) == seen(&whole, (steps - 1) as f64), "it ends before the game does");
        }
    }

    /// In a scene that goes on for another board, a finished one was moved on from its last cell but one, over and over.
    #[test]
    fn a_game_that_is_over_stays_at_its_end() {
        let replay = recorded_match();
        let steps = replay.steps.len() as f64;
        let mut player = BoardPlayer::new(&SceneBoard::new(Arc::new(replay)));
        player.advance(steps).expect("it plays");
        let mut ended = BoardModel::default();
        player.fill(&mut ended, Overlays::NONE);
        assert!(player.is_over() && ended.progress == 1.0);
        for later in [0.25, 0.5, 1.0, 7.75] {
            let events = player.advance(steps + later).expect("nothing is left to play");
            let mut model = BoardModel::default();
            player.fill(&mut model, Overlays::NONE);
            assert!(events.is_empty() && player.is_over() && model == ended, "{later} steps later");
        }
    }

    /// With all seats judged together, probabilities beside Q-values were drawn as Q-values.
    #[test]
    fn what_is_drawn_is_of_the_kind_of_its_seat() {
        let replay = recorded_match();
        let cells = shown(replay.clone());
        assert!(!cells.is_empty());
        for cell in cells {
            assert_eq!(cell.kind, ActionValues::Probabilities, "the first seat's");
            assert!((cell.values.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{cell:?}");
        }
        // The same with nothing known of the first seat's numbers: the second one's are shown.
        let mut without = replay;
        without.header.seats[0].values = None;
        let cells = shown(without);
        assert!(!cells.is_empty() && cells.iter().all(|cell| cell.kind == ActionValues::Q), "{cells:?}");
    }
}
