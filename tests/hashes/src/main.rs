//! Prints the hashes, a line each; `sidestep`'s tests compare them with `stored.txt`, `.ci/other-machines` does so elsewhere.

mod cases;

fn main() {
    for case in cases::all() {
        println!("{}", case.line());
    }
}
