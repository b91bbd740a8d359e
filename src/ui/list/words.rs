//! Every text of the list of cases that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    // The head of the list.
    sorted_by(order): "Cases · {order}",
    elsewhere(said): "! {said}",
    finding(search): "Find: {search}",
    selected(count): "+ {count} selected  ",
    place_of(tagged, place, total): "{tagged}{place} of {total}",
    order_changed(order): "List order: {order}.",
    ALL_CASES: "All cases",
    cases_behind(oversight): "The cases behind that number. {oversight} goes back to the oversight.",

    // A case in the list.
    NO_DATE: "no date",
    late(days): "{days} late",
    NOTHING_TO_DO: "nothing to do",
    GONE: "no longer available",
    gone_case(id): "{id} is no longer available: a colleague removed it, or now keeps it to named officers.",
    RESTRICTED: "restricted",
    is_here(who): "~ {who}",

    // An empty list.
    no_match(leave): "No cases match. Press Backspace to shorten the search, or {leave} to show all.",
    no_cases(new): "No cases yet. Press {new} to open your first case.",
    take_tour(tour): "{tour}  a tour of Offsite in four screens",
    import_cases(import): "{import}   a case from a pupil's transfer file, or cases from another Offsite",
    import_schools(import): "{import}   schools from a GIAS download; until then the list of 2015 is used",
    schools_imported(schools): "=   {schools} imported",
    import_terms(terms, import): "{terms} term dates ({import} imports them); until then every weekday but bank holidays counts",
    terms_imported(schools): "=   term dates of {schools}",
    practise(quit): "To practise on invented pupils, leave with {quit} and run: offsite tutor.",

    // Selecting cases.
    so_many_selected(count): "{count} selected.",
    cleared(count): "{count} cleared.",
    NOTHING_SELECTED: "Nothing selected.",
    select_one_end(key): "Select one end of the range with {key}, then go to the other end.",
    select_first(key): "No case is selected. Press {key} to select the one under the cursor.",
    SELECTED_ARE_HIDDEN: "The search hides every selected case, and hidden cases are not changed. Clear the search.",

    // One event for all selected cases.
    record_in(other, cases, back): "{other}Record this in {cases}{back}?",
    some_blocked(held): ", {held} blocked",
    blocked(case, name, why): "! blocked  {case}  {name}: {why}",
    CASE_HAS_CHANGED: "A case has changed since you looked, so nothing was recorded. ",
    CONFIRM: "Confirm",
    CANCEL: "Cancel",
    SCROLL_OR_CANCEL: "scroll, any other key cancels",
    NOT_SAVED_LOOK_AGAIN: "Not saved. Save again to see which cases get it, or cancel.",

    // The columns.
    columns(keys): "Columns · {keys}",
    SHOWN: "= shown",
    HIDDEN: "  hidden",
    SHOW_OR_HIDE: "Show or hide",
    SHOWS_OR_HIDES: "show or hide",
    CLOSE: "Close",

    // The search of every text.
    search_all(keys): "Search all cases · {keys}",
    SEARCH_THEN_OPEN: "search, then open",
    SEARCH_OR_OPEN: "Search, or open",
    WORDS: "Words: ",
    WHAT_IS_SEARCHED: "Searches answers, meetings and notes. Capitals, accents and word endings do not matter.",
    SEARCHES: "searches for these words.",
    NO_CASE_HAS_ALL: "No case contains all these words. Try fewer.",
    more_places(places): "More than {places}: add a word",
    NO_NAME: "(no name yet)",

    // The views.
    views(keys): "Views · number opens, 0 shows all, {keys}",
    OPEN: "Open",
    REMOVE_YOURS: "Remove one of yours",
    REMOVES_YOURS: "remove one of yours",
    no_view(digit): "There is no view {digit}.",
    view_removed(slot): "View {slot} removed.",
    VIEW_OF_THE_AUTHORITY: "This view comes from your authority's profile. You can save your own over it.",
    CANNOT_BE_READ: "cannot be read",
    save_view(slots): "Save this list as a view: which number, 1 to {slots}?",
    type_a_number(slots): "Type a number from 1 to {slots}.",
    view_name(slot, keys): "View {slot} · {keys}",
    NAME: "Name: ",
    EVERY_CASE: "all cases",
    view_saved(slot, name): "Saved as view {slot}: {name}.",
    VIEW_NOT_SAVED: "View not saved.",
}
