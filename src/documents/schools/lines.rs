//! Counts the lines of a file up to a record.

/// Counts lines up to a record. The csv reader's own count is one short after a line that ends in
/// CR LF.
pub(crate) struct LineCounter<'a> {
    text: &'a [u8],
    seen: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    /// Returns a count that begins at the first line of a text.
    pub(crate) fn new(text: &'a str) -> LineCounter<'a> {
        LineCounter { text: text.as_bytes(), seen: 0, line: 1 }
    }

    /// Returns the line on which the record stands that the reader began at this byte.
    pub(crate) fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        while let Some(b) =
            self.text.get(self.seen).filter(|b| self.seen < byte || matches!(**b, b'\n' | b'\r'))
        {
            // A line may end in LF, in CR LF, or in CR alone.
            let is_pair = *b == b'\r' && self.text.get(self.seen + 1) == Some(&b'\n');
            self.line += u64::from(matches!(*b, b'\n' | b'\r') && !is_pair);
            self.seen += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_stands_on_a_line_of_its_own_however_lines_end() {
        for ends in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,2", "3,4", "5,6"].join(ends);
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let mut lines = LineCounter::new(&text);
            let found: Vec<u64> = reader
                .records()
                .map(|r| lines.at(r.expect("a record").position().map_or(0, csv::Position::byte)))
                .collect();
            assert_eq!(found, [1, 2, 3, 4], "{ends:?}");
        }
    }
}
