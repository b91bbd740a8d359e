//! Every text of the oversight that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    heading(day): "Oversight of all cases on {day}",
    ASKING: "Counting the cases …",
    more(count): "… and {count} more, with fewer overdue",
    NONE: "none",
    TREND: "Directions by half-term",
    BEGUN: "begun",
    ENDED: "ended",
    HALF_TERMS: "Half-terms are counted by months, alike for all schools: from 1 September, 1 November, 1 January, 16 February, 1 April and 1 June.",
    search(search): "Enter opens: {search}",
    REQUESTS: "Enter opens the requests for subject access.",
    NOTHING: "No case is counted here.",
}
