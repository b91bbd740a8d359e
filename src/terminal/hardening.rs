//! Keeps personal data from leaking: files readable by their owner only, no core dumps, and defect
//! reports without data.

use std::fmt;
use std::panic::PanicHookInfo;
use std::sync::Arc;

use color_eyre::config::HookBuilder;
use color_eyre::section::PanicMessage;
use rustix::fs::Mode;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior, setrlimit, umask,
};

/// Makes every file of this process private under any umask, and forbids the system to write its
/// memory to the disk when it fails.
pub(crate) fn harden() {
    umask(Mode::from_bits_truncate(0o077));
    // Where the system refuses one of these, the other still holds; there is nothing that an
    // officer could do about it.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // A limit on the size of files then refuses a write with a sentence and ends no process.
    let _ = signal_hook::flag::register(Signal::XFSZ.as_raw(), Arc::default());
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    report_defects(|| {});
}

/// A defect told by its place in the program alone: what a panic says may hold names and answers.
struct PanicPlace;

impl PanicMessage for PanicPlace {
    fn display(&self, info: &PanicHookInfo<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place =
            info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
        write!(
            f,
            "offsite: a defect{place} in version {} ended this session. Start Offsite again: it says whether \
             anything is missing. Please report this line; there is nothing personal in it.",
            env!("CARGO_PKG_VERSION")
        )
    }
}

/// Has a defect reported by its place, and with `RUST_BACKTRACE=1` by the way there. `first` gives
/// the terminal back. A panic that the store catches and mends is not reported.
pub(crate) fn report_defects(first: impl Fn() + Send + Sync + 'static) {
    let (report, _) = HookBuilder::blank()
        .panic_message(PanicPlace)
        .display_env_section(false)
        .display_location_section(false)
        .into_hooks();
    std::panic::set_hook(Box::new(move |info| {
        if crate::unwind::is_guarded() {
            return;
        }
        first();
        eprintln!("{}", report.panic_report(info));
    }));
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    const CHILD: &str = "OFFSITE_TEST_DEFECT";

    /// The test runs itself again in a process of its own, where it fails with a name in its words.
    #[test]
    fn panic_report_names_only_its_place() {
        if std::env::var_os(CHILD).is_some() {
            super::harden();
            panic!("{} is wrong", "Amber Walsh, F999999925001");
        }
        let this = std::env::current_exe().expect("this program");
        let test = "terminal::hardening::tests::panic_report_names_only_its_place";
        let out = Command::new(this)
            .args(["--exact", test, "--nocapture"])
            .env(CHILD, "1")
            .output()
            .expect("runs");
        assert!(!out.status.success());
        let said = String::from_utf8_lossy(&out.stderr).into_owned()
            + &String::from_utf8_lossy(&out.stdout);
        assert!(said.contains("offsite: a defect at src/terminal/hardening.rs:"), "{said}");
        assert!(said.contains("it says whether anything is missing"), "{said}");
        assert!(
            !said.contains("Amber") && !said.contains("F9999") && !said.contains("is wrong"),
            "{said}"
        );
    }
}
