use super::source;

#[test]
fn a_source_is_named_in_words() {
    assert_eq!(source("statute; P-RV2"), "the law; P-RV2");
    assert_eq!(
        (source("practice").as_str(), source("SI 2024/208 reg 9").as_str()),
        ("good practice", "SI 2024/208 reg 9")
    );
}
