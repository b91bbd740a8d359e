//! The published schema: every command with --json stands in it, and what they print has that
//! shape.

use clap::CommandFactory;
use serde_json::Value;

fn schema(dir: &std::path::Path) -> Value {
    serde_json::from_str(&crate::text(&crate::offsite(dir, &["schema"]))).expect("JSON")
}

/// Returns why a value does not have the shape, as far as the words go that the schema uses.
fn misfit(whole: &Value, shape: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(to) = shape.get("$ref").and_then(Value::as_str) {
        let shape = whole.pointer(to.trim_start_matches('#')).expect("a shape that is there");
        return misfit(whole, shape, value, at);
    }
    if let Some(ways) = shape.get("anyOf").and_then(Value::as_array) {
        let faults: Option<Vec<String>> =
            ways.iter().map(|way| misfit(whole, way, value, at)).collect();
        return faults.map(|f| f.join(" and "));
    }
    if let Some(all) = shape.get("enum").and_then(Value::as_array) {
        return (!all.contains(value)).then(|| format!("{at} is {value}"));
    }
    let fits = match shape["type"].as_str().expect("a type") {
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the test does not know the type {other}"),
    };
    if !fits {
        return Some(format!("{at} is {value}"));
    }
    if shape["format"] == "date"
        && value.as_str().is_some_and(|d| d.parse::<chrono::NaiveDate>().is_err())
    {
        return Some(format!("{at} is no day"));
    }
    if shape.get("pattern").is_some()
        && value.as_str().is_some_and(|r| r.parse::<offsite::domain::case::CaseRef>().is_err())
    {
        return Some(format!("{at} is no reference"));
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        let of =
            shape.get("items").or_else(|| shape["prefixItems"].get(i)).expect("a shape for items");
        if let Some(fault) = misfit(whole, of, item, &format!("{at}[{i}]")) {
            return Some(fault);
        }
    }
    let object = value.as_object()?;
    for name in shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(name) {
            return Some(format!("{at}.{name} is missing"));
        }
    }
    object.iter().find_map(|(name, part)| {
        match shape["properties"]
            .get(name)
            .or_else(|| shape.get("additionalProperties").filter(|a| a.is_object()))
        {
            Some(of) => misfit(whole, of, part, &format!("{at}.{name}")),
            None => Some(format!("{at}.{name} is not in the schema")),
        }
    })
}

#[test]
fn every_command_with_json_stands_in_the_schema_and_prints_its_shape() {
    let (dir, store) = crate::demo();
    let paper = dir.path().join("log.txt");
    std::fs::write(&paper, "A log.").expect("written");
    let added = crate::offsite(
        &store,
        &[
            "evidence",
            "OSD-2026-0001",
            "--add",
            &paper.to_string_lossy(),
            "--kind",
            "behaviour_log",
        ],
    );
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let named = ["admin", "add", "r.hale", "lead", "--uid", "999001"];
    assert!(crate::offsite(&store, &named).status.success());
    let asked = ["subject-access", "open", "OSD-2026-0001", "--by", "parent", "--from", "A Parent"];
    assert!(crate::offsite(&store, &asked).status.success());
    let other = dir.path().join("other.jsonl");
    let cases = include_str!("../data/field/names_find.jsonl").replace("OSD-2026", "OSD-2025");
    std::fs::write(&other, cases).expect("written");
    let sheet = dir.path().join("county.csv");
    std::fs::write(&sheet, crate::sheets::county(3)).expect("written");
    let backup = dir.path().join("a.offsite").to_string_lossy().into_owned();
    let whole = schema(&store);
    let mut named = Vec::new();
    walk(&offsite::cli::args::Args::command(), String::new(), &mut named);
    for command in &named {
        let shape = whole["properties"]
            .get(command)
            .unwrap_or_else(|| panic!("put {command} --json into src/cli/schema.json"));
        let field = |name: &str| {
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/").to_owned() + name
        };
        let file = match command.as_str() {
            "import ctf" => field("ctf_year_not_age.xml"),
            "import cases" => other.to_string_lossy().into_owned(),
            "import schools" => field("schools_before.csv"),
            "import terms" => field("terms_starts_ends.ics"),
            "import register" => field("register_row_a_session.csv"),
            "import sheet" | "import pupils" => sheet.to_string_lossy().into_owned(),
            _ => String::new(),
        };
        let more: &[&str] = match command.as_str() {
            "import ctf" => &[&file, "--new", "--dry-run"],
            "import terms" => &[&file, "--school", "136898", "--dry-run"],
            "import cases" | "import schools" | "import sheet" | "import pupils"
            | "import register" => &[&file, "--dry-run"],
            "case show" | "evidence" | "why" => &["OSD-2026-0001"],
            "subject-access show" | "subject-access items" => &["SAR-2026-0001-1"],
            "export register" => &["OSD-2026-0030"],
            "backup" | "restore" => &[&backup],
            "search" => &["lane"],
            _ => &[],
        };
        let args: Vec<&str> =
            command.split(' ').chain(more.iter().copied()).chain(["--json"]).collect();
        // What was written is read into a folder of its own.
        let fresh = dir.path().join("fresh");
        let store = if command == "restore" { &fresh } else { &store };
        let printed = crate::text(&crate::offsite(store, &args));
        assert!(!printed.is_empty(), "{command} printed nothing");
        for line in printed.lines() {
            let value: Value =
                serde_json::from_str(line).unwrap_or_else(|e| panic!("{command}: {e}: {line}"));
            assert_eq!(misfit(&whole, shape, &value, command), None);
        }
    }
    for line in
        crate::text(&crate::offsite(&store, &["document", "OSD-2026-0006", "--json"])).lines()
    {
        let value: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(misfit(&whole, &whole["$defs"]["paper_of_case"], &value, "document"), None);
    }
    let one = crate::text(&crate::offsite(&store, &["export", "case", "OSD-2026-0001"]));
    let value: Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!(misfit(&whole, &whole["properties"]["export case"], &value, "export case"), None);
    assert!(value["looks"].as_array().is_some_and(|looks| !looks.is_empty()), "{value}");
    for line in crate::text(&crate::offsite(&store, &["export", "cases"])).lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(misfit(&whole, &whole["properties"]["export cases"], &value, "case"), None);
    }
    // The check itself finds what does not fit.
    let wrong = serde_json::json!({ "id": "OSD-2026-0001", "answers": { "child.dob": { "Date": "soon" } }, "rows": {}, "marks": [] });
    assert!(misfit(&whole, &whole["properties"]["case show"], &wrong, "case").is_some());
}

