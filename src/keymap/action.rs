//! The table of actions: for each its name in keymap files, its scope and its help text.
//!
//! The bottom bar, the palette, the help page, keymap files and the manual's table of keys all come
//! from [`Action::ALL`].

macro_rules! scopes {
    ($($scope:ident = $name:literal),* $(,)?) => {
        /// Where a key is looked up.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Scope { $(#[doc = concat!("`", $name, "` in keymap files.")] $scope),* }
        impl Scope {
            /// Every scope with its name in keymaps.
            pub const ALL: &'static [(Scope, &'static str)] = &[$((Scope::$scope, $name)),*];
        }
    };
}
scopes! {
    Global = "global", Cases = "cases", Passport = "passport", Timeline = "timeline",
    Attendance = "attendance", Documents = "documents", Form = "form", Text = "text",
    List = "list", Confirm = "confirm", Timetable = "timetable", Terms = "terms",
}

macro_rules! actions {
    ($($action:ident, $name:literal, $scope:ident, $help:literal;)*) => {
        /// Something that a key does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = concat!("`", $name, "`: ", $help, ".")] $action),* }
        impl Action {
            /// Every action: its name, scope and help words, most used first.
            pub const ALL: &'static [(Action, &'static str, Scope, &'static str)] = &[$((Action::$action, $name, Scope::$scope, $help)),*];
        }
    };
}
actions! {
    NewCase, "new_case", Cases, "new case";
    Views, "views", Cases, "views";
    KeepView, "keep_view", Cases, "keep as a view";
    Tag, "tag", Cases, "tag";
    TagRange, "tag_range", Cases, "tag a range";
    TagAll, "tag_all", Cases, "tag all listed";
    Untag, "untag", Cases, "untag all";
    ActOnTagged, "act_on_tagged", Cases, "act on all tagged";
    SearchText, "search_text", Cases, "search all text";
    Sort, "sort", Cases, "sort";
    Columns, "columns", Cases, "columns";
    Edit, "edit", Passport, "answer";
    Yes, "yes", Passport, "yes";
    No, "no", Passport, "no";
    NextMissing, "next_missing", Passport, "next missing";
    NextSafeguarding, "next_safeguarding", Passport, "next safeguarding";
    Missing, "missing", Passport, "list what is missing";
    FindInForm, "find_in_form", Passport, "find in this form";
    NextSection, "next_section", Passport, "next section";
    PreviousSection, "previous_section", Passport, "previous section";
    NextForm, "next_form", Passport, "next form";
    PreviousForm, "previous_form", Passport, "previous form";
    AddRow, "add_row", Passport, "add a row";
    RemoveRow, "remove_row", Passport, "remove the row";
    Clear, "clear", Passport, "clear the answer";
    Prefill, "prefill", Passport, "fill from an earlier case";
    Transfer, "transfer", Passport, "fill from a transfer file";
    ProposePeople, "propose_people", Passport, "propose people to ask";
    ShowPaper, "show_paper", Passport, "show the evidence";
    FillWeek, "fill_week", Attendance, "fill the week";
    Run, "run", Attendance, "fill a number of sessions";
    Select, "select", Attendance, "select sessions";
    NextFault, "next_fault", Attendance, "next fault";
    NextWeek, "next_week", Attendance, "next week";
    PreviousWeek, "previous_week", Attendance, "previous week";
    SwitchSide, "switch_side", Attendance, "other register";
    ClearMark, "clear_mark", Attendance, "clear the mark";
    NextPupil, "next_pupil", Attendance, "next pupil";
    PreviousPupil, "previous_pupil", Attendance, "previous pupil";
    Term, "term", Attendance, "all weeks at a glance";
    Figures, "figures", Attendance, "figures";
    Timetable, "timetable", Attendance, "timetable";
    ImportRegister, "import_register", Attendance, "import a register";
    MakePaper, "make_paper", Documents, "write it into a folder";
    PreviewPaper, "preview_paper", Documents, "look at it";
    PaperSent, "paper_sent", Documents, "it was sent";
    PaperFolder, "paper_folder", Documents, "write it elsewhere";
    PaperForAll, "paper_for_all", Documents, "write it for all tagged";
    Save, "save", Form, "save";
    Cancel, "cancel", Form, "leave";
    Accept, "accept", Text, "save a line";
    Done, "done", Text, "save";
    LeaveText, "leave_text", Text, "leave it as it was";
    NextLine, "next_line", Text, "next line of the list below";
    PreviousLine, "previous_line", Text, "previous line of the list below";
    NextLines, "next_lines", Text, "ten lines on";
    PreviousLines, "previous_lines", Text, "ten lines back";
    Complete, "complete", Text, "take the first word offered";
    ClearLine, "clear_line", Text, "empty the line";
    UndoTyping, "undo_typing", Text, "undo what was typed last";
    SelectAll, "select_all", Text, "select all of it";
    OwnEditor, "own_editor", Text, "write it in your own editor";
    Choose, "choose", List, "take the line";
    Close, "close", List, "leave the list";
    Toggle, "toggle", List, "tick the line, or a page on";
    NextPart, "next_part", List, "next part";
    Extra, "extra", List, "what the heading says of it";
    Agree, "agree", Confirm, "yes";
    Decline, "decline", Confirm, "no";
    Dismiss, "dismiss", Confirm, "leave it";
    KeepTimetable, "keep_timetable", Timetable, "save the timetable";
    AtHome, "at_home", Timetable, "at the home school";
    AtHost, "at_host", Timetable, "at the host school";
    AtNeither, "at_neither", Timetable, "at neither";
    AllAlike, "all_alike", Timetable, "all sessions like this one";
    DayLater, "day_later", Timetable, "holds from a day later";
    DayEarlier, "day_earlier", Timetable, "holds from a day earlier";
    WeekLater, "week_later", Timetable, "holds from a week later";
    WeekEarlier, "week_earlier", Timetable, "holds from a week earlier";
    NewTerm, "new_term", Terms, "new term";
    NewClosure, "new_closure", Terms, "closed days";
    CorrectLine, "correct_line", Terms, "correct the line";
    RemoveLine, "remove_line", Terms, "remove the line";
    OtherSchool, "other_school", Terms, "the other school";
    Record, "record", Global, "record an event";
    Find, "find", Global, "find";
    Palette, "palette", Global, "commands by name";
    Open, "open", Global, "open";
    Back, "back", Global, "back";
    Undo, "undo", Global, "undo";
    Redo, "redo", Global, "redo";
    Help, "help", Global, "help";
    Quit, "quit", Global, "leave Offsite";
    Deal, "deal", Global, "deal with it";
    Why, "why", Global, "why";
    History, "history", Global, "what was changed, when and by whom";
    Cases, "cases", Global, "case list";
    Overview, "overview", Global, "overview";
    Passport, "passport", Global, "passport and forms";
    Timeline, "timeline", Global, "review timeline";
    Attendance, "attendance", Global, "attendance";
    Documents, "documents", Global, "documents";
    NextPane, "next_pane", Global, "next pane";
    PreviousPane, "previous_pane", Global, "previous pane";
    Down, "down", Global, "down";
    Up, "up", Global, "up";
    Left, "left", Global, "left";
    Right, "right", Global, "right";
    PageDown, "page_down", Global, "ten down";
    PageUp, "page_up", Global, "ten up";
    First, "first", Global, "first";
    Last, "last", Global, "last";
    Older, "older", Global, "back to the case open before";
    Newer, "newer", Global, "forward again";
    SetMark, "set_mark", Global, "mark this case with a letter";
    GoMark, "go_mark", Global, "go to a marked case";
    CopyReference, "copy_reference", Global, "send the reference to your clipboard";
    ChooseTheme, "choose_theme", Global, "choose a theme, seen as you move";
    Suspend, "suspend", Global, "to the shell; fg comes back";
    Terms, "terms", Global, "terms and closures";
    Redraw, "redraw", Global, "draw the screen again";
    Blank, "blank", Global, "hide the screen; Enter shows it again";
    BackUp, "back_up", Global, "back up now";
}

