use super::*;

fn pupil(upn: &str, former: &str, name: &str, born: &str) -> Pupil {
    Pupil {
        upn: upn.into(),
        former: former.split_whitespace().map(str::to_owned).collect(),
        name: name.into(),
        born: born.parse().ok(),
    }
}

#[test]
fn same_child_is_sure_by_upn_and_asked_about_by_name() {
    let child = pupil("A1", "A0", "Ryan Brontë-Hill", "2014-04-22");
    for (upn, former, name, born, expected) in [
        ("A1", "", "Somebody", "2012-01-01", Some(SamePupil::Upn)),
        ("A0", "", "", "", Some(SamePupil::FormerUpn)),
        ("B1", "A1", "", "", Some(SamePupil::FormerUpn)),
        ("", "", "Bronte-Hill, Ryan", "2014-04-22", Some(SamePupil::NameAndBirth)),
        ("", "", "Ryan James Bronte Hill", "2014-04-22", Some(SamePupil::NearNameAndBirth)),
        ("", "", "Bronte Hill Ryan", "", Some(SamePupil::Name)),
        ("", "", "Bronte Hill Ryan", "2014-04-23", None),
        ("", "", "Anna Bronte-Hill", "2014-04-22", None),
        ("", "", "", "2014-04-22", None),
    ] {
        let other = pupil(upn, former, name, born);
        assert_eq!(child.same_as(&other), expected, "{name} {upn}");
        assert_eq!(other.same_as(&child), expected, "{name} {upn}");
        let index = PupilIndex::new([(7, child.clone()), (8, Pupil::default())]);
        let found: Vec<_> = index.find(&other).into_iter().map(|(_, why)| why).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{name} {upn}");
    }
}
