//! Wording: template files in light markup, each of which an authority may replace by its own of
//! the same name.
//!
//! A template is text with `{{ placeholders }}`. Lines that begin with `# ` are headings, with `- `
//! points of a list, with `@` the name of a ready-made part such as `@signature`; `**words**` are
//! bold; an empty line ends a paragraph. Nothing in an answer is ever read as markup.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};

use crate::documents::papers::letterhead::Letterheads;
use crate::documents::papers::paper::{Block, Span, plain};
use crate::documents::papers::words::{GAP, MissingLog, Placeholders, QUOTE};
use crate::error::{Error, Result};

/// The most characters of a template.
const SIZE_MOST: usize = 100_000;
/// The most steps that a template may take, so that a loop ends.
const FUEL: u64 = 200_000;

/// An authority's own templates, by name without `.txt`.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    own: BTreeMap<String, String>,
    /// What the schools print at the head of their papers.
    pub letterheads: Letterheads,
}

impl Wording {
    /// Takes an authority's own templates, as pairs of name and text. One whose name no paper has,
    /// or that does not read, is told by file and line; one that does not read is still kept,
    /// so that its paper is refused rather than made in other words.
    pub fn new(own: Vec<(String, String)>, known: &[&str]) -> (Wording, Vec<String>) {
        let mut faults = Vec::new();
        for (name, text) in &own {
            if !known.contains(&name.as_str()) {
                faults.push(format!(
                    "templates/{name}.txt: no paper has this name. The names are {}.",
                    known.join(", ")
                ));
            } else if let Err(fault) = environment(name, text) {
                faults.push(fault.to_string());
            }
        }
        (Wording { own: own.into_iter().collect(), ..Wording::default() }, faults)
    }

    /// Returns the authority's own text, else the built-in one.
    fn source<'a>(&'a self, name: &str, built_in: &'a str) -> &'a str {
        self.own.get(name).map_or(built_in, String::as_str)
    }

    /// Returns whether the authority has a text of its own for this paper.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }
}

fn environment(name: &str, source: &str) -> Result<Environment<'static>> {
    if source.len() > SIZE_MOST {
        return Err(Error::input(format!(
            "templates/{name}.txt is larger than {SIZE_MOST} characters. Shorten it."
        )));
    }
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(50);
    env.set_debug(true);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.set_formatter(|out, _, value| {
        let text = value.to_string();
        let marked = text.starts_with([GAP.0, QUOTE.0]);
        let done = if marked {
            out.write_str(&text)
        } else {
            write!(out, "{}{}{}", QUOTE.0, plain(&text), QUOTE.1)
        };
        done.map_err(|_| minijinja::Error::from(ErrorKind::WriteFailure))
    });
    env.add_template_owned("paper".to_owned(), plain(source))
        .map_err(|e| fault(name, source, e))?;
    Ok(env)
}

/// Returns a fault in a template as a sentence with its file and line; what the engine said is
/// kept as its cause.
fn fault(name: &str, source: &str, error: minijinja::Error) -> Error {
    let line = error.line().unwrap_or(1);
    let at = error
        .range()
        .and_then(|r| source.get(r))
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default();
    let at: String = at.chars().take(60).collect();
    let says = match error.kind() {
        ErrorKind::UndefinedError => {
            format!(
                "nothing in this paper has the name \"{at}\". Correct it; offsite forms lists the fields"
            )
        }
        ErrorKind::OutOfFuel => "this takes too many steps. Take the loop out".to_owned(),
        ErrorKind::SyntaxError => {
            format!("this cannot be read ({}). Correct it", error.detail().unwrap_or("syntax"))
        }
        _ => format!(
            "\"{at}\" cannot be filled in ({error_kind}). Correct it",
            error_kind = error.kind()
        ),
    };
    Error::input(format!("templates/{name}.txt, line {line}: {says}.")).with_source(error)
}

/// A ready-made part, and what was printed in it.
#[derive(Debug, Default)]
pub(super) struct ReadyPart {
    pub blocks: Vec<Block>,
    pub log: MissingLog,
}

