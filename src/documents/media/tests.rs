use std::io::Write;

use super::*;

fn packed(part: &str, text: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(part, zip::write::SimpleFileOptions::default()).expect("begun");
    zip.write_all(text).expect("written");
    zip.finish().expect("closed").into_inner()
}

#[test]
fn media_kind_follows_from_the_first_bytes() {
    for (bytes, words) in [
        (b"%PDF-1.7\n\0".as_slice(), "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "picture (JPEG)"),
        (b"MZ\x90\0", "unknown kind"),
        (b"Zo\xeb was late.", "text"),
        (b"<?xml version=\"1.0\"?>", "XML"),
        (b"PK\x03\x04rubbish", "unknown kind"),
    ] {
        assert_eq!(detect(bytes).words, words);
    }
    assert_eq!(detect(&packed("xl/workbook.xml", b"")).words, "Excel workbook");
    assert!(
        misfit("log.pdf", b"MZ\x90\0")
            .is_some_and(|w| w.contains(".pdf") && w.contains("unknown kind"))
    );
    assert_eq!(
        (misfit("log.PDF", b"%PDF-"), misfit("README", b"x"), misfit("a.csv", b"a,b")),
        (None, None, None)
    );
}

#[test]
fn text_and_word_files_are_converted_to_text() {
    assert_eq!(preview(b"one\x1b[31m\r\ntwo"), Ok(Some(vec!["one[31m".into(), "two".into()])));
    let body = "<w:document><w:body><w:p><w:r><w:t>Zo\u{eb} &amp; co</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>\
                <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let shown =
        preview(&packed("word/document.xml", body.as_bytes())).expect("read").expect("text");
    assert_eq!(shown, ["Zo\u{eb} & co", "a | b |"]);
    // A small file that unpacks to a very large one is left packed.
    let bomb = packed("word/document.xml", &vec![b' '; 30_000_000]);
    assert!(
        bomb.len() < 100_000
            && preview(&bomb).is_err_and(|e| e.to_string().contains("more than 10 MB"))
    );
    let dtd = packed("word/document.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
    assert!(preview(&dtd).is_err());
    assert_eq!(preview(b"%PDF-1.4"), Ok(None));
    assert_eq!(safe_name("../..\\C:\\a\u{202e}b\n.pdf"), "ab .pdf");
    assert_eq!(safe_name("..."), "evidence");
}
