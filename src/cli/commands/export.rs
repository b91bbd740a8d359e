//! `offsite export`: every case as JSON lines, the merged register of one, and rows for the
//! authority's spreadsheet.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::args::{ExportCommand, FormatArg, ShapeArgs};
use crate::cli::commands::audit;
use crate::cli::commands::case::whole;
use crate::cli::commands::{about, census, governors, panel};
