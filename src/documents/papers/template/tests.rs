use minijinja::context;
use proptest::prelude::*;

use super::*;
use crate::documents::papers::span::Span;
use crate::documents::papers::template::engine::MAX_SIZE;

#[test]
fn markup_is_read_in_the_template_and_never_in_an_answer() {
    let source = "# Head {{ a }}\nOne **two {{ a }}**\nthree.\n\n- {{ b }}\n\n{{ c }}\n";
    let got =
        render_any(source, context! { a => "**x** <&\"", b => "- y\n# z", c => "@signature" });
    let text = |t: &str| Span::Text(t.to_owned());
    assert_eq!(
        got.map_err(|e| e.to_string()),
        Ok(vec![
            Block::Heading("Head **x** <&\"".into()),
            Block::Para(vec![text("One "), Span::Bold("two **x** <&\"".into()), text(" three.")]),
            Block::Item(vec![text("- y"), Span::Line, text("# z")]),
            Block::Para(vec![text("@signature")]),
        ])
    );
}

#[test]
fn a_fault_is_told_with_file_line_and_name() {
    for (source, says) in [
        (
            "Fine.\n\n{{ host.nmae }}",
            "templates/any.txt, line 3: nothing in this paper has the name \"host.nmae\"",
        ),
        ("{{ nobody.name }}", "line 1: nothing in this paper has the name \"nobody"),
        ("{% if host.nmae %}x{% endif %}", "line 1: nothing in this paper"),
        ("a\n{% if %}", "line 2: this cannot be read"),
        ("a\nb\n{{ host.name | nosuch }}", "line 3: \""),
        (
            "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}",
            "too many steps",
        ),
    ] {
        let got = render_any(source, context! { host => context! { name => "x" } })
            .expect_err(source)
            .to_string();
        assert!(got.contains(says) && got.ends_with('.'), "{source}: {got}");
    }
    assert!(
        render_any(&"x".repeat(MAX_SIZE + 1), context! {})
            .is_err_and(|e| e.to_string().contains("larger"))
    );
}

/// How many random templates a run tries; more with `OFFSITE_FUZZ=1`.
fn cases() -> u32 {
    if std::env::var_os("OFFSITE_FUZZ").is_some() { 200_000 } else { 300 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn no_template_and_no_answer_makes_it_panic(
        parts in prop::collection::vec(prop::sample::select(vec![
            "{{", "}}", "{%", "%}", "{#", "#}", " a ", "b.c", "if ", "endif", "for x in ", "endfor", "else", "|upper", "|join(",
            ")", "(", "\"", "# ", "- ", "@x", "**", "\n", "\u{e000}", "\u{e003}", "\u{e004}", "\\u e003", "~", "1", "[0]", "é", "\u{202e}",
            "set a = ", "loop.index", "range(9)", "raw", "endraw", "\u{0}", "|", ".", "not ", "is ", "macro f()", "endmacro",
        ]), 0..24),
        any in ".{0,40}",
        answer in any::<String>(),
    ) {
        let source = format!("{}{any}", parts.concat());
        let _ = render_any(&source, context! { a => answer.clone(), b => context! { c => answer.clone() }, x => vec![answer] });
    }
}
