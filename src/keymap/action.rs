//! The table of actions: for each its name in keymap files, its scope, its help text, and how it is
//! done in a linear session.
//!
//! The bottom bar, the palette, the help page, keymap files, the manual's table of keys and the
//! commands of a linear session all come from [`Action::ALL`].

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
    ($($action:ident, $name:literal, $scope:ident, $help:literal, $in_lines:expr;)*) => {
        /// Something that a key does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = concat!("`", $name, "`: ", $help, ".")] $action),* }
        impl Action {
            /// Every action: its name, scope and help words, most used first.
            pub const ALL: &'static [(Action, &'static str, Scope, &'static str)] = &[$((Action::$action, $name, Scope::$scope, $help)),*];

            /// Returns how it is done in a linear session.
            pub fn in_lines(self) -> InLines {
                match self { $(Action::$action => $in_lines,)* }
            }
        }
    };
}
/// How an action is done in a linear session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InLines {
    /// By typing its name: what may follow it, and what it does.
    Typed(&'static str, &'static str),
    /// On the screen alone: why, in one sentence that says what to type instead.
    ScreenOnly(&'static str),
}
use InLines::{ScreenOnly, Typed};

const CURSOR: &str = "A linear session has no cursor: use the number or name.";
const SECTIONS: &str = "Type edit and words of the question.";
const FORMS: &str = "Type passport and the name of the form.";
const LEAVE: &str = "Type a full stop, or back, to leave a question.";
const CHOOSE: &str = "Choose a line by its number.";
const TYPE: &str = "Use your terminal's own keys.";
const WEEK: &str = "Type timetable: it asks for each weekday.";
const FROM: &str = "Type timetable and the start date.";
const PANES: &str = "Each pane is a command: type its name.";

