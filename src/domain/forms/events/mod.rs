//! The events of a case's life, one table for each kind: before the start, meetings and reviews,
//! while it runs, the end.

pub(super) mod before;
pub(super) mod ending;
pub(super) mod meetings;
pub(super) mod overrides;
pub(super) mod running;

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