/// The parts that a template may place with `@name`.
pub(super) type Parts = BTreeMap<&'static str, ReadyPart>;

/// Renders a template into blocks, with the names of the parts that it placed.
///
/// # Errors
/// A sentence with the template's file and line: an unknown placeholder, an unknown part, or
/// something that does not read.
pub(super) fn render(
    wording: &Wording,
    name: &str,
    built_in: &str,
    words: &Placeholders,
    ready: &Parts,
) -> Result<(Vec<Block>, Vec<String>)> {
    let source = wording.source(name, built_in);
    check_parts(name, source, ready)?;
    let env = environment(name, source)?;
    let template = env.get_template("paper").map_err(|e| fault(name, source, e))?;
    let text = template.render(words.value()).map_err(|e| fault(name, source, e))?;
    Ok(blocks(&text, ready))
}

/// Returns what a template yields for any context.
#[cfg(test)]
fn render_any(source: &str, context: minijinja::Value) -> Result<Vec<Block>> {
    let env = environment("any", source)?;
    let template = env.get_template("paper").map_err(|e| fault("any", source, e))?;
    let text = template.render(context).map_err(|e| fault("any", source, e))?;
    Ok(blocks(&text, &Parts::new()).0)
}

fn check_parts(name: &str, source: &str, ready: &Parts) -> Result<()> {
    for (i, line) in source.lines().enumerate() {
        if let Some(part) = line.strip_prefix('@').map(str::trim)
            && !ready.contains_key(part)
        {
            let known: Vec<String> = ready.keys().map(|k| format!("@{k}")).collect();
            return Err(Error::input(format!(
                "templates/{name}.txt, line {}: this paper has no part \"@{part}\". Its parts are {}.",
                i + 1,
                known.join(", ")
            )));
        }
    }
    Ok(())
}

/// A stretch of one rendered line.
#[derive(Debug, PartialEq, Eq)]
enum TemplatePiece {
    /// The template's own words.
    Own(String),
    /// An answer; may hold line breaks.
    Quoted(String),
    Gap(String),
}

/// Splits rendered text into lines of pieces. Marks that do not pair are dropped.
fn pieces(text: &str) -> Vec<Vec<TemplatePiece>> {
    let mut lines = vec![Vec::new()];
    let (mut now, mut depth, mut gap) = (String::new(), 0u32, false);
    let flush = |now: &mut String, lines: &mut Vec<Vec<TemplatePiece>>, quoted: bool, gap: bool| {
        let text = std::mem::take(now);
        let piece = match (gap, quoted) {
            (true, _) => TemplatePiece::Gap(text),
            (false, true) => TemplatePiece::Quoted(text),
            (false, false) => TemplatePiece::Own(text),
        };
        let empty = matches!(&piece, TemplatePiece::Own(t) if t.is_empty());
        if let (false, Some(line)) = (empty, lines.last_mut()) {
            line.push(piece);
        }
    };
    for c in text.chars() {
        match c {
            _ if c == QUOTE.0 => {
                flush(&mut now, &mut lines, depth > 0, gap);
                depth += 1;
            }
            _ if c == QUOTE.1 => {
                flush(&mut now, &mut lines, depth > 0, gap);
                depth = depth.saturating_sub(1);
            }
            _ if c == GAP.0 || c == GAP.1 => {
                flush(&mut now, &mut lines, depth > 0, gap);
                gap = c == GAP.0;
            }
            '\n' if depth == 0 && !gap => {
                flush(&mut now, &mut lines, false, false);
                lines.push(Vec::new());
            }
            _ => now.push(c),
        }
    }
    flush(&mut now, &mut lines, depth > 0, gap);
    lines
}

/// What paragraph is being gathered.
enum OpenBlock {
    Nothing,
    Para(Vec<Span>),
    Item(Vec<Span>),
}

