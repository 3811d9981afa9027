//! The three sets of keys that people steer with: up to three share one keyboard.

use crate::names::named;

named! {
    /// The keys of one person, named by what they are before anybody changes them.
    KeySet, "keys", {
        /// The arrows, and Space to stay.
        Arrows = "arrows",
        /// W, A, S, D, and Q to stay.
        Wasd = "wasd",
        /// I, J, K, L, and U to stay.
        Ijkl = "ijkl",
    }
}
