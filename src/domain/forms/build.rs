//! Builders in which the dictionary is written: `yes_no(…).if_yes("cla.is").safeguarding()`.

use crate::domain::forms::schema::{
    Condition, DayBounds, Field, FieldKind, RowsWanted, SectionPart, Table, Visibility,
};

type Str = &'static str;
/// The options of a choice: (id, words on screen).
type ChoiceList = &'static [(Str, Str)];

/// Returns a field that is always asked and that everyone may see.
pub(super) const fn field(kind: FieldKind, id: Str, label: Str, hint: Str, cites: Str) -> Field {
    Field {
        id,
        label,
        hint,
        kind,
        asked: Condition::Always,
        seen: Visibility::All,
        cites,
        safeguarding: false,
        days: DayBounds::Any,
        offers: &[],
        headings: &[],
    }
}

pub(super) const fn line(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::Line, id, label, hint, cites)
}

pub(super) const fn long(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::Long, id, label, hint, cites)
}

pub(super) const fn yes_no(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::YesNo, id, label, hint, cites)
}

pub(super) const fn date(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::Date, id, label, hint, cites)
}

/// Returns the day on which something happened.
pub(super) const fn happened(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    Field { days: DayBounds::Happened, ..date(id, label, hint, cites) }
}

/// Returns a day that something is planned for.
pub(super) const fn planned(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    Field { days: DayBounds::Planned, ..date(id, label, hint, cites) }
}

/// Returns a pupil's day of birth.
pub(super) const fn birth(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    Field { days: DayBounds::Birth, ..date(id, label, hint, cites) }
}

pub(super) const fn time(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::Time, id, label, hint, cites)
}

pub(super) const fn school(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::School, id, label, hint, cites)
}

pub(super) const fn review(id: Str, label: Str, hint: Str, cites: Str) -> Field {
    field(FieldKind::Review, id, label, hint, cites)
}

pub(super) const fn choice(
    options: ChoiceList,
    id: Str,
    label: Str,
    hint: Str,
    cites: Str,
) -> Field {
    field(FieldKind::Choice(options), id, label, hint, cites)
}

/// Returns a whole number; the bounds are the least, the most and the word for the unit.
pub(super) const fn number(
    bounds: (i64, i64, Str),
    id: Str,
    label: Str,
    hint: Str,
    cites: Str,
) -> Field {
    field(
        FieldKind::Number { min: bounds.0, max: bounds.1, unit: bounds.2 },
        id,
        label,
        hint,
        cites,
    )
}

/// Returns a table of plain rows.
pub(super) const fn rows(
    id: Str,
    label: Str,
    one: Str,
    title: Str,
    cites: Str,
    fields: &'static [Field],
) -> Table {
    Table {
        id,
        label,
        row_label: one,
        fields,
        title,
        preset_rows: &[],
        wanted: RowsWanted::Any,
        cites,
        event: false,
        by_program: false,
    }
}

/// Returns a table of events, titled by the day on which each happened.
pub(super) const fn event(
    id: Str,
    label: Str,
    one: Str,
    title: Str,
    cites: Str,
    fields: &'static [Field],
) -> Table {
    Table {
        id,
        label,
        row_label: one,
        fields,
        title,
        preset_rows: &[],
        wanted: RowsWanted::Any,
        cites,
        event: true,
        by_program: false,
    }
}

/// Returns the part that shows one field.
pub(super) const fn f(id: Str) -> SectionPart {
    SectionPart::Field(id)
}

/// Returns the part that shows one table.
pub(super) const fn t(id: Str) -> SectionPart {
    SectionPart::Table(id)
}

impl Field {
    pub(super) const fn optional(mut self) -> Field {
        self.asked = Condition::Optional;
        self
    }

    /// Marks a question that is asked no more; what was answered stays readable.
    pub(super) const fn former(mut self) -> Field {
        self.asked = Condition::Former;
        self
    }

    pub(super) const fn optional_unless(mut self, id: Str, option: Str) -> Field {
        self.asked = Condition::OptionalUnless(id, option);
        self
    }

    pub(super) const fn if_yes(mut self, id: Str) -> Field {
        self.asked = Condition::IfYes(id);
        self
    }

    pub(super) const fn if_no(mut self, id: Str) -> Field {
        self.asked = Condition::IfNo(id);
        self
    }

    pub(super) const fn if_choice(mut self, id: Str, option: Str) -> Field {
        self.asked = Condition::IfChoice(id, option);
        self
    }

    pub(super) const fn if_at_least(mut self, id: Str, least: i64) -> Field {
        self.asked = Condition::IfAtLeast(id, least);
        self
    }

    pub(super) const fn if_any_yes(mut self, ids: &'static [Str]) -> Field {
        self.asked = Condition::IfAnyYes(ids);
        self
    }

    pub(super) const fn if_all_no(mut self, ids: &'static [Str]) -> Field {
        self.asked = Condition::IfAllNo(ids);
        self
    }

    /// Offers usual answers of a line to pick from.
    pub(super) const fn offers(mut self, usual: &'static [Str]) -> Field {
        self.offers = usual;
        self
    }

    /// Says what the columns of other people's tables call it.
    pub(super) const fn headed(mut self, also: &'static [Str]) -> Field {
        self.headings = also;
        self
    }

    pub(super) const fn schools_only(mut self) -> Field {
        self.seen = Visibility::Schools;
        self
    }

    pub(super) const fn home_only(mut self) -> Field {
        self.seen = Visibility::Home;
        self
    }

    pub(super) const fn safeguarding(mut self) -> Field {
        self.safeguarding = true;
        self
    }
}

impl Table {
    /// Says how many rows the table wants.
    pub(super) const fn wants(mut self, wanted: RowsWanted) -> Table {
        self.wanted = wanted;
        self
    }

    /// Marks a table whose rows the program writes.
    pub(super) const fn by_program(mut self) -> Table {
        self.by_program = true;
        self
    }
}
