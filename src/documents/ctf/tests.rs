//! Files of three ages, hostile files, and many files a little wrong. All pupils are invented.

use crate::documents::ctf::*;
use crate::domain::case::{Case, CaseRef};
use crate::domain::prefill::{Compared, Standing, Suggestion, Target, compare};
use crate::domain::value::Value;

const V25: &str = include_str!("samples/version_25.xml");
const V24: &str = include_str!("samples/version_24.xml");
const OLD: &str = include_str!("samples/version_12.xml");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn one(text: &str) -> Source {
    parse(text.as_bytes(), today()).expect("read").pupils.remove(0)
}

fn answer(pupil: &Source, field: &str) -> Option<(Value, bool)> {
    pupil.offers.iter().find_map(|o| match &o.put {
        Target::Answer(f, v) if f == field => Some((v.clone(), o.check.is_empty())),
        Target::Answer(..) | Target::At(..) | Target::Row(..) => None,
    })
}

fn rows<'a>(pupil: &'a Source, of: &'a str) -> Vec<&'a crate::domain::case::RowValues> {
    pupil
        .offers
        .iter()
        .filter_map(|o| if let Target::Row(t, c) = &o.put { (t == of).then_some(c) } else { None })
        .collect()
}

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn version_25_is_read_whole() {
    let file = parse(V25.as_bytes(), today()).expect("read");
    assert_eq!((file.version.as_str(), file.pupils.len(), file.notes.len()), ("25.0", 2, 0));
    let p = &file.pupils[0];
    assert_eq!(p.child.to_string(), "Zoë Aroha Ashworth, born 12/03/2013, F999999925001");
    assert_eq!(answer(p, "child.full_name"), Some((words("Zoë Aroha Ashworth"), true)));
    assert_eq!(answer(p, "child.known_as"), Some((words("Zed Ashworth"), true)));
    assert_eq!(answer(p, "child.gender"), Some((Value::Choice("female".into()), true)));
    assert_eq!(answer(p, "child.year_group"), Some((Value::Number(9), true)));
    assert_eq!(
        answer(p, "child.address"),
        Some((words("Flat 2\n14 Elm Row\nLower Town\nDroitwich Spa\nWR9 0AA"), true))
    );
    assert_eq!(answer(p, "cla.is"), Some((Value::YesNo(true), true)));
    assert_eq!(answer(p, "cla.authority"), Some((words("LA 999"), false)));
    assert_eq!(answer(p, "send.support"), Some((Value::YesNo(true), false)));
    assert_eq!(
        answer(p, "send.support_details"),
        Some((words("Needs by the transfer file: SEMH, ASD."), false))
    );
    assert_eq!(answer(p, "premium.is"), Some((Value::YesNo(true), false)));
    assert_eq!(answer(p, "english.first"), Some((Value::YesNo(false), false)));
    assert_eq!(answer(p, "attendance.issues"), Some((Value::YesNo(true), false)));
    let (details, _) = answer(p, "attendance.details").expect("details");
    assert!(
        details
            .as_text()
            .contains("280 of 380 sessions attended (73.6%), 60 absent with leave, 40 without."),
        "{details:?}"
    );
    assert_eq!(p.child.former, ["R99999992500A"]);
    let contacts = rows(p, "contacts");
    assert_eq!(contacts.len(), 2, "{contacts:?}");
    assert_eq!(contacts[0]["contacts.relationship"], words("Mother"));
    assert_eq!(contacts[0]["contacts.phone"], words("01905 000001, 07700 900001"));
    assert_eq!(contacts[0]["contacts.email"], words("mere@example.org"));
    assert!(
        !contacts[0].contains_key("contacts.address")
            && contacts[1].contains_key("contacts.address")
    );
    let schools = rows(p, "schools_attended");
    assert_eq!(schools.len(), 1, "only the last five years, and not the present school");
    assert_eq!(
        answer(p, "history.admitted").map(|a| a.0),
        Some(Value::Date(NaiveDate::from_ymd_opt(2024, 9, 3).expect("a day")))
    );
    let notes = p.notes.join(" ");
    for said in [
        "parental responsibility for Ms Mere Ashworth",
        "five years ago",
        "Ethnicity or religion",
        "Assessment results",
        "\"SWR\"",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
}

#[test]
fn older_shapes_are_read_by_element_name() {
    let p = one(V24);
    assert_eq!(
        parse(V24.as_bytes(), today()).expect("read").version,
        "24.0",
        "the tag is CTFVersion here"
    );
    assert_eq!(
        answer(&p, "child.gender"),
        Some((Value::Choice("male".into()), true)),
        "Gender, where there is no Sex"
    );
    assert_eq!(
        answer(&p, "send.ehcp"),
        Some((Value::YesNo(true), false)),
        "the latest provision is E"
    );
    let old = one(OLD);
    assert_eq!(answer(&old, "child.full_name"), Some((words("Tom Evans"), true)));
    assert_eq!(
        answer(&old, "child.address"),
        Some((words("3 Mill Lane\nKempsey\nWorcester\nWR5 0AA"), true))
    );
    assert_eq!(answer(&old, "child.gender"), Some((Value::Choice("male".into()), true)));
    assert!(old.notes.iter().any(|n| n.contains("year group in the file is \"R\"")));
    let both = V24.replace("<Gender>M</Gender>", "<Sex>F</Sex><Gender>M</Gender>");
    assert_eq!(answer(&one(&both), "child.gender"), Some((Value::Choice("female".into()), true)));
}

#[test]
fn what_a_transfer_file_does_not_carry_is_never_offered() {
    let never = [
        "cla.social_worker",
        "cla.virtual_school",
        "plan.",
        "refugee.",
        "pr.",
        "safeguarding.",
        "agency.",
        "formulation.",
        "english.level",
        "premium.type",
        "interventions",
        "suspensions",
        "exclusions",
        "contacts.pr",
        "notification.",
        "direction.",
        "case.",
        "school.",
    ];
    for text in [V25, V24, OLD] {
        for pupil in parse(text.as_bytes(), today()).expect("read").pupils {
            for Suggestion { put, .. } in &pupil.offers {
                let ids: Vec<&str> = match put {
                    Target::Answer(id, _) => vec![id],
                    Target::At(..) => panic!("a file knows no place"),
                    Target::Row(table, cells) => {
                        cells.keys().map(String::as_str).chain([table.as_str()]).collect()
                    }
                };
                for id in ids {
                    assert!(never.iter().all(|n| !id.starts_with(n)), "{id}");
                    assert!(
                        !matches!(put, Target::Answer(_, Value::Choice(c)) if c == "non_binary")
                    );
                    let known = crate::domain::forms::any_field(id).is_some()
                        || crate::domain::forms::table(id).is_some();
                    assert!(known, "{id} is in no form");
                }
            }
        }
    }
}

#[test]
fn non_binary_stays_and_another_child_is_noticed() {
    let pupil = one(V25);
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("child.gender".into(), Value::Choice("non_binary".into()));
    let lines = compare(&case, &pupil.offers, &|id| id.to_owned());
    let gender: &Compared = lines.iter().find(|l| l.label == "Gender").expect("a line");
    assert_eq!(gender.state, Standing::Kept);
    assert_eq!(pupil.child.is_not(&case), None);
    case.answers.insert("child.upn".into(), words("R99999992500A"));
    assert_eq!(pupil.child.is_not(&case), None, "a former UPN of the file");
    case.answers.insert("child.upn".into(), words("B801200005001"));
    assert!(pupil.child.is_not(&case).is_some_and(|w| w.contains("of another UPN")));
    case.answers.insert("child.upn".into(), words("F999999925001"));
    case.answers.insert("child.dob".into(), Value::Date(today()));
    assert!(pupil.child.is_not(&case).is_some_and(|w| w.contains("born on another day")));
}

#[test]
fn hostile_cut_and_foreign_files_are_refused_with_line_and_column() {
    let dtd =
        V25.replacen("<CTfile>", "<!DOCTYPE CTfile SYSTEM \"file:///etc/passwd\"><CTfile>", 1);
    let cut = &V25[..V25.len() / 2];
    for (text, says) in [
        (dtd.as_str(), "document type"),
        (cut, "cut short"),
        ("<html/>", "no transfer file"),
        ("<CTfile/>", "no pupil"),
    ] {
        let fault = parse(text.as_bytes(), today()).expect_err(says).to_lines().join(" ");
        assert!(
            fault.starts_with("Line ") && fault.contains("column ") && fault.contains(says),
            "{fault}"
        );
    }
    let big = vec![b'\n'; MAX_BYTES + 1];
    assert!(parse(&big, today()).is_err_and(|f| {
        f.to_lines()[0].starts_with("Line 50000001, column 1: the file goes on past 50 MB")
    }));
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(V24.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(parse(&utf16, today()).expect("read").pupils.len(), 1);
}

/// A small generator of numbers that always gives the same ones (an LCG; any would do).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

#[test]
fn files_a_little_wrong_are_read_or_refused_and_never_break_the_reader() {
    let rounds = if std::env::var_os("OFFSITE_LONG").is_some() { 400_000 } else { 3_000 };
    let samples = [V25, V24, OLD];
    let scraps = [
        "<",
        ">",
        "&",
        "</Pupil>",
        "<Pupil>",
        "<!DOCTYPE a>",
        "&#0;",
        "&#x110000;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "\0",
        "9999999999999999999999",
        "\u{202e}",
        "é",
        "<?x?>",
    ];
    let (mut dice, mut read_ones, mut refused) = (Dice(20_261_123), 0, 0);
    for _ in 0..rounds {
        let mut bytes = samples[dice.below(3)].as_bytes().to_vec();
        for _ in 0..=dice.below(3) {
            let at = dice.below(bytes.len());
            match dice.below(9) {
                // A letter or digit in a text is another: most files a little wrong are wrong like
                // this.
                0..=3 => {
                    let text = (at..bytes.len()).find(|i| bytes[*i].is_ascii_digit()).unwrap_or(at);
                    bytes[text] = b"0123456789-AZax "[dice.below(16)];
                }
                4 => bytes[at] = dice.below(256) as u8,
                5 => bytes.truncate(at.max(1)),
                6 => drop(bytes.splice(at..at, scraps[dice.below(scraps.len())].bytes())),
                7 => drop(bytes.drain(at..(at + dice.below(60)).min(bytes.len()))),
                _ => {
                    let piece = bytes[at..(at + 80).min(bytes.len())].to_vec();
                    drop(bytes.splice(at..at, piece));
                }
            }
            if bytes.is_empty() {
                bytes.push(b'<');
            }
        }
        match parse(&bytes, today()) {
            Ok(file) => {
                read_ones += 1;
                let case = Case::new(CaseRef { year: 2026, number: 1 });
                for pupil in &file.pupils {
                    for line in compare(&case, &pupil.offers, &|id| id.to_owned()) {
                        let hostile = line.offers.chars().any(|c| c.is_control() && c != '\n');
                        assert!(!hostile, "{line:?}");
                    }
                }
            }
            Err(faults) => {
                refused += 1;
                assert!(
                    faults.to_lines().iter().all(|f| f.starts_with("Line ") && f.ends_with('.')),
                    "{faults:?}"
                );
            }
        }
    }
    println!("transfer files tried: {rounds}, read: {read_ones}, refused with a place: {refused}");
    assert!(read_ones > rounds / 20 && refused > rounds / 20);
}

fn field(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/");
    std::fs::read(format!("{folder}{name}")).expect("a file of the field")
}

#[test]
fn contacts_stand_in_their_order_and_no_to_responsibility_is_no() {
    let file = parse(&field("ctf_contacts_order_pr.xml"), today()).expect("read");
    let pupil = &file.pupils[0];
    let names: Vec<(&str, &str)> = rows(pupil, "contacts")
        .iter()
        .map(|r| (r["contacts.name"].as_text(), r["contacts.relationship"].as_text()))
        .collect();
    assert_eq!(names[0], ("Ms Wendy Ray", "Mother"));
    assert_eq!((names[1].1, names[2]), ("Other family member", ("Mr Sam Ray", "Stepfather")));
    let says = |what: &str, name: &str| {
        pupil.notes.iter().any(|n| n.starts_with(what) && n.contains(name))
    };
    assert!(says("The file says yes", "Ms Wendy Ray"), "{:?}", pupil.notes);
    assert!(says("The file says NO", "Mr Sam Ray"), "{:?}", pupil.notes);
    assert!(!says("The file says yes", "Mr Sam Ray"), "{:?}", pupil.notes);
    assert!(!says("Not read", "Gender"), "of a contact it is no news: {:?}", pupil.notes);
    // Yes is never offered; no is, and never without asking.
    assert!(rows(pupil, "contacts").iter().all(|r| !r.contains_key("contacts.pr")));
    let asked: Vec<_> = pupil.offers.iter().flat_map(|o| &o.asked).collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(asked.iter().all(|a| a.field == "contacts.pr" && a.value == Value::YesNo(false)));
}

#[test]
fn no_to_responsibility_is_kept_only_once_it_is_checked() {
    let file = parse(&field("ctf_contacts_order_pr.xml"), today()).expect("read");
    let case = Case::new(CaseRef { year: 2026, number: 1 });
    let lines = compare(&case, &file.pupils[0].offers, &|id| id.to_owned());
    let stepfather = |taken: &dyn Fn(&&Compared) -> bool| {
        let taken: Vec<&Compared> = lines.iter().filter(taken).collect();
        let edits = crate::domain::prefill::edits(&case, &taken, 1);
        let mut filled = case.clone();
        let change = crate::domain::case::edit::CaseChange { case: case.id, edits };
        crate::domain::case::edit::apply_all(&mut filled, &change).expect("fits");
        let row = filled
            .rows("contacts")
            .find(|(_, r)| r["contacts.name"] == words("Mr Sam Ray"))
            .map(|(_, r)| r.clone());
        row.map(|r| r.get("contacts.pr").cloned())
    };
    assert_eq!(stepfather(&|l| l.state == Standing::New), Some(None));
    assert_eq!(stepfather(&|_| true), Some(Some(Value::YesNo(false))));
    // Without the row itself, its answer is nobody's.
    assert_eq!(stepfather(&|l| l.state == Standing::Check), None);
}

#[test]
fn birth_to_be_checked_says_nothing_of_the_year_group() {
    let text = V24.replacen("<DOB>20", "<DOB>19", 1);
    let year = |l: &Compared| l.label == "Current year group";
    let case = Case::new(CaseRef { year: 2026, number: 1 });
    let lines = compare(&case, &one(&text).offers, &|id| id.to_owned());
    let line = lines.iter().find(|l| year(l)).expect("a year group");
    assert_eq!(line.check, "", "no sentence of a year 109");
}

#[test]
fn birth_and_year_that_do_not_fit_are_checked_first() {
    let file = parse(&field("ctf_born_1913.xml"), today()).expect("read");
    let born = answer(&file.pupils[0], "child.dob").expect("a birthday");
    assert!(!born.1, "to be checked");
    let file = parse(&field("ctf_year_not_age.xml"), today()).expect("read");
    assert_eq!(answer(&file.pupils[0], "child.year_group"), Some((Value::Number(8), false)));
    assert!(answer(&file.pupils[0], "child.dob").expect("a birthday").1, "sure");
}

/// Counts the texts and attributes of a file, by the tree alone.
fn parts_of(node: &crate::documents::xml::XmlNode) -> usize {
    let own = usize::from(!node.text.trim().is_empty()) + node.attributes.len();
    own + node.children.iter().map(parts_of).sum::<usize>()
}

fn readings(file: &Transfer) -> Vec<Reading> {
    (0..file.pupils.len()).filter_map(|at| file.reading(at)).collect()
}

fn accounted(file: &Transfer) -> usize {
    file.beside().len() + readings(file).iter().map(Reading::len).sum::<usize>()
}

#[test]
fn account_of_a_transfer_file_adds_up_to_every_text_of_it() {
    for text in [V25, V24, OLD] {
        let file = parse(text.as_bytes(), today()).expect("read");
        let whole = parts_of(&crate::documents::xml::parse(text).expect("read"));
        assert_eq!(accounted(&file), whole);
        let unknown = |n: &&String| n.starts_with("Not read");
        assert_eq!(file.notes.iter().find(unknown), None, "the envelope is known");
    }
    let notes = one(V25).notes.join(" ");
    assert!(notes.contains("UniqueLearnerNumber (line 19)"), "{notes}");
}

#[test]
fn pupils_of_every_part_of_a_file_are_read() {
    let (head, rest) = V24.split_once("<CTFpupilData>").expect("pupils");
    let (pupils, tail) = rest.split_once("</CTFpupilData>").expect("pupils");
    let part = format!("<CTFpupilData>{pupils}</CTFpupilData>");
    let file = parse(format!("{head}{part}{part}{tail}").as_bytes(), today()).expect("read");
    assert_eq!(file.pupils.len(), 2 * parse(V24.as_bytes(), today()).expect("read").pupils.len());
}

proptest::proptest! {
    /// Whatever element or attribute is added, and wherever: it is in the account with its line,
    /// and where nobody has read it, a sentence names it.
    #[test]
    fn any_element_or_attribute_added_to_a_file_is_read_or_named(
        name in "[A-Z][a-z]{3,12}",
        at in 0..200_usize,
        is_attribute in proptest::bool::ANY,
    ) {
        // An element in place of white space, or an attribute in a start tag.
        let mark = if is_attribute { ">" } else { "</" };
        let places: Vec<usize> = V25.match_indices(mark).map(|(i, _)| i).collect();
        let place = places[at % places.len()];
        let before = V25.as_bytes()[..place].last().copied();
        let is_tag = V25[..place].rfind('<').is_some_and(|i| {
            !matches!(V25.as_bytes().get(i + 1), Some(b'/' | b'?'))
        });
        proptest::prop_assume!(!is_attribute || (is_tag && before != Some(b'/')));
        let added = if is_attribute {
            format!(" {name}=\"given\"")
        } else {
            format!("<{name}>given</{name}>")
        };
        let text = [&V25[..place], &added, &V25[place..]].concat();
        proptest::prop_assume!(!text.contains(&format!("</CTfile>{added}")));
        let file = parse(text.as_bytes(), today()).expect("read");
        let line = V25[..place].matches('\n').count() + 1;
        let all: Vec<Reading> = readings(&file).into_iter().chain([file.beside()]).collect();
        let found = all
            .iter()
            .flat_map(|r| r.taken.iter().chain(&r.passed))
            .any(|i| i.place == format!("Line {line}") && i.what.contains(&name));
        proptest::prop_assert!(found, "{name} on line {line} is in no account");
        let whole = parts_of(&crate::documents::xml::parse(&text).expect("read"));
        proptest::prop_assert_eq!(accounted(&file), whole);
    }
}
