//! The template engine, strict and with its steps counted, and its faults as sentences.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};

use crate::documents::papers::placeholders::{GAP, QUOTE};
use crate::documents::papers::span::plain;
use crate::error::{Error, Result};

/// The most characters of a template.
pub(super) const MAX_SIZE: usize = 100_000;

/// The most steps that a template may take, so that a loop ends.
const FUEL: u64 = 200_000;

pub(super) fn environment(name: &str, source: &str) -> Result<Environment<'static>> {
    if source.len() > MAX_SIZE {
        return Err(Error::input(format!(
            "templates/{name}.txt is larger than {MAX_SIZE} characters. Shorten it."
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
pub(super) fn fault(name: &str, source: &str, error: minijinja::Error) -> Error {
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
