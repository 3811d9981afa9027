//! What holds for the flags of all commands: how they are read, and, in the tests, that each means one thing everywhere.

use std::{env, ffi::OsStr, path::Path};

use clap::{Arg, Command, CommandFactory, FromArgMatches, Subcommand, ValueHint};

use super::Arguments;

impl Arguments {
    /// Reads the command line; says what is wrong with it and ends the program where it cannot be read.
    #[must_use]
    pub fn read() -> Self {
        if env::args_os().nth(1).is_some_and(|word| is_mistyped(&word)) {
            // Taken for a FILE it would only be missing. Where there are no files, the command that is like it is named.
            let commands = super::Command::augment_subcommands(Command::new("sidestep")).disable_help_subcommand(true);
            if let Err(error) = commands.try_get_matches() {
                error.exit();
            }
        }
        let matches = command().get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command()).exit())
    }
}

/// Whether a first word can be meant for nothing but a command, and there is none of that name.
fn is_mistyped(word: &OsStr) -> bool {
    let path = Path::new(word);
    let is_plain = path.components().count() == 1 && path.extension().is_none();
    let is_flag = word.to_string_lossy().starts_with('-');
    is_plain && !is_flag && !path.exists() && command().find_subcommand(word).is_none()
}

/// All commands with their flags.
fn command() -> Command {
    negative_numbers(Arguments::command())
}

