//! Obstacles that chance moves, and the joint places that they can take.
//! Obstacles that behave alike change places without changing anything: such joint places count once.

use crate::gridworld::{Action, Cell, Level, Motion, Obstacle, motion};

/// An obstacle that chance moves.
#[derive(Clone, Debug)]
pub(super) struct Roaming {
    pub every: u32,
    pub phase: u32,
    pub chases: bool,
    /// Where it can go and how likely that is, cell by cell; a chaser's: for each cell of the agent, for each of its own.
    chances: Vec<(u16, f64)>,
    /// Where each cell's chances begin, and at last where they end.
    begins: Vec<u32>,
}

impl Roaming {
    /// The chances of an obstacle on all `cells`, whose numbers `number` knows; `None` for one that knows no chance.
    pub fn new(level: &Level, obstacle: &Obstacle, cells: &[Cell], number: impl Fn(Cell) -> u16) -> Option<Self> {
        let (probability, chases) = match obstacle.motion {
            Motion::Walk { probability } => (probability, false),
            Motion::Chase { probability } => (probability, true),
            _ => return None,
        };
        let moves = super::decimal(probability);
        let mut roaming =
            Self { every: obstacle.every, phase: obstacle.phase, chases, chances: Vec::new(), begins: vec![0] };
        let mut chance = Vec::new();
        let mut put = |cell: Cell, targets: &[Cell]| {
            chance.clear();
            add(&mut chance, number(cell), 1.0 - moves);
            for &target in targets {
                add(&mut chance, number(target), moves / targets.len() as f64);
            }
            chance.retain(|&(_, probability)| probability > 0.0);
            roaming.chances.extend_from_slice(&chance);
            roaming.begins.push(roaming.chances.len() as u32);
        };
        if chases {
            for &agent in cells {
                for &cell in cells {
                    put(cell, &[cell.offset(motion::chase(level, cell, agent))]);
                }
            }
        } else {
            for &cell in cells {
                put(cell, &[0, 1, 2, 3].map(|action| level.destination(cell, Action::ALL[action])));
            }
        }
        Some(roaming)
    }

    /// Where it can go from `cell` when it is its turn.
    #[inline]
    pub fn chance(&self, cell: u16, agent: usize, cells: usize) -> &[(u16, f64)] {
        let row = usize::from(cell) + if self.chases { agent * cells } else { 0 };
        &self.chances[self.begins[row] as usize..self.begins[row + 1] as usize]
    }
}

fn add(chance: &mut Vec<(u16, f64)>, cell: u16, probability: f64) {
    match chance.iter_mut().find(|(known, _)| *known == cell) {
        Some((_, sum)) => *sum += probability,
        None => chance.push((cell, probability)),
    }
}

/// The joint places of all roaming obstacles. As numbers they are written in base `cells`, the first obstacle's cell last;
/// places that differ only in which of several alike obstacles stands where have one rank.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    cells: usize,
    obstacles: usize,
    ranks: Vec<u32>,
    /// For each rank the first of its places.
    firsts: Vec<u32>,
}

impl Places {
    pub fn new(level: &Level, cells: usize) -> Self {
        let roaming: Vec<&Obstacle> = level.obstacles.iter().filter(|obstacle| obstacle.motion.is_random()).collect();
        // For each obstacle the first that behaves like it.
        let alike = |a: &Obstacle, b: &Obstacle| {
            a.motion == b.motion && a.every == b.every && a.phase % a.every == b.phase % b.every
        };
        let groups: Vec<usize> = roaming
            .iter()
            .enumerate()
            .map(|(index, own)| roaming.iter().position(|other| alike(own, other)).unwrap_or(index))
            .collect();
        let mut places = Self { cells, obstacles: roaming.len(), ranks: Vec::new(), firsts: Vec::new() };
        for place in 0..cells.pow(roaming.len() as u32) {
            let mut sorted: Vec<(usize, u16)> = groups.iter().copied().zip(places.cells_of(place)).collect();
            // Inside each group the greatest cell first: that is the smallest number, and so was ranked before all others.
            for index in 1..sorted.len() {
                let mut at = index;
                while let Some(before) = (0..at).rev().find(|&before| sorted[before].0 == sorted[at].0)
                    && sorted[before].1 < sorted[at].1
                {
                    let cell = sorted[before].1;
                    sorted[before].1 = sorted[at].1;
                    sorted[at].1 = cell;
                    at = before;
                }
            }
            let first = places.number_of(sorted.into_iter().map(|(_, cell)| cell));
            if first == place {
                places.ranks.push(places.firsts.len() as u32);
                places.firsts.push(place as u32);
            } else {
                places.ranks.push(places.ranks[first]);
            }
        }
        places
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.firsts.len()
    }

    /// The rank of a joint place.
    #[inline]
    pub fn rank(&self, place: usize) -> usize {
        self.ranks[place] as usize
    }

    /// The rank of obstacles on these cells, in the level's order.
    pub fn rank_of(&self, cells: impl DoubleEndedIterator<Item = u16>) -> usize {
        self.rank(self.number_of(cells))
    }

    /// The obstacles' cells in the first place of a rank.
    pub fn at(&self, rank: usize) -> impl Iterator<Item = u16> + use<> {
        self.cells_of(self.firsts[rank] as usize)
    }

    fn number_of(&self, cells: impl DoubleEndedIterator<Item = u16>) -> usize {
        cells.rev().fold(0, |place, cell| place * self.cells + usize::from(cell))
    }

    fn cells_of(&self, place: usize) -> impl Iterator<Item = u16> + use<> {
        let (cells, mut rest) = (self.cells, place);
        (0..self.obstacles).map(move |_| {
            let cell = rest % cells;
            rest /= cells;
            cell as u16
        })
    }
}
