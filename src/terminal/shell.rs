//! Whether a shell is there that could continue a stopped session.

use std::fs;

/// The parent, process group and session of a process; 0 for one that this process cannot see, as
/// from inside a container.
#[derive(Debug, PartialEq, Eq)]
struct Family {
    parent: i32,
    group: i32,
    session: i32,
}

/// Returns whether this process was started by a shell that can continue it: one of the same
/// session, in another group. Under a forced command of ssh, or as the first process of a terminal,
/// a stopped session would never be continued.
///
/// The system's own calls are not asked: for a group or session outside the container they give 0,
/// which rustix takes for a defect.
pub(super) fn has_shell() -> bool {
    let Some(own) = family("self") else { return false };
    family(&own.parent.to_string()).is_some_and(|shell| continues(&own, &shell))
}

/// Returns whether some process above this one is of its terminal session and no part of the same
/// command: the shell that the officer logged in to. Under a forced command there is none.
pub(crate) fn is_under_shell() -> bool {
    let own = family("self");
    own.is_some_and(|own| {
        let mut above = own.parent;
        std::iter::from_fn(|| {
            let found = family(&above.to_string())?;
            above = found.parent;
            Some(found)
        })
        .take_while(|found| found.session == own.session && found.group != 0)
        .any(|found| found.group != own.group)
    })
}

/// Returns whether a process of `shell` would continue one of `own`.
fn continues(own: &Family, shell: &Family) -> bool {
    own.session == shell.session && own.group != shell.group
}

/// Reads a process of `/proc`; nothing where there is none, or no `/proc`.
fn family(process: &str) -> Option<Family> {
    read(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

/// Reads the line of a process. Its name, in brackets, may hold blanks and brackets.
fn read(line: &str) -> Option<Family> {
    let (_, rest) = line.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(1).map(|field| field.parse().ok());
    Some(Family { parent: fields.next()??, group: fields.next()??, session: fields.next()?? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn process_in_a_container_whose_parent_is_outside_has_no_shell() {
        let own = read("7 (off) site) S 2 7 7 34816 7").expect("a line");
        assert_eq!(own, Family { parent: 2, group: 7, session: 7 });
        let outside = read("2 (suite) S 1 0 0 0 -1").expect("a line");
        assert!(!continues(&own, &outside));
        assert!(family("0").is_none());
        assert!(read("7 (offsite").is_none());
    }

    #[test]
    fn shell_of_the_same_session_continues_what_it_started_in_another_group() {
        let shell = Family { parent: 1, group: 5, session: 5 };
        let job = |group| Family { parent: 5, group, session: 5 };
        assert!(continues(&job(9), &shell));
        // Without job control a stopped process would stay stopped.
        assert!(!continues(&job(5), &shell));
    }
}
