//! Every text of what lies over a pane that an officer reads, in the order of the screen.
//! Those of the tour stand in its own file.

use crate::ui::texts::texts;

texts! {
    // Typing an answer.
    SAVE: "Save",
    CANCEL: "Cancel",
    OPEN_EDITOR: "Open your editor",
    CLEAR_LINE: "Clear line",
    SELECT_ALL_TEXT: "Select all text",
    offered(words): "Offered from what is known: take it, or type over it. {words}",
    too_long_to_paste(length, most): "Not pasted: it would make {length} characters, and an answer can have {most}.",
    NO_CHANGES: "No changes made.",
    not_saved_draft_kept(undo): "Not saved. Your draft is kept: press {undo} to bring it back.",

    // Under an answer: how it is read.
    READING_DATE: "… a date: 12/3/2013, 12/3, today, mon or +6d",
    upn_is_right(upn): "= {upn}: 13 characters, check letter correct",
    upn_letter_wrong(expected): "! the check letter should be {expected}",
    upn_so_far(count): "… {count} of 13 characters",
    length_of(length, most): "{length} of {most} characters",
    text_keys(length, undo): "{length} · {undo} undoes what was typed",
    editor_key(editor): ", {editor} opens your own editor",

    // A path, where Offsite is all that the officer may run.
    PATHS_WHEN_CONFINED: "Only the folder ~/offsite is open to this session. Type a name in it.",

    // Choosing from a list.
    FIND: "Find: ",
    no_such_school(accept): "No such school in the register. {accept} takes the name as typed.",
    not_usual(accept): "Not one of the usual answers. Press {accept} to use it as typed.",
    NO_MATCHES: "No matches.",
    NOTHING_CREATED: "Nothing created.",
    place_of(place, count): "{place} of {count}",

    // A question.
    YES: "Yes",
    NO: "No",
    YES_OR_CANCEL: "Yes, any other key cancels.",

    // Commands and help.
    COMMANDS: "Commands",
    HELP: "Help: what you can do here",
    palette(title, keys): "{title} · type to search · {keys}",
    RUN: "Run",
    NEXT: "Next",
    CLOSE: "Close",
    NO_COMMAND: "No command matches.",
    cannot_use(command, why): "You cannot use \"{command}\" now: {why}.",
    NO_CASES: "there are no cases yet",
    NOTHING_TO_DO_HERE: "there is nothing to do here",
    NONE_SELECTED: "no case is selected",
    NOTHING_RESTRICTED: "no officer is named here",
    CLIPBOARD_OFF: "the clipboard is off",
    NO_BOOKMARKS: "there are no bookmarks yet",
    EVENT_NOT_SAVED: "an event is not saved yet",
    only_in_list(pane): "only in the {pane} list",
    only_in_forms(pane): "only in the {pane}",
    only_in(pane): "only in {pane}",
    ONLY_WHILE_FILLING: "only while filling something in",
    ONLY_OVER_A_PANE: "only in a window over the pane",
    SEARCH_WORDS: "Words to search with",
    MANUAL: "Manual",

    // Bookmarks.
    BOOKMARK_THIS: "Bookmark this case: letter",
    GO_TO_BOOKMARK: "Go to bookmark: letter",
    BOOKMARK_IS_ONE_LETTER: "A bookmark is a letter or a number.",
    bookmarked(id, letter, back): "Bookmarked {id} as {letter}. {back} {letter} returns to it.",
    no_bookmark(letter): "There is no bookmark {letter}.",
    NO_BOOKMARK_USED: "No bookmark used.",

    // Lines to read.
    and_more(lines): "  … and {lines}",
    MORE_LINE: "more line",
    SCROLL_OR_CLOSE: "scroll, any other key closes",

    // What was changed, and who looked.
    CHANGE_HISTORY: "Change history",
    WHO_LOOKED: "Who looked",
    CHANGE_HISTORY_NEWEST: "Change history, newest first",
    WHO_LOOKED_NEWEST: "Who looked, newest first",
    TO_WHO_LOOKED: "who looked",
    TO_CHANGE_HISTORY: "change history",
    WHAT_A_LOOK_IS: "Looks of one kind by one officer within 15 minutes are one line. Beside the list, the case under the cursor is seen without being opened.",
    NOBODY_LOOKED: "No look at this case is noted. Documents and exports always are; opening a case is where officers share the records through a server.",

    // Restricted cases.
    who_sees(case): "Who sees {case}",
    WHO_SEES_HINT: "Type login names with a space between them. Leave it empty to let every officer see the case.",
    WHICH_RECORD: "Open a restricted case",
    WHICH_RECORD_HINT: "Type its reference, such as OSD-2026-0001. You are asked why. Those named and the lead are told at once.",
    why_open(case): "Why you open {case}",
    WHY_OPEN_HINT: "Those named and the lead read your reason. Write no child's name in it. The record is open to you for three hours, to read.",
    reason_too_short(least): "The reason needs at least {least} characters.",
    NOTHING_OPENED: "Nothing opened.",

    // Schools that are the same under another number.
    schools(keys): "Schools · {keys}",
    sheet(keys): "Sheet of directions · {keys}",
    sheet_opens(cases): "{cases} would be opened. Nothing is saved yet.",
    SHEET_OPENS_NONE: "No case would be opened: every row is left out or in your records.",
    OPEN_CASES: "open the cases",
    rows(keys): "From a management system · {keys}",
    rows_fill(cases): "{cases} would be filled in. Nothing is saved yet.",
    ROWS_FILL_NONE: "Nothing new for a case: see what was left out.",
    FILL_CASES: "fill in the cases",
    SAME_SCHOOLS: "Are these the same schools?",
    ONE_OPEN_CASE: "1 open case",
    OPEN_CASE: "open case",
    cases_name(cases, name): "{cases} {name} a school with the name and town of one in this file, under another number.",
    SAVE_AND_MOVE: "Save and move cases",
    SAVE_ONLY: "Save only",
    saves_and_moves(cases): "save and move {cases}",
    SAVES_ONLY: "save only",

    // Themes.
    themes(keys): "Theme · {keys}",
    theme_saved(name): "Saved the theme {name} in config.toml.",
    THEME_NOT_CHANGED: "Theme not changed.",

    // The hidden screen.
    SCREEN_IS_HIDDEN: "The screen is hidden. Press Enter to show it. Anyone can do that, so lock your computer when you leave.",
}
