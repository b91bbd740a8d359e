//! The search language from the command line.

use crate::{offsite, text};

#[test]
fn cases_command_searches_and_points_at_a_mistake() {
    let (_dir, store) = crate::demo();
    let find = |words: &str| text(&offsite(&store, &["cases", words, "--json"]));
    let all = find("").lines().count();
    let (late, rest) = (find("late").lines().count(), find("not late").lines().count());
    assert_eq!(all, 40);
    assert!(late > 0 && rest > 0 && late + rest == all, "{late} + {rest}");
    assert!(find("stage:running").lines().all(|l| l.contains("\"stage\":\"running\"")));
    assert!(
        find("stage:running or stage:directed").lines().count()
            > find("stage:running").lines().count()
    );
    assert!(find("zzzz").is_empty());
    let wrong = offsite(&store, &["cases", "late stage:runing"]);
    assert_eq!(wrong.status.code(), Some(1));
    let says = String::from_utf8_lossy(&wrong.stderr).into_owned();
    let lines: Vec<&str> = says.lines().collect();
    assert!(lines[0].contains("Column 12") && lines[0].contains("\"running\""), "{says}");
    assert_eq!(lines[2].find('^'), lines[1].find("runing"), "{says}");
}
