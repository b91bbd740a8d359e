//! `offsite hold`: holds a case against disposal.

use crate::cli::args::HoldArgs;
use crate::cli::input::asked;
use crate::cli::output::line;
use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::service::ViewerService;

pub(super) fn run(owner: &mut ViewerService<'_>, args: &HoldArgs) -> Result<()> {
    let Some(reference) = &args.reference else {
        let all = owner.holds()?;
        if all.is_empty() {
            return line(". No case is held.");
        }
        return all
            .iter()
            .try_for_each(|(case, hold)| line(&format!("{case} is {}.", hold.words())));
    };
    let case = reference.parse::<CaseRef>()?;
    if args.lift {
        owner.lift_hold(case)?;
        return line(&format!("= {case} is not held any more."));
    }
    if let (Some(because), Some(reason)) = (args.because, &args.reason) {
        owner.hold(case, because.into(), &asked(std::slice::from_ref(reason))?)?;
        return line(&format!("= {case} is held. It cannot be disposed of."));
    }
    Err(Error::input("Say what the case is held for, and why.")
        .with_hint("Give --because claim, complaint or inquiry, and --reason TEXT; or --lift."))
}