actions! {
    NewCase, "new_case", Cases, "New case", Typed("", "opens a new case; type passport missing to answer its questions");
    Import, "import", Cases, "Import", ScreenOnly("Leave, and run: offsite import.");
    Views, "views", Cases, "Views", Typed("NUMBER", "reads the saved views, or shows one of them; views 0 shows all cases");
    KeepView, "keep_view", Cases, "Save view", Typed("NUMBER NAME", "saves the search and order of the list as a view, number 1 to 9");
    SelectCase, "select", Cases, "Select case", Typed("NUMBERS", "selects cases of the list, or clears them: select 1 4 7; alone it selects the open case");
    SelectRange, "select_range", Cases, "Select a range", Typed("NUMBER to NUMBER", "selects every case between two numbers: select range 2 to 9");
    SelectAllCases, "select_all", Cases, "Select all", Typed("", "selects every case of the list");
    ClearSelection, "clear_selection", Cases, "Clear selection", Typed("", "clears the selection");
    ActOnSelected, "act_on_selected", Cases, "Act on selected", Typed("EVENT", "records one event in all selected cases, after telling you what it does to each");
    SearchText, "search_text", Cases, "Search all text", Typed("WORDS", "searches every answer, meeting and note, and numbers the places");
    Sort, "sort", Cases, "Sort", Typed("ORDER", "changes the order of the list, for example by name or by year");
    Columns, "columns", Cases, "Columns", ScreenOnly("In a linear session each case is one sentence, without columns.");
    Edit, "edit", Passport, "Answer", Typed("QUESTION", "asks one question again: edit date of birth");
    Yes, "yes", Passport, "Yes", ScreenOnly("Type yes as the answer to the question.");
    No, "no", Passport, "No", ScreenOnly("Type no as the answer to the question.");
    NextMissing, "next_missing", Passport, "Next missing answer", Typed("", "asks the next unanswered question of the passport");
    NextSafeguarding, "next_safeguarding", Passport, "Next safeguarding answer", Typed("", "asks the next unanswered safeguarding question");
    Missing, "missing", Passport, "List missing answers", Typed("FORM", "reads the unanswered questions of the passport, or of the form with that number");
    FindInForm, "find_in_form", Passport, "Find in this form", Typed("WORDS", "finds questions by their words and reads their answers");
    NextSection, "next_section", Passport, "Next section", ScreenOnly(SECTIONS);
    PreviousSection, "previous_section", Passport, "Previous section", ScreenOnly(SECTIONS);
    NextForm, "next_form", Passport, "Next form", ScreenOnly(FORMS);
    PreviousForm, "previous_form", Passport, "Previous form", ScreenOnly(FORMS);
    AddRow, "add_row", Passport, "Add row", Typed("TABLE", "adds a row to a table of the forms and asks its questions: add row contact");
    RemoveRow, "remove_row", Passport, "Remove row", Typed("TABLE", "removes a row of a table after a question");
    Clear, "clear", Passport, "Clear answer", Typed("QUESTION", "clears one answer: clear date of birth");
    Prefill, "prefill", Passport, "Fill from an earlier case", Typed("", "offers answers from earlier cases of the same child, by number");
    Transfer, "transfer", Passport, "Fill from a transfer file", Typed("FILE", "offers answers from a Common Transfer File, by number");
    ProposePeople, "propose_people", Passport, "Suggest people to invite", Typed("", "adds everyone who should be invited to the initial meeting or the latest review");
    ShowPaper, "show_paper", Passport, "Show evidence", Typed("NUMBER", "reads the list of the evidence, or the text of one piece");
    FillWeek, "fill_week", Attendance, "Fill the week", Typed("SIDE", "fills the rest of the week in the home or host register: fill week host");
    Run, "run", Attendance, "Fill several sessions", Typed("COUNT SIDE CODE", "sets one code for a number of sessions: run 4 host I");
    SelectSessions, "select_sessions", Attendance, "Select sessions", ScreenOnly("Type run to fill several sessions.");
    NextFault, "next_fault", Attendance, "Next problem", Typed("", "reads the next session with a problem, after the last week read");
    NextWeek, "next_week", Attendance, "Next week", Typed("", "reads the following week and takes marks");
    PreviousWeek, "previous_week", Attendance, "Previous week", Typed("", "reads the week before and takes marks");
    SwitchSide, "switch_side", Attendance, "Other register", ScreenOnly("Name home or host with each mark.");
    ClearMark, "clear_mark", Attendance, "Clear mark", ScreenOnly("Type a dash as the code to clear a mark: fri pm host -.");
    NextPupil, "next_pupil", Attendance, "Next pupil", Typed("", "opens the next case of the list on the same week");
    PreviousPupil, "previous_pupil", Attendance, "Previous pupil", Typed("", "opens the previous case of the list on the same week");
    Term, "term", Attendance, "All weeks", Typed("", "reads every week of the direction, one line each");
    Figures, "figures", Attendance, "Figures", Typed("", "reads the attendance figures");
    Timetable, "timetable", Attendance, "Timetable", Typed("DAY", "asks which school the pupil is at for each weekday, from a date");
    ImportRegister, "import_register", Attendance, "Import a register", Typed("SIDE FILE", "reads a register file, says what it would change, then asks");
    FilterTimeline, "filter_timeline", Timeline, "Filter", ScreenOnly("Timeline reads every event.");
    MakePaper, "make_paper", Documents, "Create", Typed("DOCUMENT", "creates a document in a folder: make paper letter");
    PreviewPaper, "preview_paper", Documents, "Preview", Typed("DOCUMENT", "reads the text of a document");
    PaperSent, "paper_sent", Documents, "Mark as sent", Typed("DOCUMENT", "marks a document as sent today");
    PaperFolder, "paper_folder", Documents, "Choose the folder", Typed("FOLDER", "chooses the folder for documents");
    PaperForAll, "paper_for_all", Documents, "Create for selected cases", Typed("DOCUMENT", "creates one document for all selected cases");
    Save, "save", Form, "Save", ScreenOnly("Answers save as you give them; an event saves when you say yes.");
    Cancel, "cancel", Form, "Cancel", ScreenOnly(LEAVE);
    Accept, "accept", Text, "Save line", ScreenOnly("Press Enter to give the answer.");
    Done, "done", Text, "Save", ScreenOnly("Type a full stop alone on a line to end a long answer.");
    LeaveText, "leave_text", Text, "Cancel", ScreenOnly(LEAVE);
    NextLine, "next_line", Text, "Next line below", ScreenOnly(CHOOSE);
    PreviousLine, "previous_line", Text, "Previous line below", ScreenOnly(CHOOSE);
    NextLines, "next_lines", Text, "Ten lines down", ScreenOnly(CHOOSE);
    PreviousLines, "previous_lines", Text, "Ten lines up", ScreenOnly(CHOOSE);
    Complete, "complete", Text, "Complete the word", ScreenOnly(TYPE);
    ClearLine, "clear_line", Text, "Clear line", ScreenOnly(TYPE);
    UndoTyping, "undo_typing", Text, "Undo typing", ScreenOnly(TYPE);
    SelectText, "select_text", Text, "Select all text", ScreenOnly(TYPE);
    OwnEditor, "own_editor", Text, "Open your editor", ScreenOnly("Paste the text instead.");
    Choose, "choose", List, "Choose", ScreenOnly(CHOOSE);
    Close, "close", List, "Close", ScreenOnly(LEAVE);
    Toggle, "toggle", List, "Tick, or page down", ScreenOnly(CHOOSE);
    NextPart, "next_part", List, "Next part", ScreenOnly("Each part is read in turn.");
    Extra, "extra", List, "As the heading says", ScreenOnly("Use the commands for views and evidence.");
    Agree, "agree", Confirm, "Yes", ScreenOnly("Type yes when you are asked.");
    Decline, "decline", Confirm, "No", ScreenOnly("Type no when you are asked.");
    Dismiss, "dismiss", Confirm, "Cancel", ScreenOnly(LEAVE);
    KeepTimetable, "keep_timetable", Timetable, "Save timetable", ScreenOnly(WEEK);
    AtHome, "at_home", Timetable, "At the home school", ScreenOnly(WEEK);
    AtHost, "at_host", Timetable, "At the host", ScreenOnly(WEEK);
    AtNeither, "at_neither", Timetable, "At neither", ScreenOnly(WEEK);
    AllAlike, "all_alike", Timetable, "Same for all sessions", ScreenOnly(WEEK);
    DayLater, "day_later", Timetable, "Start a day later", ScreenOnly(FROM);
    DayEarlier, "day_earlier", Timetable, "Start a day earlier", ScreenOnly(FROM);
    WeekLater, "week_later", Timetable, "Start a week later", ScreenOnly(FROM);
    WeekEarlier, "week_earlier", Timetable, "Start a week earlier", ScreenOnly(FROM);
    NewTerm, "new_term", Terms, "Add term", Typed("FIRST to LAST", "adds a term to the last school read");
    NewClosure, "new_closure", Terms, "Add closed days", Typed("DAYS REASON", "adds closed days to the last school read: new closure 26/10/2026 to 30/10/2026 half-term");
    CorrectLine, "correct_line", Terms, "Correct line", Typed("NUMBER DAYS", "changes the dates of a line of the terms");
    RemoveLine, "remove_line", Terms, "Remove line", Typed("NUMBER", "removes a line of the terms");
    OtherSchool, "other_school", Terms, "Other school", Typed("", "reads the terms of the case's other school");
    Record, "record", Global, "Record", Typed("EVENT", "records an event of the open case: record contact");
    Find, "find", Global, "Find", Typed("SEARCH", "shows the cases that match a search, or all cases: find late");
    Palette, "palette", Global, "Commands", ScreenOnly("Type help to list every command.");
    Open, "open", Global, "Open", Typed("NUMBER or REFERENCE", "opens a case; the number alone does the same");
    Back, "back", Global, "Back", Typed("", "goes back to the list");
    Undo, "undo", Global, "Undo", Typed("", "undoes the last change; asks first unless you just made it");
    Redo, "redo", Global, "Redo", Typed("", "redoes the last change undone");
    Help, "help", Global, "Help", Typed("GROUP or COMMAND", "reads the groups of commands, or what one command does");
    Quit, "quit", Global, "Quit", Typed("", "leaves Offsite; everything is saved");
    Deal, "deal", Global, "Do next", Typed("NUMBER", "does the first task of the case, or the one with that number in the overview");
    Why, "why", Global, "Why", Typed("NUMBER", "reads the rule and the dates behind the task with that number, or behind each");
    People, "people", Global, "People", Typed("", "reads the people of the open case and how to reach them");
    Tour, "tour", Global, "Tour", ScreenOnly("Type help for the commands.");
    History, "history", Global, "Change history", Typed("", "reads the changes to the open case, with who and when");
    Cases, "cases", Global, "Cases", Typed("", "reads the list from the start");
    Overview, "overview", Global, "Overview", Typed("", "reads a summary of the open case and what to do next");
    Passport, "passport", Global, "Passport and forms", Typed("FORM or missing", "asks the questions of the passport or another form, as in passport review; passport missing asks only the unanswered ones");
    Timeline, "timeline", Global, "Timeline", Typed("", "reads the events of the open case");
    Attendance, "attendance", Global, "Attendance", Typed("DAY", "reads a week of both registers and takes marks");
    Documents, "documents", Global, "Documents", Typed("", "reads the documents of the open case and their state");
    NextPane, "next_pane", Global, "Next pane", ScreenOnly(PANES);
    PreviousPane, "previous_pane", Global, "Previous pane", ScreenOnly(PANES);
    Down, "down", Global, "Down", ScreenOnly(CURSOR);
    Up, "up", Global, "Up", ScreenOnly(CURSOR);
    Left, "left", Global, "Left", ScreenOnly(CURSOR);
    Right, "right", Global, "Right", ScreenOnly(CURSOR);
    PageDown, "page_down", Global, "Page down", Typed("", "reads the next ten cases of the list");
    PageUp, "page_up", Global, "Page up", Typed("", "reads the previous ten cases");
    First, "first", Global, "First", ScreenOnly("Type cases to read the list from the start.");
    Last, "last", Global, "Last", ScreenOnly("Type open and the last number.");
    Older, "older", Global, "Previous case", Typed("", "opens the previous case");
    Newer, "newer", Global, "Next case", Typed("", "goes forward to the next case");
    SetMark, "set_mark", Global, "Set bookmark", Typed("LETTER", "bookmarks the open case with a letter until you leave");
    GoMark, "go_mark", Global, "Go to bookmark", Typed("LETTER", "opens the case with that bookmark");
    CopyReference, "copy_reference", Global, "Copy the reference", ScreenOnly("The prompt shows the reference, and a plain terminal has no clipboard.");
    ChooseTheme, "choose_theme", Global, "Choose a theme", ScreenOnly("A linear session has no colours.");
    Suspend, "suspend", Global, "Suspend (fg to return)", ScreenOnly("Press Ctrl-Z.");
    Terms, "terms", Global, "Terms and closures", Typed("home or host", "reads the terms and closed days of one of the case's schools");
    Redraw, "redraw", Global, "Redraw", ScreenOnly("A linear session has no screen to redraw.");
    Blank, "blank", Global, "Hide the screen (Enter to return)", ScreenOnly("Clear the terminal, or quit.");
    ImportSchools, "import_schools", Global, "Import schools", Typed("FILE", "reads a register of schools, says what it would change, then asks");
    BackUp, "back_up", Global, "Back up now", Typed("", "makes today's backup now");
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
