//! Recording without a desktop session: as a service, in a container, over ssh.

/// Begins the command anew where the libraries of Vulkan would look for a Wayland session that is not there, and write to standard error
/// that `XDG_RUNTIME_DIR` is not set. They are told of a display that does not exist, which needs no folder to be looked for.
/// Where that cannot be done, they write.
#[cfg(target_os = "linux")]
pub(super) fn look_for_none() {
    use std::{env, os::unix::process::CommandExt, path::Path, process::Command};

    const DISPLAY: &str = "WAYLAND_DISPLAY";
    let is_path = |name: &str| env::var_os(name).is_some_and(|value| Path::new(&value).is_absolute());
    if is_path("XDG_RUNTIME_DIR") || is_path(DISPLAY) || env::var_os("WAYLAND_SOCKET").is_some() {
        return;
    }
    if let Ok(program) = env::current_exe() {
        // The environment of a running program cannot be changed safely. This only returns where it fails.
        let _ = Command::new(program).args(env::args_os().skip(1)).env(DISPLAY, "/dev/null").exec();
    }
}

/// Only Linux has such sessions.
#[cfg(not(target_os = "linux"))]
pub(super) const fn look_for_none() {}
