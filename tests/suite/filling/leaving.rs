//! Leaving loses nothing: a text, an event, a reason or a line that was typed and left is offered
//! where it was typed, and undo brings it back.

use super::named;

#[test]
fn text_that_was_left_is_offered_at_its_place_and_brought_back_by_undo() {
    let mut flow = named("Zoë Ashworth");
    flow.keys("/home address<Enter>eHalf a thou<Esc>")
        .says("Your draft is kept: press u to bring it back.")
        .lacks("Half a thou");
    flow.keys("u").says("Half a thou").keys("ght<Esc>");
    flow.keys("e").says("This is your draft").says("Half a thought");
    flow.keys("<Ctrl-O>").says("Half a thought").says("saved");
    // What stands is not offered as something left, and undo is again that of the change.
    flow.keys("ke<Esc>").says("No changes made.").keys("u").lacks("Half a thought");
}

#[test]
fn left_text_survives_the_session_and_is_not_pressed_on_the_officer() {
    let mut flow = named("Zoë Ashworth");
    flow.keys("/home address<Enter>eHalf a thou<Esc>");
    let mut flow = flow.again();
    flow.lacks("Half a thou").lacks("You were typing this");
    flow.keys("3/home address<Enter>e").says("Half a thou").keys("<Ctrl-U><Esc>e").lacks("Half");
}

#[test]
fn event_that_was_left_is_brought_back_whole_and_offered_when_it_is_begun_again() {
    let mut flow = named("Zoë Ashworth");
    flow.keys(":record<Enter>contact<Enter>gg<Enter>25/11/2026<Enter>")
        .says("has not come yet")
        .keys("<Ctrl-U>");
    flow.keys("22/11/2026<Enter>").says("22/11/2026");
    flow.keys("<Esc>").says("Not saved. Your draft is kept");
    flow.keys("u").says("Your draft is back").says("22/11/2026").keys("<Esc>");
    let mut flow = flow.again();
    flow.keys("<Enter>acontact<Enter>").says("Continue").says("Start again");
    flow.keys("<Enter>").says("22/11/2026").keys("<Esc>");
    flow.keys(":record<Enter>contact<Enter>again<Enter>").lacks("22/11/2026").says("23/11/2026");
    // One that is as it was proposed leaves nothing.
    flow.keys("<Esc>").says("Not saved.");
}

/// What was proposed on the day and not touched is as much the officer's as what was typed beside it.
#[test]
fn event_of_a_killed_session_comes_back_on_a_later_day_with_the_day_that_it_was_begun_with() {
    let later = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let mut flow = named("Zoë Ashworth");
    flow.keys(":record<Enter>contact<Enter>gg").says("23/11/2026");
    flow.keys("j<Enter>Mother, by tele").says("Mother, by tele");
    // Nothing is written at the end of a session that was not written at the key.
    let mut flow = flow.again_on(later);
    flow.says("You were typing this when the session ended").says("Mother, by tele");
    flow.says("23/11/2026").lacks("01/12/2026");
    // Typed over, it is the typed one.
    flow.keys("phone<Enter>gg<Enter>20/11/2026<Enter>").says("20/11/2026");
    let mut flow = flow.again_on(later);
    flow.says("20/11/2026").says("Mother, by telephone");
    // Begun and left as it was proposed, it leaves nothing behind.
    flow.keys("<Esc><Esc>:record<Enter>contact<Enter>again<Enter>gg")
        .says("01/12/2026")
        .keys("<Esc>");
    flow.says("Not saved.").keys(":record<Enter>contact<Enter>").lacks("unfinished");
}

#[test]
fn first_letter_replaces_a_prefilled_line_and_keeps_it_after_an_arrow() {
    let mut flow = named("Zoë Ashworth");
    flow.keys(":record<Enter>contact<Enter>gg<Enter>22/11<Enter>").says("22/11/2026");
    flow.keys("k<Enter><Left><Right>!").says("22/11/2026!").keys("<Esc><Esc>");
    flow.keys("3e<Home>Ms <Enter>").says("Ms Zoë Ashworth").keys("keAnn<Enter>").lacks("Ms Zoë");
}

#[test]
fn line_of_a_prompt_that_was_left_is_offered_again() {
    let mut flow = named("Zoë Ashworth");
    flow.keys("t/no/such.xml<Esc>").lacks("/no/such.xml").keys("t").says("/no/such.xml");
    flow.keys("/other<Enter>").lacks("/no/such.xml");
}