fn blocks(text: &str, ready: &Parts) -> (Vec<Block>, Vec<String>) {
    let (mut out, mut placed) = (Vec::new(), Vec::new());
    let mut open = OpenBlock::Nothing;
    for line in pieces(text) {
        let own =
            if let Some(TemplatePiece::Own(text)) = line.first() { text.trim_start() } else { "" };
        if line.iter().all(|p| matches!(p, TemplatePiece::Own(t) if t.trim().is_empty())) {
            close(&mut open, &mut out);
        } else if let Some(part) = own.strip_prefix('@').map(str::trim) {
            close(&mut open, &mut out);
            out.extend(ready.get(part).into_iter().flat_map(|r| r.blocks.iter().cloned()));
            placed.push(part.to_owned());
        } else if own.starts_with("# ") {
            close(&mut open, &mut out);
            out.push(Block::Heading(flat(&spans(line, 2))));
        } else if own.starts_with("- ") {
            close(&mut open, &mut out);
            open = OpenBlock::Item(spans(line, 2));
        } else {
            let more = spans(line, 0);
            match &mut open {
                OpenBlock::Para(all) | OpenBlock::Item(all) => {
                    all.push(Span::Text(" ".into()));
                    all.extend(more);
                }
                OpenBlock::Nothing => open = OpenBlock::Para(more),
            }
        }
    }
    close(&mut open, &mut out);
    (out, placed)
}

fn close(open: &mut OpenBlock, out: &mut Vec<Block>) {
    match std::mem::replace(open, OpenBlock::Nothing) {
        OpenBlock::Nothing => {}
        OpenBlock::Para(all) => out.push(Block::Para(tidy(all))),
        OpenBlock::Item(all) => out.push(Block::Item(tidy(all))),
    }
}

/// Turns a line into spans, without the first `skip` characters of its markup.
fn spans(line: Vec<TemplatePiece>, skip: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let mut bold = false;
    for (i, piece) in line.into_iter().enumerate() {
        match piece {
            TemplatePiece::Own(text) => {
                let text: String =
                    if i == 0 { text.trim_start().chars().skip(skip).collect() } else { text };
                for (n, part) in text.split("**").enumerate() {
                    if n > 0 {
                        bold = !bold;
                    }
                    push(&mut out, &squeeze(part), bold);
                }
            }
            TemplatePiece::Quoted(text) => {
                for (n, part) in text.lines().enumerate() {
                    if n > 0 {
                        out.push(Span::Line);
                    }
                    push(&mut out, part.trim_end(), bold);
                }
            }
            TemplatePiece::Gap(words) => out.push(Span::Missing(words)),
        }
    }
    out
}

fn push(out: &mut Vec<Span>, text: &str, bold: bool) {
    if !text.is_empty() {
        out.push(if bold { Span::Bold(text.to_owned()) } else { Span::Text(text.to_owned()) });
    }
}

/// Returns a text whose runs of white space are one blank each.
fn squeeze(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let blank = c.is_whitespace();
        if !(blank && out.ends_with(' ')) {
            out.push(if blank { ' ' } else { c });
        }
    }
    out
}

/// Joins runs of the same kind, and leaves out blanks at the ends and doubled ones at the seams.
fn tidy(all: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        match (out.last_mut(), span) {
            (Some(Span::Text(before)), Span::Text(text)) => {
                let text = if before.ends_with(' ') { text.trim_start_matches(' ') } else { &text };
                before.push_str(text);
            }
            (Some(Span::Bold(before)), Span::Bold(text)) => before.push_str(&text),
            (None, Span::Text(text)) if text.trim().is_empty() => {}
            (_, span) => out.push(span),
        }
    }
    if let Some(Span::Text(last)) = out.last_mut() {
        last.truncate(last.trim_end().len());
    }
    out
}

fn flat(spans: &[Span]) -> String {
    let words = spans.iter().map(|s| match s {
        Span::Text(t) | Span::Bold(t) => t.clone(),
        Span::Missing(m) => format!("(missing: {m})"),
        Span::Line => " ".into(),
    });
    words.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use minijinja::context;
    use proptest::prelude::*;

    use super::*;

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
                Block::Para(vec![
                    text("One "),
                    Span::Bold("two **x** <&\"".into()),
                    text(" three.")
                ]),
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
            render_any(&"x".repeat(SIZE_MOST + 1), context! {})
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
}
