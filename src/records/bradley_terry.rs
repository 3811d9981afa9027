//! Ratings of players out of games that they all played against each other, by Bradley and Terry (1952), on Elo's scale.
//! How one game moves one rating is in `elo`.

/// A rating, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rated {
    /// Elo's points.
    pub rating: f64,
    /// Its standard error, in points.
    pub error: f64,
}

/// Points of Elo's scale in which odds grow e-fold: 400 / ln 10.
const SCALE: f64 = 400.0 / std::f64::consts::LN_10;
/// Rounds of the iteration at most, and the relative change under which it stands still.
const ITERATIONS: usize = 20_000;
const STILL: f64 = 1e-11;

/// The ratings that make these results the likeliest, with the given mean. `points[i][j]` is what i scored against j in `games` games,
/// a draw being half a point. Who scored nothing, or everything, is taken to have scored a quarter of a point more, or less.
///
/// P(i beats j) = g_i / (g_i + g_j), rating = 400 log10 g. The likeliest g is a fixed point of
/// g_i = W_i / sum_j N / (g_i + g_j), which rises with every iteration (Hunter 2004). The standard errors are from the inverse of the
/// Fisher information, I_ii = sum_j N p_ij (1 - p_ij) / SCALE^2 and I_ij = -N p_ij (1 - p_ij) / SCALE^2, with the mean fixed. A draw
/// is less uncertain than a win or a loss, so that they are rather too large.
#[must_use]
pub fn bradley_terry(points: &[Vec<f64>], games: f64, mean: f64) -> Vec<Rated> {
    let count = points.len();
    let most = games * (count as f64 - 1.0);
    let others = |player: usize| (0..count).filter(move |other| *other != player);
    let won: Vec<f64> =
        (0..count).map(|i| others(i).map(|j| points[i][j]).sum::<f64>().clamp(0.25, most - 0.25)).collect();
    let mut strengths = vec![1.0; count];
    for _ in 0..ITERATIONS {
        let mut change = 0.0_f64;
        for i in 0..count {
            let met: f64 = others(i).map(|j| games / (strengths[i] + strengths[j])).sum();
            let better = won[i] / met;
            change = change.max((better / strengths[i] - 1.0).abs());
            strengths[i] = better;
        }
        if change < STILL {
            break;
        }
    }
    let ratings: Vec<f64> = strengths.iter().map(|strength| SCALE * libm::log(*strength)).collect();
    let shift = mean - ratings.iter().sum::<f64>() / count as f64;

    let mut information = vec![vec![0.0; count]; count];
    for i in 0..count {
        for j in others(i) {
            let p = strengths[i] / (strengths[i] + strengths[j]);
            let known = games * p * (1.0 - p) / (SCALE * SCALE);
            information[i][i] += known;
            information[i][j] -= known;
        }
    }
    // Ratings are known but for a common shift: (I + s J/n)^-1 = I^+ + J/(n s), where J is all ones.
    let common = (0..count).map(|i| information[i][i]).sum::<f64>() / count as f64;
    information.iter_mut().flatten().for_each(|entry| *entry += common / count as f64);
    let covariance = inverse(information);
    let spread = |i: usize| (covariance[i][i] - 1.0 / (common * count as f64)).max(0.0).sqrt();
    ratings.iter().enumerate().map(|(i, rating)| Rated { rating: rating + shift, error: spread(i) }).collect()
}

/// The rating with which somebody was expected to score so many points in so many games against each of these ratings.
#[must_use]
pub fn performance(points: f64, ratings: &[f64], games: f64) -> f64 {
    let odds: Vec<f64> = ratings.iter().map(|rating| libm::exp(rating / SCALE)).collect();
    let expected = |own: f64| {
        let own = libm::exp(own / SCALE);
        odds.iter().map(|other| games * own / (own + other)).sum::<f64>()
    };
    let [mut low, mut high] = [-4000.0, 8000.0];
    for _ in 0..64 {
        let middle = (low + high) / 2.0;
        *if expected(middle) < points { &mut low } else { &mut high } = middle;
    }
    low
}

/// The inverse of a symmetric positive definite matrix, by Gauss and Jordan.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let count = matrix.len();
    let mut inverse: Vec<Vec<f64>> =
        (0..count).map(|i| (0..count).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for pivot in 0..count {
        let scale = 1.0 / matrix[pivot][pivot];
        for rows in [&mut matrix, &mut inverse] {
            rows[pivot].iter_mut().for_each(|entry| *entry *= scale);
        }
        for row in (0..count).filter(|row| *row != pivot) {
            let factor = matrix[row][pivot];
            for rows in [&mut matrix, &mut inverse] {
                let pivot_row = rows[pivot].clone();
                rows[row].iter_mut().zip(pivot_row).for_each(|(entry, above)| *entry -= factor * above);
            }
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_players_are_as_far_apart_as_their_odds() {
        // 75 of 100: odds of three to one, 400 log10 3 = 190.85 points; the difference has the standard error
        // SCALE / sqrt(100 x 3/4 x 1/4) = 40.12, and each of the two half of that.
        let rated = bradley_terry(&[vec![0.0, 75.0], vec![25.0, 0.0]], 100.0, 1300.0);
        assert!((rated[0].rating - rated[1].rating - 190.848_5).abs() < 1e-3, "{rated:?}");
        assert!((rated[0].rating + rated[1].rating - 2600.0).abs() < 1e-9, "{rated:?}");
        assert!(rated.iter().all(|player| (player.error - 20.059).abs() < 1e-3), "{rated:?}");
    }

    #[test]
    fn ratings_that_made_the_results_are_found_again() {
        let truth = [1000.0, 1100.0, 1350.0, 1750.0];
        let expected = |own: f64, other: f64| 1.0 / (1.0 + 10.0_f64.powf((other - own) / 400.0));
        let points: Vec<Vec<f64>> =
            truth.iter().map(|own| truth.iter().map(|other| 500.0 * expected(*own, *other)).collect()).collect();
        for (rated, truth) in bradley_terry(&points, 500.0, 1300.0).iter().zip(truth) {
            assert!((rated.rating - truth).abs() < 0.01, "{rated:?} {truth}");
            assert!((5.0..30.0).contains(&rated.error), "{rated:?}");
        }
        let scored: f64 = truth.iter().map(|other| 200.0 * expected(1234.0, *other)).sum();
        assert!((performance(scored, &truth, 200.0) - 1234.0).abs() < 1e-6);
    }

    #[test]
    fn who_never_scores_is_still_rated() {
        let rated = bradley_terry(&[vec![0.0, 10.0], vec![0.0, 0.0]], 10.0, 1300.0);
        assert!(rated.iter().all(|player| player.rating.is_finite() && player.error.is_finite()), "{rated:?}");
        assert!(rated[0].rating > 1600.0 && rated[1].rating < 1000.0, "{rated:?}");
    }
}
