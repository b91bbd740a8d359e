//! The texts of a pane in one list, so that a reader can judge them in one sitting.

/// Gives texts their names: a constant, or a function of what the text names in braces.
///
/// ```text
/// texts! {
///     NOTHING_CREATED: "Nothing created.",
///     type_folder(leave): "Type a folder, or press {leave} to cancel.",
/// }
/// ```
macro_rules! texts {
    (@one $name:ident, $text:literal) => {
        pub(super) const $name: &str = $text;
    };
    (@one $name:ident, $text:literal, $($part:ident)+) => {
        pub(super) fn $name($($part: &dyn std::fmt::Display),+) -> String {
            format!($text)
        }
    };
    ($($name:ident $(($($part:ident),+))? : $text:literal,)+) => {
        $($crate::ui::texts::texts! { @one $name, $text $(, $($part)+)? })+
    };
}

pub(crate) use texts;
