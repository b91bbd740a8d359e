//! A long answer handed over to the officer's own editor and back.

use std::os::unix::fs::PermissionsExt;

use crate::pty::Session;

#[test]
fn long_text_is_edited_in_the_officers_own_editor() {
    let dir = tempfile::tempdir().expect("a folder");
    let editor = dir.path().join("editor.sh");
    let seen = dir.path().join("seen");
    // It notes what it was given and in what modes, then writes a text of its own.
    let script = "#!/bin/sh\nstat -c %a \"$2\" >\"$1\"\nstat -c %a \"$(dirname \"$2\")\" >>\"$1\"\ncat \"$2\" >>\"$1\"\nprintf 'Written\\nelsewhere.\\n' >\"$2\"\n";
    std::fs::write(&editor, script).expect("written");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).expect("a script");
    let store = dir.path().join("store");
    let visual = format!("{} {}", editor.display(), seen.display());
    let mut s = Session::start_with(&store, &[("VISUAL", &visual)]);
    s.says("No cases yet");
    s.press("n");
    s.says("Opened OSD-2026-0001");
    s.press("/formulation\r");
    s.press("eBegun here");
    s.says("Begun here");
    s.press("\x14");
    s.says("elsewhere.");
    s.press("\x0f");
    s.says("Formulation: Written elsewhere · saved");
    assert_eq!(std::fs::read_to_string(&seen).expect("seen"), "600\n700\nBegun here");
    assert!(!store.join("editing").exists(), "the text is gone from the disk");
    s.kill();
    // Without an editor it says so, and the text stays.
    let mut s = Session::start_with(&store, &[("VISUAL", ""), ("EDITOR", " ")]);
    s.says("OSD-2026-0001");
    s.press("3/formulation\re\x14");
    s.says("Neither VISUAL nor EDITOR is set");
    s.says("elsewhere.");
    s.kill();
}
