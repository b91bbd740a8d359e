use super::*;

#[test]
fn school_ids_and_distances_match_the_worked_examples() {
    assert_eq!(
        School::local_id("Prince Henry's High School", "Evesham"),
        "L-prince-henrys-high-school-evesham"
    );
    let at = |e, n| School { easting: Some(e), northing: Some(n), ..School::default() };
    assert_eq!(at(0, 0).metres_to(&at(3000, 4000)), Some(5000));
    assert_eq!(at(0, 0).metres_to(&School::default()), None);
}
