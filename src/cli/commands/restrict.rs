//! `offsite restrict`: who sees a case.

use crate::cli::output::line;
use crate::domain::case::CaseRef;
use crate::error::Result;
use crate::service::ViewerService;

pub(super) fn run(
    owner: &mut ViewerService<'_>,
    reference: &str,
    logins: &[String],
    open: bool,
) -> Result<()> {
    let case = reference.parse::<CaseRef>()?;
    if open || !logins.is_empty() {
        owner.restrict(case, logins)?;
        return line(&if open {
            format!("= {case} is open to every officer.")
        } else {
            format!("= Only {} see {case} now.", logins.join(", "))
        });
    }
    line(&match owner.who_sees(case)? {
        Some(names) => format!("Only these see {case}: {}.", names.join(", ")),
        None => format!(". Every officer sees {case}."),
    })
}
