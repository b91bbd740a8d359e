use crate::domain::forms;

#[test]
fn every_field_and_table_has_a_handle() {
    let named: Vec<&str> = [
        super::of_child::IDS,
        super::of_direction::IDS,
        super::of_preparation::IDS,
        super::of_reviews::IDS,
        super::of_running::IDS,
        super::of_tables::IDS,
    ]
    .concat();
    let in_rows = forms::tables().flat_map(|t| t.fields);
    for field in forms::fields().chain(in_rows) {
        let times = named.iter().filter(|id| **id == field.id).count();
        assert_eq!(times, 1, "name {} once in forms/field", field.id);
    }
    assert_eq!(
        named.len(),
        forms::fields().count() + forms::tables().map(|t| t.fields.len()).sum::<usize>()
    );
    for table in forms::tables() {
        assert!(forms::table::ALL.contains(&table.id), "name {} in forms/table.rs", table.id);
    }
}
