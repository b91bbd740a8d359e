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
            self.line += u64::from(*b == b'\n');
            self.seen += 1;
        }
        self.line
    }
}
