//! The texts in a source file.

/// Returns the text literals of a source file outside its tests, each with its line: what stands in
/// attributes, comments and the names of formats is none of an officer's.
pub(super) fn literals(source: &str) -> Vec<(usize, String)> {
    let program = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let program = program.split("#[cfg(test)]\npub(super) mod tests {").next().unwrap_or_default();
    let letters: Vec<char> = program.chars().collect();
    let (mut out, mut line, mut i) = (Vec::new(), 1, 0);
    while i < letters.len() {
        match letters[i] {
            '\n' => line += 1,
            '/' if letters.get(i + 1) == Some(&'/') => {
                while letters.get(i + 1).is_some_and(|c| *c != '\n') {
                    i += 1;
                }
            }
            // A quote as a letter opens no text.
            '\'' if letters.get(i + 1) == Some(&'"') && letters.get(i + 2) == Some(&'\'') => i += 2,
            '"' => {
                let (start, mut text) = (line, String::new());
                i += 1;
                while i < letters.len() && letters[i] != '"' {
                    if letters[i] == '\n' {
                        line += 1;
                    }
                    if letters[i] == '\\' {
                        i += 1;
                        match letters.get(i) {
                            // A text that goes on in the next line, without its margin.
                            Some('\n') => {
                                line += 1;
                                while letters.get(i + 1).is_some_and(|c| *c == ' ') {
                                    i += 1;
                                }
                            }
                            Some('n') => text.push('\n'),
                            Some(c) => text.push(*c),
                            None => {}
                        }
                    } else {
                        text.push(letters[i]);
                    }
                    i += 1;
                }
                out.push((start, text));
            }
            _ => {}
        }
        i += 1;
    }
    out
}