impl Scope {
    /// Returns the scope's name in keymaps.
    pub fn name(self) -> &'static str {
        Scope::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, name)| name)
    }
}

impl Scope {
    /// Returns whether its keys act only while something lies over the pane or is being filled in,
    /// so that they hide no key of a pane.
    pub fn is_passing(self) -> bool {
        match self {
            Scope::Form
            | Scope::Text
            | Scope::List
            | Scope::Confirm
            | Scope::Timetable
            | Scope::Terms => true,
            Scope::Global
            | Scope::Cases
            | Scope::Passport
            | Scope::Timeline
            | Scope::Attendance
            | Scope::Documents => false,
        }
    }
}

impl Action {
    fn row(self) -> Option<&'static (Action, &'static str, Scope, &'static str)> {
        Action::ALL.iter().find(|(a, ..)| *a == self)
    }

    /// Returns whether it moves the cursor up and down, and does nothing else.
    pub fn moves(self) -> bool {
        matches!(
            self,
            Action::Down
                | Action::Up
                | Action::PageDown
                | Action::PageUp
                | Action::First
                | Action::Last
        )
    }

    /// Returns the action's name in keymaps.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, ..)| name)
    }

    /// Returns where the action's keys are looked up.
    pub fn scope(self) -> Scope {
        self.row().map_or(Scope::Global, |(_, _, scope, _)| *scope)
    }

    /// Returns the action's words in bar, help and palette.
    pub fn help(self) -> &'static str {
        self.row().map_or("", |(.., help)| help)
    }
}
