use super::*;

const HEAD: &str =
    "URN,LA (name),EstablishmentName,EstablishmentStatus (name),Street,Town,Easting,Extra\r\n";

#[test]
fn built_in_school_register_is_parsed_whole() {
    let schools = built_in();
    assert_eq!(schools.len(), 31);
    assert!(schools.iter().any(|s| s.id == "136898" && s.town == "Hagley"));
    assert!(schools.iter().any(|s| s.id == "L-prince-henrys-high-school-evesham"
        && s.source.ends_with("(name as at 2015-07)")));
}

#[test]
fn gias_file_is_parsed_by_heading_in_each_encoding() {
    let rows = "100001,Worcs,\"St Zo\u{eb}\u{92}s, Upper\",Open,1 High St,Malvern,380000,x\r\n100002,Worcs,Shut,Closed,,,,\r\n\
                100003,Worcs,Going,\"Open, but proposed to close\",,,,\r\n";
    let latin: Vec<u8> =
        format!("{HEAD}{rows}").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let schools = read_schools(&latin).unwrap().open;
    assert_eq!(schools.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["100001", "100003"]);
    assert_eq!(
        (schools[0].name.as_str(), schools[0].easting, schools[0].postcode.as_str()),
        ("St Zoë’s, Upper", Some(380_000), "")
    );
    let marked = format!("\u{feff}{HEAD}100001,W,Zoë,Open,,,,\n");
    assert_eq!(read_schools(marked.as_bytes()).unwrap().open[0].name, "Zoë");
}

#[test]
fn head_teacher_is_read_with_title_and_post_and_is_nobody_without_a_last_name() {
    let head =
        "URN,EstablishmentName,HeadTitle (name),HeadFirstName,HeadLastName,HeadPreferredJobTitle\n";
    let rows = "100001,A,Dr,Ada,Reed,Principal\n100002,B,,,Hall,\n100003,C,Mr,Ben,,Headteacher\n";
    let schools = read_schools(format!("{head}{rows}").as_bytes()).unwrap().open;
    let signed: Vec<String> = schools.iter().map(School::signed_by_head).collect();
    assert_eq!(signed, ["Dr Ada Reed, Principal", "Hall, head teacher", ""]);
}

#[test]
fn faults_are_all_named_and_nothing_is_read() {
    let two = format!(
        "{HEAD}x,W,A,Open,,,,\n100001,W,B,Open,,,east,\n100002,W,\n100003,W,C,Open,,,,\n100003,W,C,Open,,,,\n"
    );
    let faults = read_schools(two.as_bytes()).unwrap_err().to_lines();
    for (fault, words) in faults.iter().zip([
        "Line 2, column \"urn\"",
        "Line 3, column \"easting\"",
        "Line 4 has 3 columns",
        "Line 6: the school",
    ]) {
        assert!(fault.starts_with(words), "{fault}");
    }
    assert_eq!(faults.len(), 4);
    for bad in [
        "",
        " \n",
        "a,b\n1,2\n",
        HEAD,
        &format!("{HEAD}100001,W,A,Closed,,,,\n"),
        &format!("{HEAD}100001,W,A,Open,,,,\"cut"),
    ] {
        assert!(read_schools(bad.as_bytes()).is_err(), "{bad}");
    }
    let many = format!("{HEAD}{}", "x,W,A,Open,,,,\n".repeat(60));
    assert_eq!(read_schools(many.as_bytes()).unwrap_err().to_lines().len(), 51);
}

#[test]
fn every_row_is_taken_or_named() {
    let rows = "100001;W;A;Open;;;;\n;;;\n100002;W;B;Closed;;;;\n100003;W;C;Proposed to open;;;;\n";
    let text = format!("{}{rows}", HEAD.replace(',', ";"));
    let read = read_schools(text.as_bytes()).unwrap();
    assert_eq!((read.open.len(), read.closed.len(), read.reading.len()), (1, 1, 4 + 8));
    let passed: Vec<&str> = read.reading.passed.iter().map(|i| i.message.as_str()).collect();
    let rows = ["is blank.", "is \"Closed\".", "is \"Proposed to open\"."];
    assert_eq!(passed, [&["is not read."][..], &rows].concat());
    assert_eq!(read.reading.passed[0].what, "Extra");
    let twice = HEAD.replace("Extra", "Town");
    let faults = read_schools(format!("{twice}100001,W,A,Open,,,,\n").as_bytes()).unwrap_err();
    assert!(faults.to_lines()[0].contains("two columns are headed \"Town\""), "{faults}");
}

#[test]
fn one_odd_byte_spoils_its_own_letter_only() {
    let mut bytes = format!("{HEAD}100001,W,Zoë,Open,,,,\n100002,W,C").into_bytes();
    bytes.extend(b"\x92s,Open,,,,\n");
    let open = read_schools(&bytes).unwrap().open;
    assert_eq!((open[0].name.as_str(), open[1].name.as_str()), ("Zoë", "C’s"));
}
