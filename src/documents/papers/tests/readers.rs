//! Each answer stands on the papers of those who may see it, and nowhere else.

use super::*;

/// Every field that a form holds, in tables too.
fn of_form(form: &str) -> Vec<&'static Field> {
    let form = dictionary::form(form).expect("a form");
    let parts = form.sections.iter().flat_map(|s| s.parts);
    parts
        .flat_map(|p| match p {
            SectionPart::Field(id) => vec![dictionary::any_field(id).expect("there").1],
            SectionPart::Table(id) => dictionary::table(id).expect("there").fields.iter().collect(),
        })
        .collect()
}

fn kind_of(id: &str) -> &'static PaperKind {
    kind(id).expect("a kind of paper")
}

#[test]
fn each_answer_stands_in_exactly_the_papers_whose_readers_may_see_it() {
    let markers: Vec<String> =
        dictionary::FORMS.iter().flat_map(|f| of_form(f.id)).map(|f| marker(f.id)).collect();
    for (kind, form) in KINDS.iter().filter_map(|k| Some((k.id, k.form?))) {
        for (audience, name, _) in Audience::ALL {
            let mut moved = full(true);
            if !kind_of(kind).is_of_a_direction {
                moved.answers.insert("case.route".into(), Value::Choice("managed_move".into()));
            }
            // Why an earlier direction failed is asked only where there was one.
            let mut failed = full(true);
            failed.answers.insert("history.osd_success".into(), Value::YesNo(false));
            let squeezed = [full(true), full(false), moved, failed]
                .map(|case| {
                    words(&case, &DocumentOrder { audience: Some(audience), ..order(kind) })
                })
                .concat();
            for f in of_form(form) {
                // Questions of yes and no, days and choices have no words of their own: their
                // labels stand for them.
                let shown = match f.kind {
                    FieldKind::Line | FieldKind::Long | FieldKind::Upn | FieldKind::ReadOnly => {
                        squeezed.contains(&marker(f.id))
                    }
                    _ => continue,
                };
                assert_eq!(shown, audience.sees(f.seen), "{kind} --for {name}: {}", f.id);
            }
            let foreign = markers.iter().filter(|m| squeezed.contains(m.as_str()));
            let own: Vec<String> = of_form(form)
                .iter()
                .map(|f| marker(f.id))
                .chain([marker("contacts.name")])
                .collect();
            for m in foreign {
                assert!(own.contains(m), "{kind} --for {name} shows {m}");
            }
        }
    }
}

#[test]
fn questions_without_words_of_their_own_stand_where_they_may_be_seen() {
    for (kind, form) in KINDS.iter().filter_map(|k| Some((k.id, k.form?))) {
        for (audience, name, _) in Audience::ALL {
            let all =
                words(&full(true), &DocumentOrder { audience: Some(audience), ..order(kind) });
            // The timetable is drawn as a week, under the days' own names; who signed and when
            // stands in the boxes to sign, once (not as a question beside an empty box).
            let drawn = |f: &&Field| {
                !f.id.starts_with("timetable.")
                    && !f.id.contains(".signed_")
                    && !["notification.signed", "notification.date", "passport.signed"]
                        .contains(&f.id)
            };
            for f in of_form(form).into_iter().filter(drawn).filter(|f| {
                matches!(f.kind, FieldKind::YesNo | FieldKind::Date | FieldKind::Money)
                    && f.asked == Condition::Always
            }) {
                let label = format!(
                    "|{}|",
                    crate::documents::papers::forms::label(form, f.id).unwrap_or(f.label)
                );
                if audience.sees(f.seen) {
                    assert!(all.contains(&label), "{kind} --for {name}: {}", f.id);
                } else if f.seen != Visibility::All
                    && of_form(form).iter().filter(|g| g.label == f.label).count() == 1
                {
                    assert!(!all.contains(&label), "{kind} --for {name}: {}", f.id);
                }
            }
        }
    }
}

#[test]
fn unanswered_question_is_never_printed_as_no() {
    let case = Case::new(CaseRef { year: 2026, number: 7 });
    let paper = texts(&case, &order("passport")).concat();
    assert!(paper.contains("[ ] Yes  [ ] No") && !paper.contains("[x]"), "{paper}");
    let gaps = made(&case, &order("passport")).expect("made").missing;
    assert!(gaps.iter().any(|m| m.fields == ["send.ehcp"]));
}

#[test]
fn a_blank_form_holds_every_question_and_nothing_of_a_case() {
    for kind in KINDS.iter().filter(|k| k.is_form()) {
        let order = DocumentOrder { blank: true, ..order(kind.id) };
        let made = made(&full(true), &order).expect("made");
        assert!(made.missing.is_empty() && made.record.is_empty() && made.copies.len() == 1);
        assert_eq!(made.copies[0].name, format!("{}-blank.txt", kind.id));
        let paper = String::from_utf8(made.copies[0].bytes.clone()).expect("text");
        assert!(!paper.contains("[x]"), "{}", kind.id);
    }
    assert!(
        made(&full(true), &DocumentOrder { blank: true, ..order("letter") })
            .is_err_and(|e| e.ends_with('.'))
    );
}
