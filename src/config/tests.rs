use super::*;

#[test]
fn example_settings_read_back_as_the_defaults() {
    assert_eq!(parse("config.toml", &example()), (Config::default(), Vec::new()));
    assert_eq!(parse("config.toml", ""), (Config::default(), Vec::new()));
}

#[test]
fn settings_with_a_bad_line_name_it_and_keep_the_others() {
    let (config, faults) = parse(
        "config.toml",
        "theme = \"dark\"\nclipboard = \"yes\"\ncolour = 3\nkeymap = \"../../etc\"\nlinear = true\n",
    );
    assert_eq!(
        (config.theme.as_str(), config.keymap.as_str(), config.linear, config.clipboard),
        ("dark", "default", true, false)
    );
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].to_string().starts_with("config.toml, line 2: clipboard is true or false."));
    assert!(
        faults[1]
            .to_string()
            .starts_with("config.toml, line 3: there is no setting called \"colour\"")
    );
    assert!(faults[2].to_string().starts_with("config.toml, line 4"));
    let (config, faults) = parse("config.toml", "theme = \nkeymap = \"vim\"\n");
    assert_eq!((config.keymap.as_str(), faults.len()), ("vim", 1), "{faults:?}");
    assert!(faults[0].to_string().contains("line 1"), "{faults:?}");
}

#[test]
fn setting_out_of_bounds_is_named_and_keeps_its_default() {
    let usual = Config::default();
    assert_eq!((usual.lock_minutes, usual.backups_kept), (0, 14));
    let (config, faults) = parse("config.toml", "lock_minutes = 10\nbackups_kept = 365\n");
    assert_eq!(
        (config.lock_minutes, config.backups_kept, faults.len()),
        (10, 365, 0),
        "{faults:?}"
    );
    for bad in ["0", "366", "-1", "1.5", "\"20\"", "0x10", "true", "99999999999999999999"] {
        let (config, faults) = parse(
            "config.toml",
            &format!("lock_minutes = 721\nbackups_kept = {bad}\ntheme = \"dark\"\n"),
        );
        assert_eq!(
            (config.lock_minutes, config.backups_kept, config.theme.as_str()),
            (0, 14, "dark"),
            "{bad}"
        );
        assert_eq!(faults.len(), 2, "{bad}: {faults:?}");
        assert!(
            faults[0]
                .to_string()
                .starts_with("config.toml, line 1: lock_minutes is a whole number from 0 to 720"),
            "{faults:?}"
        );
        assert!(
            faults[1]
                .to_string()
                .starts_with("config.toml, line 2: backups_kept is a whole number from 1 to 365"),
            "{faults:?}"
        );
    }
}

#[test]
fn setting_the_theme_changes_no_other_line() {
    let text = "# mine\ntheme = \"dark\" # at night\nclipboard = true\n";
    assert_eq!(with(text, "theme", "light"), "# mine\ntheme = \"light\"\nclipboard = true\n");
    assert_eq!(parse("c", &with("", "theme", "light")).0.theme, "light");
    assert_eq!(parse("c", &with("[x]\n", "theme", "light")).0.theme, "light");
}
