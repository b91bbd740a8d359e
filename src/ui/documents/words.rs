//! Every text of the documents pane that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    // The list.
    heading(count): "Documents ({count})",
    sent_on(day): "sent {day}",

    // Below the list: the document under the cursor.
    not_now(why): "You cannot create this now. {why}",
    for_review(review): "For the {review}.",
    ANOTHER_REVIEW: "another one",
    other_reviews(count): "one of {count} others",
    for_either_review(first, others): "For the {first}, or {others}. You can choose.",
    JUST_CREATED: "Just created. Once you have sent it, mark it as sent.",
    missing_parts(parts): "Missing: {parts}.",

    // Creating one: draft, review, folder.
    ASK_DRAFT: "This cannot be sent yet. Create a draft?",
    CREATE_DRAFT: "Create a draft",
    CANCEL: "Cancel",
    ASK_REVIEW: "For which review?",
    ASK_FOLDER: "Create documents in which folder?",
    FOLDER_HINT: "An existing folder; ~ is your home folder. Kept until you quit.",
    type_folder(leave): "Type a folder, or press {leave} to cancel.",
    NOTHING_CREATED: "Nothing created.",
    created(files, folder, about, gaps, key, note): "{files} created in {folder}{about}.{gaps} Press {key} once it is sent.{note}",
    copy_written(files, folder): "{files} written into {folder}, readable only by you. The audit has it.",
    about_review(review): ", for the {review}",
    gaps(details): " {details} missing and marked.",
    DETAIL_IS: "detail is",
    DETAILS_ARE: "details are",

    // The preview.
    preview_note(note): "Note: {note}",
    preview_missing(part): "Missing: {part}",

    // Marking as sent.
    create_first(key): "Create this document with {key} first, then mark it as sent.",
    IS_DRAFT: "This is a draft. Create the final document, then mark it as sent.",
    NOT_TO_BE_SENT: "This document cannot be marked as sent.",

    // One document for all selected cases.
    blank_is_the_same(key): "A blank form is the same for every case. {key} writes one.",
    too_many_selected(cases, max_tagged): "You have selected {cases}. Documents can be created for at most {max_tagged} at once.",
    none_can_be_created(document): "{document}: cannot be created for any selected case now",
    created_for_selected(files, cases, folder, act): "{files} for {cases} created in {folder}. Still selected: {act} in the list marks them as sent.",
}
