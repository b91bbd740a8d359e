use super::*;
use crate::domain::profile::floor::FLOOR;
use crate::domain::profile::keys::KEYS;

const NORTHSHIRE: &str = include_str!("../data/example-northshire.toml");
const VALESHIRE: &str = include_str!("../data/example-valeshire.toml");

#[test]
fn the_shipped_profile_answers_every_key_and_keeps_to_the_floor() {
    assert_eq!(Profile::parse(SHIPPED_TEXT).as_ref(), Ok(Profile::shipped()));
    let read: toml::Table = SHIPPED_TEXT.parse().unwrap();
    for (path, _) in KEYS {
        let found = match path.split_once('.') {
            None => read.get(*path),
            Some((table, key)) => read.get(table).and_then(|t| t.get(key)),
        };
        assert!(found.is_some(), "{path}");
    }
    assert!(
        FLOOR.bound.iter().all(|b| KEYS.iter().any(|(path, _)| *path == b.key))
            && FLOOR.bound.len() >= 6
    );
    assert_eq!(
        Profile::shipped().citation(),
        "profile Worcestershire 2025-09, in force from 01/09/2025"
    );
}

#[test]
fn profile_file_overrides_the_shipped_profile() {
    let norfolk = Profile::parse(
        "name = \"Norfolk\"\n[review]\nevery_school_weeks = 2\n[notice]\nreading = \"lenient\"\n",
    )
    .unwrap();
    assert_eq!(
        (norfolk.name.as_str(), norfolk.review_every_weeks, norfolk.notice_lenient),
        ("Norfolk", 2, true)
    );
    assert_eq!(norfolk.first_review_weeks, 6);
}

#[test]
fn profiles_of_two_other_authorities_override_it() {
    let north = Profile::parse(NORTHSHIRE).expect("a profile like Norfolk's");
    assert_eq!(north.route, "Direction off-site with intent to managed move");
    assert_eq!((north.max_length_weeks, north.review_every_weeks), (Some(8), 2));
    assert_eq!((north.reviews_face_to_face, north.max_contact_days), (1, 7));
    assert_eq!(north.session_caps, [("ap_other".to_owned(), 4)]);
    assert_eq!(north.checklist.len(), 2);
    assert!(north.checklist[0].blocks && !north.checklist[1].blocks);
    assert_eq!(north.checklist[1].stage, CheckStage::Running);
    assert!(north.copies.iter().any(|c| c == "ehcp: EHCP coordinator"));

    let vale = Profile::parse(VALESHIRE).expect("a profile like Derbyshire's");
    assert_eq!(vale.start_notification.school_days, Some(5));
    assert!(vale.start_notification.fields.iter().any(|f| f == "session.start"));
    assert_eq!(vale.outcome_notification.school_days, Some(3));
    assert_eq!((vale.panel.dates.len(), vale.panel.on_roll_days), (2, Some(7)));
    assert!(vale.told_before_parents && vale.authority == AuthorityStep::Notify);
    // What neither says is Worcestershire's.
    for own in [north, vale] {
        assert_eq!(own.invitation_days, Profile::shipped().invitation_days);
        assert_eq!(own.outcomes, Profile::shipped().outcomes);
    }
}

#[test]
fn profile_rules_that_cannot_be_read_are_refused_by_line() {
    for (text, says) in [
        ("[checklist]\nrows = [\"soon: block: Talk\"]", "before, running or ended"),
        ("[checklist]\nrows = [\"before: stop: Talk\"]", "block or warn"),
        ("[authority]\nstart_fields = [\"start.never\"]", "fields by their ids"),
        ("[panel]\ndates = [\"3 December\"]", "2026-12-03"),
        ("[host]\nsessions_a_week_most = [\"ap_other: 11\"]", "1 to 10"),
        ("[host]\nsessions_a_week_most = [\"ap_else: 4\"]", "kind of host"),
        ("[review]\nface_to_face_least = -1", "from 0 to 99"),
        ("[retention]\nclasses = [\"ehcp: born + 0: certain: Us\"]", "a sum, hold or record"),
        ("[retention]\nclasses = [\"ehcp: born + 9: perhaps: Us\"]", "certain or uncertain"),
        (
            "[retention]\nclasses = [\"panel: hold: certain: Us\", \"panel: hold: certain: Us\"]",
            "each class once",
        ),
        ("[papers]\ncopies = [\"la\", \"\"]", "60 characters"),
        ("[papers]\ncopies = [\"la\", \"tall: Coach\"]", "ehcp: EHCP coordinator"),
    ] {
        let faults = Profile::parse(text).expect_err("a fault").to_lines();
        assert!(faults.len() == 1 && faults[0].starts_with("Line 2: "), "{faults:?}");
        assert!(faults[0].contains(says) && faults[0].ends_with('.'), "{faults:?}");
    }
}

#[test]
fn profile_below_the_floor_is_refused_with_line_and_reason() {
    for (text, line, says) in [
        ("[notice]\nschool_days = 1\n", "Line 2", "two school days"),
        ("[review]\ninvitation_days = 5", "Line 2", "six days before"),
        ("\n[review]\noutcome_days = 14", "Line 3", "within six days"),
        ("[request]\ndecline_within_days = 71", "Line 2", "ten weeks"),
        ("[papers]\ncopies = [\"host\"]", "Line 2", "EHCP"),
        ("[decision]\noutcomes = [\"continue\", \"return\", \"trial\"]", "Line 2", "trial"),
        ("[review]\nsoon = 1", "Line 2", "no setting \"review.soon\""),
        ("[review]\nfirst_school_weeks = 0", "Line 2", "1 to 99"),
        ("[notice]\nreading = \"kind\"", "Line 2", "lenient"),
        ("name = ", "Line 1", "TOML"),
    ] {
        let faults = Profile::parse(text).unwrap_err().to_lines();
        assert!(
            faults.len() == 1
                && faults[0].starts_with(line)
                && faults[0].contains(says)
                && faults[0].ends_with('.'),
            "{faults:?}"
        );
    }
    assert_eq!(
        Profile::parse("[notice]\nschool_days = 1\nreading = 3\n[x]\ny = 1").unwrap_err().len(),
        3
    );
}
