//! What the step brought, and what it is added to.

use super::{Formula, Lens, Operand, Parts, Subject};

impl Lens<'_> {
    pub(super) fn rewarded(&self, subject: Subject) -> Parts {
        let (board, report) = (self.board(), &self.board().report);
        let parts = &board.step.agents[0].reward;
        let given = |symbol: &str, value: f32| (symbol.to_owned(), value, Formula::Given);
        match subject {
            Subject::StepReward => given("step", parts.step),
            Subject::HitReward => given("hit", parts.hit),
            Subject::Hits => given("hits", parts.hits as f32),
            Subject::GoalReward => given("goal", parts.goal),
            Subject::ReturnBefore => given("return before", report.return_before),
            Subject::ReturnAfter => {
                let operands = [
                    Operand::new("return before", report.return_before, Subject::ReturnBefore),
                    Operand::new("r", parts.value, Subject::Reward),
                ];
                ("return".to_owned(), report.return_after, Formula::new(["", " + ", ""], operands))
            }
            _ => {
                let operands = [
                    Operand::new("step", parts.step, Subject::StepReward),
                    Operand::new("hit", parts.hit, Subject::HitReward),
                    Operand::new("hits", parts.hits as f32, Subject::Hits),
                    Operand::new("goal", parts.goal, Subject::GoalReward),
                ];
                ("r".to_owned(), parts.value, Formula::new(["", " + ", " * ", " + ", ""], operands))
            }
        }
    }
}
