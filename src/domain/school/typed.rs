//! Schools that no register resolves: names typed by hand, and ids that are none.

/// Returns the words of a school that no register resolves: a name that was typed by hand, or none
/// where the text is an id, which is no name and is shown to nobody.
pub fn typed_name(text: &str) -> Option<&str> {
    let is_id = text.starts_with("L-") || text.bytes().all(|b| b.is_ascii_digit());
    (!is_id).then_some(text)
}

/// What stands on screen for an id that resolves to nothing.
pub const NOT_IN_THE_REGISTER: &str = "a school that is not in the register";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_no_name() {
        assert_eq!(typed_name("A school typed by hand"), Some("A school typed by hand"));
        for id in ["L-gone", "116992", ""] {
            assert_eq!(typed_name(id), None, "{id}");
        }
    }
}
