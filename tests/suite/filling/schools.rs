//! Schools picked in a form.

use crate::flow::Flow;
use offsite::ui::specimens;

#[test]
fn school_picker_matches_name_town_or_number_nearest_first() {
    let mut flow = Flow::empty();
    let school = |id: &str, name: &str, town: &str, easting: Option<u32>| {
        let school = offsite::domain::school::School {
            id: id.into(),
            name: name.into(),
            town: town.into(),
            easting,
            northing: easting.map(|_| 250_000),
            ..Default::default()
        };
        (id.to_owned(), serde_json::to_string(&school).expect("written"))
    };
    let all = vec![
        school("999001", "Alder High", "Farton", Some(440_000)),
        school("999002", "Beech High", "Midton", Some(400_000)),
        school("999003", "Cedar High", "Nearton", Some(403_000)),
        school("L-dogwood", "Dogwood School", "Lostton", None),
    ];
    flow.service().import_items("schools", all).expect("imported");
    let start = flow.ui.start();
    flow.turn(start);
    flow.keys("n/home school<Enter>e999002<Enter>").says("Home school: Beech High");
    specimens::open_form(&mut flow.ui, 4, None);
    flow.keys("/host school<Enter>e").says("Cedar High, Nearton · 3.0 km · URN 999003");
    let (buf, _) = flow.frame();
    let rows: Vec<String> =
        (0..45).map(|y| (0..160).map(|x| buf[(x, y)].symbol()).collect()).collect();
    let at = |words: &str| {
        rows.iter()
            .rposition(|r| r.contains(words))
            .unwrap_or_else(|| panic!("{words} is not shown"))
    };
    assert!(at("Beech High, Midton · 0.0 km") < at("Cedar High, Nearton · 3.0 km"));
    assert!(at("Cedar High, Nearton · 3.0 km") < at("Alder High, Farton · 40.0 km"));
    assert!(at("Alder High, Farton · 40.0 km") < at("Dogwood School, Lostton"));
    flow.keys("lostt<Enter>").says("Host school: Dogwood School");
    // A school outside the register is kept by its name.
    flow.keys("/host school<Enter>eQuite another place<Enter>")
        .says("Host school: Quite another place");
}

#[test]
fn last_school_of_a_long_register_is_picked_found_and_shown_by_name() {
    let mut flow = Flow::empty();
    let all = (0..3_000).map(|n| {
        let school = offsite::domain::school::School {
            id: format!("{}", 100_000 + n),
            name: format!("School {n:04}"),
            ..Default::default()
        };
        (school.id.clone(), serde_json::to_string(&school).expect("written"))
    });
    flow.service().import_items("schools", all.collect()).expect("imported");
    let start = flow.ui.start();
    flow.turn(start);
    flow.keys("n/home school<Enter>e102999<Enter>").says("Home school: School 2999");
    flow.keys("<Esc>").says("Placement   School 2999");
    flow.keys("/home:2999<Enter>").says("1 of 1");
}
