//! The events of a case's life, one table for each kind: before the start, meetings and reviews,
//! while it runs, the end.

pub(super) mod before;
pub(super) mod ending;
pub(super) mod meetings;
pub(super) mod overrides;
pub(super) mod running;

use crate::domain::forms::schema::Table;

/// Events that belong to the same part of a case's life.
#[derive(Debug)]
pub struct EventGroup {
    /// Which part.
    pub label: &'static str,
    /// The kinds of events, a file a slice.
    pub tables: &'static [&'static [Table]],
}

impl EventGroup {
    /// Returns whether a table is one of its kinds of events.
    pub fn holds(&self, table: &str) -> bool {
        self.tables.iter().flat_map(|t| t.iter()).any(|t| t.id == table)
    }
}

/// Every kind of event, by the part of a case's life.
pub const EVENT_GROUPS: &[EventGroup] = &[
    EventGroup {
        label: "before the start",
        tables: &[
            overrides::TABLES,
            before::asked::TABLES,
            before::consulted::TABLES,
            before::decision::TABLES,
            before::shared::TABLES,
        ],
    },
    EventGroup {
        label: "reviews",
        tables: &[meetings::review::TABLES, meetings::parents::TABLES, meetings::outcome::TABLES],
    },
    EventGroup {
        label: "contact and registers",
        tables: &[running::contact::TABLES, running::registers::TABLES, running::letters::TABLES],
    },
    EventGroup { label: "the end", tables: &[ending::TABLES] },
];

/// Returns how many slices of tables all groups have.
pub(super) const fn slices() -> usize {
    let (mut count, mut group) = (0, 0);
    while group < EVENT_GROUPS.len() {
        count += EVENT_GROUPS[group].tables.len();
        group += 1;
    }
    count
}

/// How something was said or sent.
const HOW: &[(&str, &str)] = &[
    ("person", "In person"),
    ("phone", "Telephone"),
    ("video", "Video call"),
    ("email", "Email"),
    ("post", "Post"),
    ("hand", "By hand"),
    ("text", "Text message"),
    ("portal", "Online portal"),
];
const HOW_LABEL: &str = "How";
const HOW_HINT: &str = "The way it was said or sent.";
const ON_HINT: &str = "The day it happened, not the day you type it.";
