use super::*;
use crate::domain::forms::choice::AttendeeRole;

/// Records a review as held.
fn held(case: &mut Case, on: &str) -> RowId {
    let cells = [(field::REVIEW_ON.id, day(on)), (field::REVIEW_HELD.id, Value::YesNo(true))];
    add(case, table::EVENT_REVIEW, &cells)
}

#[test]
fn reviews_count_by_the_day_they_were_due_and_whether_they_were_held_by_then() {
    // Due six school weeks after Monday 2 November, on 14 December; then every two weeks.
    let mut case =
        with(begun("2026-11-02"), &[(field::INITIAL_FREQUENCY_WEEKS.id, Value::Number(2))]);
    held(&mut case, "2026-12-14");
    held(&mut case, "2027-01-20");
    // The next is due on 3 February and was never held; another direction is not due one yet.
    let all = figures(&[case, begun("2027-03-01")], 0);
    let of = |part: &str| count(&all, "Reviews due", "Reviews due", part);
    assert_eq!(of(""), (1, 3));
    assert_eq!([of("Held in time"), of("Held late"), of("Not held")], [(0, 1), (0, 1), (1, 1)]);
}

#[test]
fn no_review_is_due_after_the_end() {
    let mut case = begun("2027-01-11");
    add(&mut case, table::EVENT_END, &[(field::END_ON.id, day("2027-02-12"))]);
    assert_eq!(count(&figures(&[case], 0), "Reviews due", "Reviews due", ""), (0, 0));
}

#[test]
fn a_review_has_a_nominee_who_is_not_the_head_and_came_and_the_parents_views_of_that_review() {
    let mut case = begun("2026-11-02");
    let reviews = ["2027-01-11", "2027-01-18", "2027-01-25"].map(|on| held(&mut case, on));
    for (review, is_head, came) in [(0, false, true), (1, true, true), (2, false, false)] {
        let cells = [
            (field::ATTENDEES_REVIEW.id, Value::Number(i64::from(reviews[review]))),
            (field::ATTENDEES_ROLE.id, AttendeeRole::Nominee.into()),
            (field::ATTENDEES_IS_HEAD.id, Value::YesNo(is_head)),
            (field::ATTENDEES_CAME.id, Value::YesNo(came)),
        ];
        add(&mut case, table::ATTENDEES, &cells);
    }
    let views = [
        (field::PARENT_VIEWS_REVIEW.id, Value::Number(i64::from(reviews[1]))),
        (field::PARENT_VIEWS_TEXT.id, Value::Text("It goes well.".to_owned())),
    ];
    add(&mut case, table::EVENT_PARENT_VIEWS, &views);
    let all = figures(&[case], 0);
    let of = |label: &str, part: &str| count(&all, "Reviews held", label, part).0;
    assert_eq!(of("Board's nominee at the review", "A nominee other than the head"), 1);
    assert_eq!(of("Board's nominee at the review", "None recorded"), 2);
    assert_eq!(of("Parents' views at the review", "Recorded"), 1);
    assert_eq!(of("Reviews held", ""), 3);
}

#[test]
fn overrides_count_by_rule_and_reason_and_corrections_by_their_day() {
    let mut case = begun("2026-11-02");
    for (rule, reason) in
        [("notice", "The family asked."), ("notice", ""), ("no-such-rule", "Old.")]
    {
        let mut cells = vec![
            (field::OVERRIDE_ON.id, day("2027-01-11")),
            (field::OVERRIDE_RULE.id, Value::Text(rule.to_owned())),
        ];
        if !reason.is_empty() {
            cells.push((field::OVERRIDE_REASON.id, Value::Text(reason.to_owned())));
        }
        add(&mut case, table::EVENT_OVERRIDE, &cells);
    }
    add(&mut case, table::EVENT_APPENDIX, &[(field::APPENDIX_ON.id, day("2026-12-01"))]);
    let all = figures(&[case], 0);
    let section = "Steps taken although a rule was not met";
    assert_eq!(count(&all, section, section, "").0, 3);
    assert_eq!(count(&all, section, "Reason", "With a reason").0, 2);
    let cites = crate::domain::rules::find("notice").expect("a rule").cites;
    assert_eq!(count(&all, section, "Rule", &format!("notice ({cites})")).0, 2);
    assert_eq!(count(&all, section, "Rule", "A rule that is no longer known").0, 1);
    let corrections = "Corrections after sign-off";
    assert_eq!(count(&all, corrections, corrections, ""), (0, 1));
}