fn walk(command: &clap::Command, path: String, named: &mut Vec<String>) {
    if command.get_arguments().any(|a| a.get_long() == Some("json")) {
        named.push(path.clone());
    }
    for sub in command.get_subcommands() {
        walk(sub, format!("{path} {}", sub.get_name()).trim().to_owned(), named);
    }
}

#[test]
fn commands_keep_the_conventions_of_output_and_exit_codes() {
    let dir = tempfile::tempdir().expect("a folder");
    let say = |args: &[&str]| crate::text(&crate::offsite(dir.path(), args));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(say(&["completions", shell]).contains("offsite"), "{shell}");
    }
    let man = say(&["man"]);
    // Every page that it names can be made.
    let named: Vec<String> = man
        .lines()
        .filter_map(|line| line.strip_suffix("(1)"))
        .map(|name| name.replace('\\', ""))
        .collect();
    assert!(named.len() >= 20, "{named:?}");
    for name in named {
        let page = say(&["man", &name]);
        assert!(page.contains(&format!(".TH {name} 1")), "{name}: {page}");
        assert!(page.contains(".SH OPTIONS") || page.contains(".SS OPTIONS"), "{name}: {page}");
        assert!(page.contains(".SH EXIT STATUS"), "{name}: {page}");
    }
    assert!(
        man.contains(".TH offsite 1") && man.contains("due<7d") && man.contains("Exit codes"),
        "{man}"
    );
    assert!(say(&["--version"]).starts_with("offsite 0."));
    let example = say(&["config"]);
    assert_eq!(offsite::config::parse("config.toml", &example).1, []);
    let keys = say(&["keys", "plain"]);
    assert!(keys.lines().any(|l| l.starts_with("text") && l.contains("F2")), "{keys}");
    assert!(say(&["keys", "--json"]).lines().count() == offsite::keymap::action::Action::ALL.len());
    assert_eq!(crate::offsite(dir.path(), &["keys", "emacs"]).status.code(), Some(1));
    assert_eq!(crate::offsite(dir.path(), &["completions", "csh"]).status.code(), Some(2));
    // Data goes to standard output and words to standard error, also where there is no data.
    let none = crate::offsite(dir.path(), &["cases"]);
    assert!(none.status.code() == Some(1) && none.stdout.is_empty() && !none.stderr.is_empty());
}

#[test]
fn config_command_reads_settings_and_names_a_bad_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let config = dir.path().join("no-config/offsite");
    std::fs::create_dir_all(&config).expect("a folder");
    std::fs::write(config.join("config.toml"), "keymap = \"vim\"\ntheme = \"beige\"\nspeed = 3\n")
        .expect("written");
    let out = crate::offsite(dir.path(), &["config"]);
    let words = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(1));
    assert!(
        words.contains("line 3: there is no setting called \"speed\"")
            && words.contains("there is no theme called \"beige\""),
        "{words}"
    );
    let keys = crate::text(&crate::offsite(dir.path(), &["keys"]));
    assert!(keys.lines().any(|l| l.contains("g p") && l.contains("passport")), "{keys}");
    crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    let frame = crate::text(&crate::offsite(dir.path(), &["frame", "--size", "160x24"]));
    assert!(frame.contains("config.toml"), "{frame}");
}
