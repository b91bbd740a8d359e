//! The numbers over all cases, one sentence a line.

use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Says the numbers of today, those that are none left out.
    pub(super) fn oversight(&mut self) -> CommandResult {
        let counted = self.service.oversight(self.today);
        let Some(sections) = self.told(counted)? else { return Ok(()) };
        for section in &sections {
            self.say(&format!("{}.", section.title))?;
            let mut is_any = false;
            for row in &section.rows {
                let numbers = section.columns.iter().zip(&row.cells);
                let said: Vec<String> = numbers
                    .filter(|(_, cell)| cell.count > 0)
                    .map(|(column, cell)| format!("{} {}", column.to_lowercase(), cell.count))
                    .collect();
                if !said.is_empty() {
                    is_any = true;
                    self.say(&format!("{}: {}.", row.label, said.join(", ")))?;
                }
            }
            if !is_any {
                self.say("None.")?;
            }
            if section.more > 0 {
                self.say(&format!("And {} more, with fewer overdue.", section.more))?;
            }
        }
        self.say("Type find and a search to hear the cases, as in find missing:review.")
    }
}
