//! Every text of the application itself that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    // Going from pane to pane and from case to case.
    already_here(pane): "You are already here ({pane}).",
    nothing_to_go_back_to(quit): "There is nothing to go back to. {quit} leaves Offsite.",
    NO_MORE_PUPILS: "No more pupils that way in the list.",
    no_case_matches(back): "No case matches the search. {back} shows them all.",
    no_cases(new): "There are no cases yet. Press {new} to open one.",
    event_not_saved(save, back): "This event is not saved yet. Press {save} to save or {back} to cancel.",
    does_nothing(keys, help): "{keys} does nothing here. {help} shows the keys.",

    UPGRADED: "Offsite was upgraded. You are where you were.",

    // The next task.
    next_task(task): "Next: {task}.",
    done_outside(task): "{task}. This is done outside Offsite. Record it once it is done.",
    NOTHING_TO_DO: "Nothing to do on this case.",
    WITHOUT_TERMS: "This date was counted without term dates. Enter them in terms and closures, or run offsite import terms FILE.",
    WHY: "Why",

    // What was saved.
    saved(what): "{what} · saved",
    saved_but(what, mind): "{what} · saved {mind}",
    saved_undo_all(says, undo): "{says} · saved · {undo} undoes it all",
    imported(says): "Imported: {says}.",
    needs_a_reason(says, leave): "{says} Type your reason to override, or press {leave} to cancel.",
    NO_CHANGES: "No changes made.",

    // What others do meanwhile.
    changed_by(who, when, what): "{who} changed this case {when}: {what}",
    A_COLLEAGUE: "A colleague",
    MEANWHILE: "meanwhile",
    met_changed(theirs, who, when): "Now {theirs} ({who}, {when}). To put yours in its place, save it twice.",
    met_cleared(who, when): "{who} cleared this answer {when}. To put yours in, save it twice.",
    met_removed(row, who, when): "{who} removed this {row} {when}. Save yours to be asked about a new one.",
    met_signed_off(who, when): "{who} signed this meeting off {when}. What you save becomes a correction.",
    DISK_IS_FULL: "The disk of the records is full, so nobody can save. You can go on reading.",
    DISK_HAS_ROOM: "The disk of the records has room again.",
    not_open_any_more(case): "{case} is not open to you any more, so it was closed here. Ask the lead why.",
    has_closed(case): "The time to read {case} is over, so it was closed.",

    // What the officer's role allows.
    only_reads(role): "This session only reads: your role here is {role}.",
    role_does_not_allow(role): "Your role here is {role}, which does not allow this.",

    SERVER_GONE: "The server of the records has gone. What you type stays here.",
    SERVER_STOPPED: "The server of the records was stopped. What you type stays here.",
    SERVER_UPGRADED: "Offsite is being upgraded. This session goes on in the new version. What you type stays here.",

    // One event for all selected cases.
    one_event_for(cases, left): "One event for {cases}.{left}",
    SELECTED_CASE: "selected case",
    hidden_are_not_changed(count): " {count} hidden by the search are not changed.",

    // Keys that came at once.
    came_at_once(keys, shown, more): "{keys} came at once, as a pasted text does: \"{shown}{more}\". Press them as commands?",
    NOTHING_PRESSED: "Nothing was pressed.",

    // People, and the reference in the clipboard.
    PEOPLE: "People",
    NO_PEOPLE: "No people yet. They come from the passport: parents, schools, agencies.",
    NO_REFERENCE: "No case is open, so there is no reference to copy.",
    CLIPBOARD_OFF: "The clipboard is off. To allow it, set clipboard = true in config.toml.",
    copied(id): "Sent {id} to your terminal's clipboard.",
}
