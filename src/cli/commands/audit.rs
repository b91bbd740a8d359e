//! `offsite audit`: who looked at what; for one who sees no case, how much.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::cli::args::{AuditArgs, ShapeArgs};
use crate::cli::output::record;
use crate::domain::access::{Access, AccessKind};
use crate::domain::case::CaseRef;
use crate::domain::officers::Right;
use crate::error::{Error, Result};
use crate::service::ViewerService;

pub(super) fn run(owner: &mut ViewerService<'_>, args: &AuditArgs, today: NaiveDate) -> Result<()> {
    let case = args.case.as_deref().map(str::parse::<CaseRef>).transpose()?;
    let first = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let is_asked = |access: &Access| {
        args.officer.as_ref().is_none_or(|login| access.login == *login)
            && (!args.week || (first..=today).contains(&access.at().date()))
            && (!args.glass || access.what == AccessKind::Glass)
    };
    if case.is_none() && owner.allow(Right::Read).is_err() {
        return counts(owner, args.shape, &is_asked);
    }
    let (all, faults) = owner.accesses(case)?;
    all.iter().filter(|access| is_asked(access)).try_for_each(|access| show(access, args.shape))?;
    if faults.is_empty() { Ok(()) } else { Err(Error::damaged(faults.join("\n"))) }
}

fn show(access: &Access, shape: ShapeArgs) -> Result<()> {
    let case = access.case.map(|case| case.to_string());
    record(
        shape,
        || {
            let case = case.as_ref().map(|case| format!("{case}: ")).unwrap_or_default();
            let at = access.at().format("%a %-d %b %Y %H:%M");
            format!("{at}  {}  {case}{}", access.author(), access.words())
        },
        || to_json(access),
        || {
            let at = access.at().to_string();
            let (login, officer) = (access.login.clone(), access.officer.clone());
            let (what, case) = (access.what.word().to_owned(), case.clone().unwrap_or_default());
            let (made, why) = (access.made.clone(), access.why.clone());
            vec![at, login, officer, what, case, access.rows.to_string(), made, why]
        },
    )
}

/// Returns a look as scripts read it.
pub(super) fn to_json(access: &Access) -> Value {
    json!({ "at": access.at().to_string(), "login": access.login, "uid": access.uid, "officer": access.officer,
        "session": format!("{:016x}", access.session), "what": access.what.word(),
        "case": access.case.map(|case| case.to_string()), "rows": access.rows, "made": access.made, "why": access.why })
}

fn counts(
    owner: &ViewerService<'_>,
    shape: ShapeArgs,
    is_asked: &dyn Fn(&Access) -> bool,
) -> Result<()> {
    for ((login, what), count) in owner.access_counts(is_asked)? {
        record(
            shape,
            || format!("{login}  {what}  {count}"),
            || json!({ "login": login, "what": what, "count": count }),
            || vec![login.clone(), what.to_owned(), count.to_string()],
        )?;
    }
    Ok(())
}