/// Lets `-1` be the value of the flag before it, so that it is answered with the range and not taken for a flag. Paths are
/// left out: a file is not called so by intent.
fn negative_numbers(command: Command) -> Command {
    let takes_numbers = |arg: &Arg| {
        !arg.is_positional() && arg.get_action().takes_values() && arg.get_value_hint() != ValueHint::AnyPath
    };
    command
        .mut_args(|arg| if takes_numbers(&arg) { arg.allow_negative_numbers(true) } else { arg })
        .mut_subcommands(negative_numbers)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use clap::error::ErrorKind;

    use super::*;

    /// The flags that several commands have: the names of their value, and the words that their help begins with.
    const SHARED: &[(&str, &[&str], &str)] = &[
        ("activation", &["ACTIVATION"], "The activation"),
        ("algorithm", &["ALGORITHM"], "The algorithm that"),
        ("cell", &["CELL"], "The recurrent cells"),
        ("episodes", &["N"], "How many episodes to"),
        ("force", &[], "Replace"),
        ("gamma", &["GAMMA"], "What a reward one step later is worth"),
        ("greedy", &[], "Always take the best action"),
        ("json", &[], "Print"),
        ("lab", &["WHAT", "COMPARISON"], "Show the sequence lab"),
        ("length", &["N|A-B", "SECONDS"], "How long"),
        ("level", &["LEVEL"], "A built-in level"),
        ("network", &["NAME"], "Which of several"),
        ("observation", &["OBSERVATION"], "What the agent sees"),
        ("out", &["FILE", "FOLDER"], "Write"),
        ("policy", &["FILE"], "A checkpoint (safetensors) or the folder of a run"),
        ("preset", &["PRESET"], "The settings to learn with"),
        ("quiet", &[], "No progress bar"),
        ("run", &["CODE"], "The code of a run"),
        ("sample", &[], "Draw actions from the policy's probabilities"),
        ("seed", &["S"], "Where all chance comes from"),
        ("set", &["KEY=VALUE"], "Override a setting of the level"),
        ("speed", &["SPEED"], "Steps per second"),
        ("steps", &["N"], "How many steps to train for"),
        ("task", &["TASK"], "The task"),
        ("weights", &["FILE", "COUNT"], "The weights"),
    ];

    /// Every command by its words, with its flags; those that are only there to say what they are called now are left out.
    fn flags() -> Vec<(Vec<String>, Arg)> {
        fn collect(command: &Command, words: &[String], found: &mut Vec<(Vec<String>, Arg)>) {
            let own = command.get_arguments().filter(|arg| arg.get_long().is_some() && !arg.is_hide_set());
            found.extend(own.map(|arg| (words.to_vec(), arg.clone())));
            for inner in command.get_subcommands() {
                let words = [words, &[inner.get_name().to_owned()]].concat();
                collect(inner, &words, found);
            }
        }
        let mut found = Vec::new();
        collect(&command(), &[], &mut found);
        found
    }

    #[test]
    fn a_flag_means_the_same_in_every_command() {
        let mut by_name: BTreeMap<String, Vec<(String, Arg)>> = BTreeMap::new();
        for (words, arg) in flags() {
            let name = arg.get_long().unwrap_or_default().to_owned();
            by_name.entry(name).or_default().push((words.join(" "), arg));
        }
        by_name.retain(|_, args| args.len() > 1);
        let mut wrong = Vec::new();
        for (name, args) in &by_name {
            let Some((_, values, beginning)) = SHARED.iter().find(|(shared, ..)| shared == name) else {
                wrong.push(format!("--{name} is in several commands: add it to the table, or give it another name"));
                continue;
            };
            for (command, arg) in args {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                let is_value = |value: &str| values.contains(&value);
                let fits = match arg.get_value_names() {
                    Some(names) if arg.get_action().takes_values() => names.iter().all(|value| is_value(value)),
                    _ => values.is_empty(),
                };
                if !fits || !help.starts_with(beginning) {
                    wrong.push(format!("{command} --{name} {:?}: {help}", arg.get_value_names()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let unused = SHARED.iter().find(|(shared, ..)| !by_name.contains_key(*shared));
        assert!(unused.is_none(), "in one command only: {unused:?}");
    }

    /// `-1` is an answer to every flag that asks for something, if often a wrong one.
    #[test]
    fn a_negative_number_is_not_taken_for_a_flag() {
        for (words, arg) in flags() {
            if !arg.get_action().takes_values() || arg.get_value_hint() == ValueHint::AnyPath {
                continue;
            }
            let flag = format!("--{}", arg.get_long().unwrap_or_default());
            let line = ["sidestep"].into_iter().chain(words.iter().map(String::as_str)).chain([flag.as_str(), "-1"]);
            let refused = command().try_get_matches_from(line.clone());
            let is_unknown = refused.is_err_and(|error| error.kind() == ErrorKind::UnknownArgument);
            assert!(!is_unknown, "{}", line.collect::<Vec<_>>().join(" "));
        }
    }

    #[test]
    fn a_number_out_of_range_is_answered_with_the_range() {
        let seed = "a whole number from 0 to 9223372036854775807";
        for (line, range) in [
            ("--seed -1", seed),
            ("--lanes -1", "a whole number from 1 to 64"),
            ("--lanes 65", "a whole number from 1 to 64"),
            ("--speed -1", "steps per second from 1 to 10000"),
            ("--measure -1", "a whole number from 1 to 86400"),
            ("train --episodes -1", "a whole number from 1 to 18446744073709551615"),
            ("train --steps -1", "a whole number from 1 to 18446744073709551615"),
            ("train --seed -1", seed),
            ("train --seed 9223372036854775808", seed),
            ("train --seed one", seed),
            ("train --seeds -1", "a whole number from 1 to 1000"),
            ("train --threads -1", "a whole number from 1 to 65535"),
            ("evaluate --episodes -1", "a whole number from 1 to 4294967295"),
            ("evaluate --seed -1", seed),
            ("evaluate --gamma -1", "a number from 0 to 1"),
            ("evaluate --gamma nan", "a number from 0 to 1"),
            ("rollout --seed -1", seed),
            ("rollout --actions -1", "actions are up, down, right, left, stay, or 0 to 4"),
            ("record --episodes -1", "a whole number from 1 to 1000"),
            ("record --seed -1", seed),
            ("record --fps -1", "a whole number from 1 to 240"),
            ("record --speed -1", "steps per second, 0.1 to 10000"),
            ("record --size -1", "each 64 to 8192"),
            ("optimum --gamma -1", "a number from 0 to 1"),
            ("versus --score-steps -1", "a whole number from 1 to 1000000"),
            ("versus --pairs -1", "a whole number from 1 to 4"),
            ("versus --seed -1", seed),
            ("sequence train --hidden -1", "a whole number from 8 to 128"),
            ("sequence train --layers 3", "a whole number from 1 to 2"),
            ("sequence train --steps -1", "a whole number from 1 to 10000000"),
            ("sequence train --batch -1", "a whole number from 1 to 256"),
            ("sequence train --learning-rate -1", "a number from 0.000001 to 1"),
            ("sequence train --clip-norm -1", "a number from 0 to 1000"),
            ("sequence train --forget-bias -11", "a number from -10 to 10"),
            ("sequence train --teacher-forcing -1", "a number from 0 to 1"),
            ("sequence train --seed -1", seed),
            ("sequence train --gap -1", "give a number, or a range such as 3-12"),
            ("sequence evaluate --samples -1", "a whole number from 5 to 1000000"),
        ] {
            let words = ["sidestep"].into_iter().chain(line.split_whitespace());
            let refused = command().try_get_matches_from(words).expect_err(line);
            assert_eq!(refused.exit_code(), 2, "{line}");
            assert!(refused.to_string().contains(range), "{line}: {refused}");
        }
    }

    #[test]
    fn the_commands_are_sound() {
        command().debug_assert();
    }
}
