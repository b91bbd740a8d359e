use super::*;
use crate::domain::forms::choice::{DaySplit, HostKind, Route};

const BEGUN: &str = "Directions begun";

#[test]
fn directions_count_in_the_time_of_their_days_and_those_of_earlier_years_beside_them() {
    let mut gone = begun("2026-09-07");
    add(&mut gone, table::EVENT_END, &[(field::END_ON.id, day("2027-02-05"))]);
    let direct = with(begun("2027-01-11"), &[(field::CASE_ROUTE.id, Route::ManagedMove.into())]);
    let cases = [
        gone,
        begun("2027-01-04"),
        begun("2027-03-25"),
        begun("2026-01-12"),
        begun("2027-03-26"),
        direct,
    ];
    let all = figures(&cases, 0);
    assert_eq!(count(&all, BEGUN, BEGUN, ""), (2, 3));
    assert_eq!(count(&all, "Directions ended", "Directions ended", ""), (1, 1));
    assert_eq!(
        count(&all, "Directions running", "Directions running", ""),
        (3, 3),
        "with that of 2026"
    );
    let moves = "Managed moves without a direction";
    assert_eq!(count(&all, moves, moves, ""), (1, 1));
    let earlier = find(&all, BEGUN, BEGUN, "").values[1];
    assert_eq!((both(earlier.term), both(earlier.year)), ((Some(1), None), (Some(1), None)));
}

#[test]
fn each_direction_counts_under_one_part_of_what_is_known_of_the_child() {
    let yes = || Value::YesNo(true);
    let no = || Value::YesNo(false);
    let choice = |id: &str| Value::Choice(id.to_owned());
    let on = "2027-01-11";
    let cases = [
        with(
            begun(on),
            &[
                (field::CHILD_YEAR_GROUP.id, Value::Number(9)),
                (field::CHILD_GENDER.id, choice("female")),
                (field::SEND_EHCP.id, yes()),
                (field::CLA_IS.id, yes()),
                (field::PREMIUM_IS.id, yes()),
                (field::ENGLISH_FIRST.id, no()),
                (field::SCHOOL_HOST_KIND.id, HostKind::Pru.into()),
                (field::SESSION_SPLIT.id, DaySplit::Split.into()),
                (field::HISTORY_OSD.id, yes()),
            ],
        ),
        with(
            begun(on),
            &[
                (field::CHILD_YEAR_GROUP.id, Value::Number(9)),
                (field::SEND_EHCP.id, no()),
                (field::SEND_SUPPORT.id, no()),
                (field::PLAN_CP.id, yes()),
                (field::PLAN_CIN.id, yes()),
                (field::ENGLISH_FIRST.id, yes()),
            ],
        ),
        with(
            begun(on),
            &[
                (field::SEND_SUPPORT.id, yes()),
                (field::PLAN_CIN.id, no()),
                (field::PLAN_CP.id, no()),
            ],
        ),
    ];
    let all = figures(&cases, 0);
    for (label, part, says) in [
        ("Year group", "Year 9", 2),
        ("Year group", "Not answered", 1),
        ("Sex", "Female", 1),
        ("Sex", "Male", 0),
        ("Sex", "Not answered", 2),
        ("Special educational needs", "EHCP", 1),
        ("Special educational needs", "SEN support", 1),
        ("Special educational needs", "Neither", 1),
        ("Looked after", "Looked after", 1),
        ("Looked after", "Not answered", 2),
        ("Social worker", "Child protection plan", 1),
        ("Social worker", "Child in need", 0),
        ("Social worker", "Another reason", 1),
        ("Social worker", "None", 1),
        ("Pupil premium", "Pupil premium", 1),
        ("English", "English is an additional language", 1),
        ("English", "English is the first language", 1),
        ("Kind of host", "Pupil referral unit", 1),
        ("Days at the host", "Split between the schools", 1),
        ("Directed before", "Directed before", 1),
        ("Directed before", "First direction", 2),
    ] {
        assert_eq!(count(&all, BEGUN, label, part), (says, says), "{label}: {part}");
        let share = find(&all, BEGUN, label, part).values[0].term;
        assert_eq!(number(share.denominator), Some(3), "{label}: {part}");
    }
}

#[test]
fn every_division_counts_every_item_once() {
    let mut ended = begun("2026-11-02");
    add(&mut ended, table::EVENT_END, &[(field::END_ON.id, day("2027-02-05"))]);
    let cases = [ended, begun("2027-01-11"), begun("2027-02-01")];
    for figures in figures(&cases, 0).chunk_by(|a, b| (a.section, a.label) == (b.section, b.label))
    {
        if figures[0].part.is_none() {
            continue;
        }
        let sum = |of: fn(&Figure) -> FigureValue| -> u64 {
            figures.iter().filter_map(|f| number(of(f).numerator)).sum()
        };
        let whole = number(figures[0].values[0].year.denominator).expect("a whole");
        assert_eq!(
            sum(|f| f.values[0].year),
            whole,
            "{}: {}",
            figures[0].section,
            figures[0].label
        );
    }
}

#[test]
fn notice_is_in_time_with_two_whole_school_days_before_the_first_day() {
    let noticed = |on: &str| {
        // Thursday 14 January 2027.
        let mut case = begun("2027-01-14");
        add(&mut case, table::EVENT_NOTICE, &[(field::NOTICE_ON.id, day(on))]);
        case
    };
    let cases =
        [noticed("2027-01-11"), noticed("2027-01-12"), noticed("2027-01-13"), begun("2027-01-14")];
    let all = figures(&cases, 0);
    let of = |part: &str| count(&all, BEGUN, "Notice of the direction", part).0;
    assert_eq!([of("In time"), of("Late"), of("None recorded")], [1, 2, 1]);
}

#[test]
fn views_of_the_parents_count_if_they_were_recorded_by_the_first_day() {
    let told = |on: &str, views: &str| {
        let mut case = begun("2027-01-14");
        let cells = [
            (field::PARENT_DISCUSSION_ON.id, day(on)),
            (field::PARENT_DISCUSSION_VIEWS.id, Value::Text(views.to_owned())),
        ];
        add(&mut case, table::EVENT_PARENT_DISCUSSION, &cells);
        case
    };
    let all = figures(&[told("2027-01-14", "They agree."), told("2027-01-15", "They do not.")], 0);
    let of = |part: &str| count(&all, BEGUN, "Parents' views before the first day", part).0;
    assert_eq!([of("Recorded"), of("Not recorded")], [1, 1]);
}
