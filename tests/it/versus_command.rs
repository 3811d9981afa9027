//! What `sidestep versus` answers: matches of agents as JSON, and what it refuses.

use serde_json::{Value, json};

use super::program::{say, sidestep};

const CLASSIC: &str = concat!("policy:", env!("CARGO_MANIFEST_DIR"), "/assets/policies/classic.safetensors");

#[test]
fn a_match_of_agents_says_who_won_by_what() {
    let words = ["versus", "--level", "classic", "--seat", "random", "--seat", "optimum", "--seat", CLASSIC, "--json"];
    let answer = sidestep(&words).ok().json();
    assert_eq!(answer["level"], "classic");
    assert_eq!((&answer["mode"], &answer["pairs"], &answer["seed"]), (&json!("race"), &json!(2), &json!(1)));
    assert_eq!((&answer["on_hit"], &answer["random_phases"]), (&json!("restart"), &json!(true)));
    assert_eq!(answer["seats"], json!(["random", "optimum", CLASSIC]));
    let rounds = answer["rounds"].as_array().expect("rounds");
    assert!(rounds.len() >= 4 && rounds.len().is_multiple_of(2), "pairs of rounds: {}", rounds.len());
    for round in rounds {
        let seats = round["seats"].as_array().expect("seats");
        assert_eq!(round["how"], "goal", "{round}");
        let optimum = &seats[1];
        assert_eq!((&optimum["goal_step"], &optimum["hits"]), (&round["steps"], &json!(0)), "{round}");
        assert_eq!(optimum["regret"], 0.0, "{round}");
        assert!(seats[0]["regret"].as_f64().expect("a number") >= 1.0, "{round}");
        let together = seats.iter().filter(|seat| seat["goal_step"] == round["steps"] && seat["hits"] == 0).count();
        assert_eq!(round["winner"], if together == 1 { json!(1) } else { Value::Null }, "{round}");
    }
    assert_eq!(answer, sidestep(&words).ok().json(), "the same seed is the same match");
}

#[test]
fn built_in_opponents_are_beaten_by_better_ones() {
    let seats = "--seat opponent:weakest --seat opponent:middle --seat opponent:strongest";
    // They explore, so that a round may go to anybody.
    let answer = say(&format!("versus --level rush --pairs 4 {seats} --json")).ok().json();
    assert_eq!(answer["winner"], json!(2), "{answer}");
}

#[test]
fn score_and_hunt_have_their_own_rules() {
    let score =
        say("versus --level classic --mode score --score-steps 40 --pairs 1 --seat script:stay --seat optimum --json")
            .ok()
            .json();
    assert_eq!((&score["winner"], &score["wins"]), (&json!(1), &json!([0, 2])));
    let seat = &score["rounds"][0]["seats"][1];
    assert_eq!((&seat["goals"], &seat["steps"]), (&json!(5), &json!(40)), "{score}");

    let hunt = sidestep(&[
        "versus",
        "--level",
        "rush",
        "--mode",
        "hunt",
        "--hunters",
        "all",
        "--pairs",
        "1",
        "--seat",
        "script:stay",
        "--seat",
        CLASSIC,
        "--json",
    ])
    .ok()
    .json();
    assert_eq!(hunt["rounds"][0]["seats"][1]["regret"], Value::Null, "the optimum knows no hunters");
    let words = say("versus --level classic --seat random --seat optimum").ok().stdout;
    assert!(words.contains("seat 1 by reaching the goal in ") && words.contains("wins the match"), "{words}");
    assert!(words.contains("in this race: start and goal are drawn for each pair of rounds, the same for all; a hit leads back to the start; "), "{words}");
    assert!(words.contains("on the goal in step ") && words.contains(" hits  regret 0"), "{words}");
    assert!(!words.contains("return"), "what does not decide a race is not shown beside it: {words}");
}

#[test]
fn a_policy_from_elsewhere_takes_a_seat_beside_one_of_ours() {
    let foreign = format!("policy:{}/tests/fixtures/weights/sb3-ppo.safetensors", env!("CARGO_MANIFEST_DIR"));
    // It has learned the level as it is.
    let still = ["versus", "--level", "classic", "--set", "random_phases=false", "--pairs", "1", "--json"];
    let words = [&still[..], &["--seat", CLASSIC, "--seat"]].concat();
    let said = ["--algorithm", "reinforce", "--activation", "tanh"];
    let answer = sidestep(&[&words[..], &[&foreign], &said[..]].concat()).ok();
    assert_eq!(answer.json()["rounds"][0]["seats"][0]["episode_return"], 1.0, "ours is what its file says");
    // Where all files say it themselves, saying it does nothing.
    let spare = sidestep(&[&words[..], &[CLASSIC], &said[..]].concat());
    assert_eq!(spare.code, Some(2));
    assert!(spare.stderr.contains("leave --algorithm out"), "{}", spare.stderr);
}

#[test]
fn what_it_cannot_play_it_refuses_with_a_hint() {
    for (words, hint) in [
        ("versus --level classic --seat person --seat random", "people play in the window"),
        ("versus --level classic --seat champion --seat random", "policy:FILE"),
        ("versus --level classic --seat opponent:best --seat random", "weakest, middle, strongest"),
        (
            "versus --level classic --seat opponent:1 --seat random",
            "no opponent after so many episodes: choose one of ",
        ),
        (
            "versus --level classic --seat script:jump --seat random",
            "`jump` is no action: choose one of up, down, right, left, stay",
        ),
        ("versus --level classic --seat random", "2 to 4 seats, not 1"),
        ("versus --level classic --seat random --seat random --best-of 5", "write --pairs 1"),
        ("versus --level classic --seat random --seat random --pairs 3", "1, 2 or 4 pairs"),
        ("versus --level classic --mode hunt --seat optimum --seat random", "seat them second"),
        ("versus --level cliff --seat random --seat random", "nothing moves on level cliff"),
    ] {
        let refused = say(words);
        assert_eq!(refused.code, Some(2), "{words}");
        assert!(refused.stderr.contains(hint), "{words}: {}", refused.stderr);
    }
    let large = say("versus --level plaza --seat optimum --seat random");
    assert_eq!(large.code, Some(1));
    assert!(large.stderr.contains("too many for an exact optimum"), "{}", large.stderr);
}

#[test]
fn a_seat_errs_in_its_share_of_steps() {
    let wins = |seat: &str| {
        let line =
            format!("versus --level rush --mode score --score-steps 1000 --pairs 1 --seat {seat} --seat script:stay");
        say(&format!("{line} --json")).ok().json()["rounds"][0]["seats"][0]["goals"].as_u64().expect("a count")
    };
    let [never, seldom, often] = ["opponent:final~0", "opponent:final~0.2", "opponent:final~0.8"].map(wins);
    assert_eq!(never, wins("opponent:final"));
    assert!(never > seldom && seldom > often, "{never} {seldom} {often}");
    for (seat, part) in [
        ("opponent:final~2", "from 0 to 1"),
        ("opponent:final~nan", "from 0 to 1"),
        ("optimum~0.1~0.1", "~SHARE once"),
        ("~0.1", "give opponent:WHICH"),
    ] {
        let refused = say(&format!("versus --level rush --seat {seat} --seat random"));
        assert_eq!(refused.code, Some(2), "{seat}");
        assert!(refused.stderr.contains(part), "{seat}: {}", refused.stderr);
    }
}
