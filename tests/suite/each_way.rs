//! Every command does the same whichever way it is run: on records of one's own, through a server,
//! and as a command given to ssh where Offsite is all that somebody may run, with either.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;

use crate::server::Served;

/// What becomes of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Runs {
    /// It does the same every way.
    EachWay,
    /// It runs on the computer of the records alone, and is refused elsewhere with why.
    AtTheRecords,
}
use Runs::{AtTheRecords, EachWay};

/// Commands in the order in which they are run, each on what those before it left.
const LINES: &[(&str, Runs)] = &[
    ("today", EachWay),
    ("today --json", EachWay),
    ("why OSD-2026-0030", EachWay),
    ("why OSD-1999-0001", EachWay),
    ("cases 'host:chase'", EachWay),
    ("cases 'no such child'", EachWay),
    ("cases 'due:nonsense'", EachWay),
    ("search transport", EachWay),
    ("search -", EachWay),
    ("search transport --most 1 --plain", EachWay),
    ("case show OSD-2026-0030 --json", EachWay),
    ("case show nonsense", EachWay),
    ("stats --csv", EachWay),
    ("oversight", EachWay),
    ("oversight --json", EachWay),
    ("export cases", EachWay),
    ("export register OSD-2026-0030 --format xlsx", EachWay),
    ("export spreadsheet OSD-2026-0030", EachWay),
    ("export spreadsheet OSD-2026-0030 --draft", EachWay),
    ("export spreadsheet --since county.csv", EachWay),
    ("export panel --from 2026-09-01 --to 2026-11-23", EachWay),
    ("export governors --term autumn --format json", EachWay),
    ("export governors --school 116992 --for public --format docx", EachWay),
    ("export governors --trust 'No Such Trust'", EachWay),
