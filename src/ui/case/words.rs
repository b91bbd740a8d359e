//! Every text of the overview and the timeline that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    // The overview: the facts.
    PLACEMENT: "Placement",
    DATES: "Dates",
    REVIEWS: "Reviews",
    SCHOOL_WEEK: "school week",
    ATTENDANCE: "Attendance",
    NO_MARKS: "no marks yet",
    of_sessions(percent, possible): "{percent} of {possible} sessions",
    PASSPORT: "Passport",

    // The overview: what to do, people and history.
    TO_DO: "To do",
    to_do(count): "To do ({count})",
    why_key(why): "{why} why",
    NOTHING_TO_DO: "Nothing to do on this case.",
    and_more(more): "  and {more} more",
    PEOPLE: "People",
    people(count): "People ({count})",
    all_people(key): "{key} all",
    NO_PEOPLE: "Parents, schools and agencies come here from the passport.",
    HISTORY: "History",
    history(count): "History ({count})",
    all_events(all): "{all} all",
    NO_DATE: "no date",
    nothing_recorded(record): "Nothing recorded yet. {record} records an event.",

    // The timeline.
    TIMELINE: "Timeline",
    week(at, of): "week {at}{of}",
    of_weeks(of): " of {of}",
    review_every(often): "a review {often}",
    shows(key, filter): "{key} shows: {filter}",
    now_shows(filter): "The timeline shows {filter}.",
    BOOKED: "booked  ",
    LATE: "late: ",
    DUE: "due: ",
    empty_timeline(record): "Everything that happens to this case comes here by day: meetings, reviews, calls, notices. {record} records the first.",
}
