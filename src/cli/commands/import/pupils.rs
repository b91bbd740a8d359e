//! `offsite import pupils`: a file of a school's management system, filled into the cases that are
//! there.

use chrono::NaiveDate;

use crate::cli::args::{PupilsArgs, RowsArg};
use crate::cli::commands::import::report::{confirm, faults, show};
use crate::cli::commands::import::sheet::given;
use crate::cli::named_files::read_whole;
use crate::cli::output::note;
use crate::documents::sheets::{PupilsContext, read_pupils};
use crate::domain::case::CaseRef;
use crate::domain::sheet::RowKind;
use crate::error::Result;
use crate::service::{PupilsTake, ViewerService};

/// Imports a file: what it would fill in is shown, and then it is taken whole or not at all.
pub(super) fn pupils(
    owner: &mut ViewerService<'_>,
    args: &PupilsArgs,
    today: NaiveDate,
) -> Result<()> {
    let bytes = read_whole(&args.file)?;
    let mut cases: Vec<CaseRef> = Vec::new();
    for reference in &args.case {
        cases.push(reference.parse()?);
    }
    let given = given(args.mapping.as_deref(), &args.answer)?;
    let mapping = owner.sheet_mapping_with(&given)?;
    let kind = match args.rows {
        RowsArg::Pupils => RowKind::Pupils,
        RowsArg::Contacts => RowKind::Contacts,
        RowsArg::Suspensions => RowKind::Suspensions,
        RowsArg::Attendance => RowKind::Attendance,
    };
    let (_, schools) = owner.all_schools();
    let term = args.term.as_deref();
    let context =
        PupilsContext { kind, mapping: &mapping, given: &given, schools: &schools, term, today };
    let file = read_pupils(&bytes, context).map_err(|found| faults(&args.file, found))?;
    let plan = owner.plan_pupils(file, PupilsTake { replace: args.replace, cases: &cases })?;
    show(&plan.reading, args.how)?;
    let (what, cases) = (plan.words(), plan.changes.len());
    if args.how.dry_run {
        note(&format!("Would fill in {what}. No changes made."));
        return Ok(());
    }
    if cases == 0 {
        note("No changes made: the file has nothing new for a case.");
        return Ok(());
    }
    confirm(&format!("Fill in {what}?"), args.how.yes)?;
    owner.take_pupils(plan, &mapping)?;
    note(&format!("Filled in {what}. One undo reverses it."));
    Ok(())
}
