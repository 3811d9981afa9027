//! `sidestep inspect`: single ticks of a training, in words and for a machine. That each number follows from those
//! that it is made of is what `tests/inspect_check.py` finds out.

use serde_json::Value;

use super::program::say;

const RUN: &str = "inspect --level classic --algorithm deep-sarsa --seed 3 --observation relative";

#[test]
fn words_show_each_formula_with_its_numbers() {
    let answer = say(&format!("{RUN} --tick 40 --weight 0,3,bias")).ok();
    let text = &answer.stdout;
    for part in ["Observe", "Decide", "Learn", "Step", "Report"] {
        assert!(text.contains(&format!("\n{part}")), "{part}: {text}");
    }
    let line = say(&format!("{RUN} --tick 40 --weight 0,3,bias --json")).ok().json();
    let (seen, step) = (&line["actors"][0]["observation"][0], &line["update"]["learned"]["steps"][0]);
    let operand = |index: usize| seen["operands"][index][1].to_string().trim_end_matches(".0").to_owned();
    let shown = format!("ox - ax = {} - {}", operand(0), operand(1));
    assert!(text.contains(&shown), "{shown}: {text}");
    // The same numbers, to the last digit.
    let weight = &line["update"]["network"]["parameters"][0];
    assert_eq!((weight["layer"].as_u64(), weight["unit"].as_u64(), &weight["input"]), (Some(0), Some(3), &Value::Null));
    for number in
        [&step["target"], &step["error"], &weight["gradient"], &weight["m"], &weight["step"], &weight["after"]]
    {
        let number = number.as_f64().expect("a number") as f32;
        let is_shown = text.contains(&format!("= {number}\n")) || text.contains(&format!("= {number:e}\n"));
        assert!(is_shown, "{number}: {text}");
    }
}

#[test]
fn ticks_are_those_that_were_asked_for() {
    let lines = say(&format!("{RUN} --ticks 5..30 --every 10 --weights 2 --json")).ok().lines();
    let ticks: Vec<_> = lines.iter().map(|line| line["tick"].as_u64()).collect();
    assert_eq!(ticks, [5, 15, 25].map(Some));
    let parameters = lines[2]["update"]["network"]["parameters"].as_array().expect("weights");
    let layers: Vec<_> = parameters.iter().map(|weight| weight["layer"].as_u64()).collect();
    assert_eq!(layers, [0, 0, 1, 1, 2, 2].map(Some), "two of each layer");
    let alone = say(&format!("{RUN} --tick 25 --weights 2 --json")).ok().json();
    assert_eq!(alone, lines[2], "looking at others changes nothing");
}

#[test]
fn a_diverged_run_says_where_it_ended() {
    let answer = say(&format!("{RUN} --tick 500 --set learning_rate=1 --set hidden=64,64,64,64,64,64,64,64"));
    assert_eq!(answer.code, Some(1), "{}", answer.stderr);
    assert!(answer.stderr.contains("the run diverged in tick"), "{}", answer.stderr);
    assert!(answer.stderr.contains("learning_rate"), "{}", answer.stderr);
}

#[test]
fn why_compares_the_action_with_its_rival() {
    let line = say(&format!("{RUN} --tick 40 --why --json")).ok().json();
    let why = &line["actors"][0]["why"];
    assert_eq!(why["actions"][0], line["actors"][0]["action"]);
    assert_eq!(why["network"]["all"], line["actors"][0]["outputs"]);
    let number = |value: &Value| value.as_f64().expect("a number");
    for said in ["network", "truth"] {
        let said = &why[said];
        let [this, that] = [0, 1].map(|at| number(&said["values"][at]));
        assert!((this - that - number(&said["value"])).abs() < 1e-6, "{said}");
        let obstacles = said["obstacles"].as_array().expect("obstacles");
        assert_eq!(obstacles.len(), 3);
        for obstacle in obstacles {
            assert_eq!(obstacle["cells"], 5, "each patrols a row");
            let effect = number(&said["value"]) - number(&obstacle["without"]);
            assert!((effect - number(&obstacle["effect"])).abs() < 1e-9, "{obstacle}");
        }
    }
    assert_eq!(why["ways"].as_array().map(Vec::len), Some(2));

    let text = say(&format!("{RUN} --ticks 1..40 --every 13 --why")).ok().stdout;
    assert_eq!(text.matches("\nWhy ").count(), 4, "{text}");
    let optimum = format!("The exact optimum, gamma {}:", line["settings"]["gamma"]);
    assert!(text.contains(&optimum) && text.contains("\nOf 4 states, in "), "{text}");
    let without = say(&format!("{RUN} --tick 40 --json")).ok().json();
    assert_eq!(without["actors"][0].get("why"), None);

    let harbour = say("inspect --level harbour --algorithm deep-sarsa --tick 3 --why --set hidden=8").ok().stdout;
    assert!(harbour.contains("No exact optimum: ") && harbour.contains("mean over its cells"), "{harbour}");
}
