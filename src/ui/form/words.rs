//! Every text of the forms that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    // Beside an answer that somebody else is typing.
    types_here(who): "~ {who} types here",
    put_in_as_new(row): "A colleague has removed this {row}. Put yours in as a new one?",
    LEFT_OUT: "Not put in. What you typed is kept as a draft.",

    // The title and the sections.
    form_done(label, percent, answered, wanted): "{label} · {percent}%, {answered} of {wanted} answers",
    answers_done(answered, wanted): "{answered} of {wanted} answers",
    new_event(one, count): "New: {one} · {count} · not saved yet",
    recorded_event(one, count): "Recorded: {one} · {count}",
    WHOLE_TABLE: "The whole table",
    whole_table(name): "{name} · the whole table",
    section_done(answered, wanted): "{answered} of {wanted}",
    ANSWERS_MISSING: "answers missing",
    SAFEGUARDING_MISSING: "safeguarding missing",

    // The answers.
    NOT_ANSWERED: "not answered",
    NOT_ANSWERED_SAFEGUARDING: "not answered · safeguarding",
    MISSING: " · missing",
    ATTACH: "Attach",
    ADD: "Add",
    distance(km, tenths): " · {km}.{tenths} km",
    urn(number): " · URN {number}",
    REVIEW_WITHOUT_DATE: "a review without a date",
    correction(old, new, why, who): "Was: {old}  Should be: {new}  Why: {why}  By: {who}",

    // Below the answers: how to answer.
    HOW_YES_NO: "y or n",
    HOW_CHOICE: "Enter, then the first letters",
    HOW_DATE: "Enter, then 12/3/2013, 12/3, today, mon or +6d",
    HOW_TIME: "Enter, then 8:45",
    HOW_NUMBER: "Enter, then a number",
    HOW_SCHOOL: "Enter, then letters of its name, town or URN",
    HOW_UPN: "Enter, then 13 characters",
    HOW_REVIEW: "Enter, then choose",
    HOW_TEXT: "Enter to type",
    more_lines(lines): "  … {lines} (Enter shows all)",
    MORE_LINE: "more line",
    signed_off(meeting): "{meeting} is signed off. Press Enter to add a correction.",
    evidence_keys(add, show): "{add} attaches a file from this computer; {show} shows one.",
    none_or_add(add, no): "{add} adds one; {no} says that there are none.",
    row_keys(add, remove): "{add} adds one. Arrows move between answers; {remove} removes one.",

    // Answering.
    yes_and_no(yes, no, edit): "{yes} and {no} answer a yes/no question. Press {edit} to answer this one.",
    YES: "Yes",
    NO: "No",
    comes_with_a_file(field): "\"{field}\" is filled in when you add a file.",
    your_draft(leave): "This is your draft. Save it, or clear it and press {leave} to delete it.",
    was_typing(leave): "You were typing this when the session ended. Save it, or press {leave} to cancel.",
    draft_is_back(save): "Your draft is back. Finish it, then press {save} to save.",
    no_such_question(task): "{task}. This case does not have that question yet.",
    next_task(task): "Next: {task}.",
    does_not_apply(label): "\"{label}\" does not apply to this case now, so no form shows it.",
    all_answered(save): "Everything is answered. Press {save} to save.",
    NO_CHANGES: "No changes made.",
    ASK_SIGN_OFF: "Sign off this meeting? It can then only be corrected, not changed. You cannot undo this.",
    cannot_change(save): "This was signed off and cannot change. Fill in a correction, then press {save} to save.",

    // Moving in a form.
    FIND_IN_FORM: "Find in this form",
    missing_in_form(count): "Missing in this form: {count}",
    NOTHING_MISSING: "Nothing missing in this form.",
    OF_SAFEGUARDING: " · safeguarding",
    NO_SAFEGUARDING: "This form has no safeguarding questions.",
    section(which): "This is the {which} section.",
    no_review(record): "No review is booked yet. Press {record} and record one; this form then writes it up.",

    // Rows of a table.
    save_first(save): "Save this event with {save} before you add another.",
    MOVE_TO_HEADING: "Move to the heading of a table to add a row.",
    MOVE_TO_ROW: "Move to the row you want to remove first.",
    remove_row(row): "Remove this {row}?",
    NOTHING_REMOVED: "Nothing removed.",
    list_is_signed_off(meeting): "{meeting} is signed off, so its list of people cannot change.",

    // Recording an event.
    RECORD: "Record",
    to_do(event): "{event} · to do",
    no_case(new): "There is no case to record on. Press {new} to open the first.",
    fill_in_for_task(task, save): "Next: {task}. Fill this in, then press {save} to save.",
    fill_in(event, save): "Fill in the {event}, then press {save} to save.",
    not_answered(label, save): "\"{label}\" is not answered. Answer it, then save with {save}.",
    unfinished(event): "You have an unfinished {event}",
    CONTINUE: "Continue",
    START_AGAIN: "Start again and delete the draft",
    NOT_SAVED: "Not saved.",
    not_saved_draft_kept(undo): "Not saved. Your draft is kept: press {undo} to bring it back.",

    // Overriding what stops an event.
    OVERRIDE: "Override",
    CANCEL: "Cancel",
    type_why(leave): "Type why the override is right, or press {leave} to cancel.",
    NOT_SAVED_REASON_KEPT: "Not saved. Your draft and your reason are kept.",

    // Filling in from other records.
    from(source, many): "From {source}{many}",
    FROM_OTHER_RECORDS: "filled from other records",
    which_source(place, of, key): " · {place} of {of} ({key})",
    now(old): "now: {old}",
    suggestion_keys(tick, save, ticked, cancel): "{tick} Tick · {save} Save the {ticked} ticked · {cancel} Cancel",
    FILL_IN_TICKED: "Fill in what is ticked",
    TICK: "Tick",
    nothing_ticked(tick, leave): "Nothing ticked. Press {tick} to tick a line or {leave} to cancel.",
    NOTHING_FILLED_IN: "Nothing filled in.",
    ALREADY_THE_SAME: "Already the same.",
    NOTHING_MORE_KNOWN: "No other case or form has more about this child. T reads a transfer file.",
    people_elsewhere(next): "People are proposed in the forms of the initial meeting and of a review. Press {next} to get there.",
    EVERYONE_IS_LISTED: "Everyone who should be invited is on the list.",

    // Files.
    TRANSFER_FILE: "Transfer file (CTF): path",
    SCHOOLS_FILE: "Register of schools: path",
    EVIDENCE_FILE: "File to add: path",
    IMPORT_FILE: "File to import: path",
    SAVE_IN_FOLDER: "Save the file in which folder?",
    PATH_HINT: "A path on this computer. You can paste it; ~ is your home folder.",
    WHICH_ITEM: "Which item of the list is it?",
    CANCELLED: "Cancelled. No changes made.",
    MOVE_TO_EVIDENCE: "Move to a piece of evidence first; the passport has them near its end.",
    SAVE_A_COPY: "Save a copy",
    SAVES_A_COPY: "save a copy",
    CLOSE: "Close",
}
