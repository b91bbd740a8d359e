//! Reads the values of a profile: each says what it takes where it is given something else.

use crate::domain::profile::own::OwnView;
use crate::domain::profile::toml_value::TomlValue;
use crate::domain::profile::{MAX_VIEWS, own};
use crate::domain::query::Query;

/// Reads views as `name: search`.
pub(super) fn views(all: Vec<String>) -> Option<Vec<OwnView>> {
    let read = |text: String| {
        let (name, search) = text.split_once(": ")?;
        let fits = Query::parse(search).is_ok() && (1..=24).contains(&name.chars().count());
        fits.then(|| OwnView { name: name.to_owned(), search: search.trim().to_owned() })
    };
    if all.len() > MAX_VIEWS { None } else { all.into_iter().map(read).collect() }
}

pub(super) fn word(into: &mut String, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Word(text) if !text.trim().is_empty() && text.chars().count() <= 60 => {
            text.trim().clone_into(into);
            Ok(())
        }
        _ => Err("words in quotes, 60 characters at most"),
    }
}

pub(super) fn words(
    into: &mut Vec<String>,
    given: TomlValue,
    known: &[&str],
) -> Result<(), &'static str> {
    match given {
        TomlValue::Words(all) if all.iter().all(|w| known.contains(&w.as_str())) => {
            *into = all;
            Ok(())
        }
        _ => Err("a list of the words that the built-in profile has there"),
    }
}

/// Reads a list whose every word is the id of a field.
pub(super) fn fields(into: &mut Vec<String>, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Words(all) if own::are_fields(&all) => {
            *into = all;
            Ok(())
        }
        _ => Err("a list of fields by their ids, as offsite fields prints them"),
    }
}

/// Reads a list of words into values of their own.
pub(super) fn list<T>(
    into: &mut Vec<T>,
    given: TomlValue,
    read: impl Fn(&[String]) -> Option<Vec<T>>,
    wanted: &'static str,
) -> Result<(), &'static str> {
    let TomlValue::Words(all) = given else { return Err(wanted) };
    *into = read(&all).ok_or(wanted)?;
    Ok(())
}

/// Reads a number of days, nought for none.
pub(super) fn or_none(into: &mut Option<u32>, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Number(n @ 0..=99) => {
            *into = u32::try_from(n).ok().filter(|n| *n > 0);
            Ok(())
        }
        _ => Err("a whole number of days up to 99, or 0 for none"),
    }
}

pub(super) fn small(into: &mut u32, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Number(n @ 1..=99) => {
            *into = n as u32;
            Ok(())
        }
        _ => Err("a whole number from 1 to 99"),
    }
}

pub(super) fn days(into: &mut u64, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Number(n @ 1..=400) => {
            *into = n as u64;
            Ok(())
        }
        _ => Err("a whole number of days from 1 to 400"),
    }
}

pub(super) fn yes(into: &mut bool, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Yes(yes) => {
            *into = yes;
            Ok(())
        }
        _ => Err("true or false"),
    }
}

pub(super) fn one_of<T: Copy>(
    into: &mut T,
    given: TomlValue,
    all: &[(&str, T)],
    wanted: &'static str,
) -> Result<(), &'static str> {
    let found = match &given {
        TomlValue::Word(text) => all.iter().find(|(word, _)| word == text),
        _ => None,
    };
    match found {
        Some((_, value)) => {
            *into = *value;
            Ok(())
        }
        None => Err(wanted),
    }
}
