//! Wording: template files in light markup, each of which an authority may replace by its own of
//! the same name.
//!
//! A template is text with `{{ placeholders }}`. Lines that begin with `# ` are headings, with `- `
//! points of a list, with `@` the name of a ready-made part such as `@signature`; `**words**` are
//! bold; an empty line ends a paragraph. Nothing in an answer is ever read as markup.

mod engine;
mod markup;
mod pieces;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::documents::papers::paper::Block;
use crate::documents::papers::placeholders::{MissingLog, Placeholders};
use crate::documents::papers::template::engine::{environment, fault};
use crate::documents::papers::template::markup::blocks;
use crate::documents::papers::wording::Wording;
use crate::error::{Error, Faults, Result};

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

/// Returns what is wrong with an authority's own templates, by file and line: a name that no paper
/// has, or a text that does not read. `known` are the names.
pub(super) fn check(own: &[(String, String)], known: &[&str]) -> Faults {
    let mut faults = Faults::default();
    for (name, text) in own {
        if !known.contains(&name.as_str()) {
            faults.push(format!(
                "templates/{name}.txt: no paper has this name. The names are {}.",
                known.join(", ")
            ));
        } else if let Err(fault) = environment(name, text) {
            faults.push(fault.to_string());
        }
    }
    faults
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
