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

const CURSOR: &str = "A linear session has no cursor: things are called by their number or name.";
const SECTIONS: &str = "Edit goes to any question by its words.";
const FORMS: &str = "Passport with the name of a form goes to it.";
const LEAVE: &str = "A full stop, or back, leaves any question.";
const CHOOSE: &str = "A line is chosen by its number.";
const TYPE: &str = "A line is typed with the terminal's own keys.";
const WEEK: &str = "Timetable asks for each weekday in turn.";
const FROM: &str = "Timetable takes the day from which it holds.";
const PANES: &str = "Each pane is a command by its name.";

actions! {
    NewCase, "new_case", Cases, "new case", Typed("", "opens a new case; passport missing then asks its questions");
    Views, "views", Cases, "views", Typed("NUMBER", "reads the saved views, or shows the list as one of them; views 0 shows all cases");
    KeepView, "keep_view", Cases, "keep as a view", Typed("NUMBER NAME", "keeps the search and order of the list under a number from 1 to 9");
    Tag, "tag", Cases, "tag", Typed("NUMBERS", "tags cases of the list, or takes their tags off: tag 1 4 7; alone it tags the open case");
    TagRange, "tag_range", Cases, "tag a range", Typed("NUMBER to NUMBER", "tags every case of the list between two: tag range 2 to 9");
    TagAll, "tag_all", Cases, "tag all listed", Typed("", "tags every case of the list");
    Untag, "untag", Cases, "untag all", Typed("", "takes every tag off");
    ActOnTagged, "act_on_tagged", Cases, "act on all tagged", Typed("EVENT", "records one event in all tagged cases of the list, once you have heard what it does to each");
    SearchText, "search_text", Cases, "search all text", Typed("WORDS", "looks for words in every answer, meeting and note, and offers the places by number");
    Sort, "sort", Cases, "sort", Typed("ORDER", "puts the list in another order, by name or by year for example");
    Columns, "columns", Cases, "columns", ScreenOnly("A line of the list is one sentence and has no columns.");
    Edit, "edit", Passport, "answer", Typed("QUESTION", "asks one question again: edit date of birth");
    Yes, "yes", Passport, "yes", ScreenOnly("Type yes as the answer to the question.");
    No, "no", Passport, "no", ScreenOnly("Type no as the answer to the question.");
    NextMissing, "next_missing", Passport, "next missing", Typed("", "asks the next question of the passport that has no answer");
    NextSafeguarding, "next_safeguarding", Passport, "next safeguarding", Typed("", "asks the next safeguarding question that has no answer");
    Missing, "missing", Passport, "list what is missing", Typed("FORM", "reads the questions of the passport, or of the form with that number, that have no answer");
    FindInForm, "find_in_form", Passport, "find in this form", Typed("WORDS", "finds questions by their words and reads their answers");
    NextSection, "next_section", Passport, "next section", ScreenOnly(SECTIONS);
    PreviousSection, "previous_section", Passport, "previous section", ScreenOnly(SECTIONS);
    NextForm, "next_form", Passport, "next form", ScreenOnly(FORMS);
    PreviousForm, "previous_form", Passport, "previous form", ScreenOnly(FORMS);
    AddRow, "add_row", Passport, "add a row", Typed("TABLE", "adds a row to a table of the forms and asks its questions: add row contact");
    RemoveRow, "remove_row", Passport, "remove the row", Typed("TABLE", "removes a row of a table after a question");
    Clear, "clear", Passport, "clear the answer", Typed("QUESTION", "clears one answer: clear date of birth");
    Prefill, "prefill", Passport, "fill from an earlier case", Typed("", "offers what earlier cases of the same child say, to be taken by number");
    Transfer, "transfer", Passport, "fill from a transfer file", Typed("FILE", "offers what a Common Transfer File says of the child, to be taken by number");
    ProposePeople, "propose_people", Passport, "propose people to ask", Typed("", "adds to the initial meeting, or to the latest review, everybody who should be asked");
    ShowPaper, "show_paper", Passport, "show the evidence", Typed("NUMBER", "reads the list of the evidence, or the text of one piece");
    FillWeek, "fill_week", Attendance, "fill the week", Typed("SIDE", "fills the rest of the week in the home or host register: fill week host");
    Run, "run", Attendance, "fill a number of sessions", Typed("COUNT SIDE CODE", "sets one code in the next so many sessions: run 4 host I");
    Select, "select", Attendance, "select sessions", ScreenOnly("Run fills several sessions in a linear session.");
    NextFault, "next_fault", Attendance, "next fault", Typed("", "reads the next session, after the week read last, in which the registers do not fit");
    NextWeek, "next_week", Attendance, "next week", Typed("", "reads the week after the one read last, and takes marks");
    PreviousWeek, "previous_week", Attendance, "previous week", Typed("", "reads the week before the one read last, and takes marks");
    SwitchSide, "switch_side", Attendance, "other register", ScreenOnly("Each mark that is typed names home or host.");
    ClearMark, "clear_mark", Attendance, "clear the mark", ScreenOnly("A dash for the code clears a mark: fri pm host -.");
    NextPupil, "next_pupil", Attendance, "next pupil", Typed("", "opens the next case of the list on the same week");
    PreviousPupil, "previous_pupil", Attendance, "previous pupil", Typed("", "opens the case before it in the list on the same week");
    Term, "term", Attendance, "all weeks at a glance", Typed("", "reads every week of the direction in one line each");
    Figures, "figures", Attendance, "figures", Typed("", "reads the attendance figures");
    Timetable, "timetable", Attendance, "timetable", Typed("DAY", "asks, weekday by weekday, at which school the pupil is from a day on");
    ImportRegister, "import_register", Attendance, "import a register", Typed("SIDE FILE", "reads a register's file and says what it would change before it asks");
    MakePaper, "make_paper", Documents, "write it into a folder", Typed("DOCUMENT", "writes a document into a folder: make paper letter");
    PreviewPaper, "preview_paper", Documents, "look at it", Typed("DOCUMENT", "reads a document's text");
    PaperSent, "paper_sent", Documents, "it was sent", Typed("DOCUMENT", "records a document as sent today");
    PaperFolder, "paper_folder", Documents, "write it elsewhere", Typed("FOLDER", "names the folder that documents are written into");
    PaperForAll, "paper_for_all", Documents, "write it for all tagged", Typed("DOCUMENT", "writes one document for all tagged cases of the list");
    Save, "save", Form, "save", ScreenOnly("An answer is saved as it is given; an event is saved when you say yes to it.");
    Cancel, "cancel", Form, "leave", ScreenOnly(LEAVE);
    Accept, "accept", Text, "save a line", ScreenOnly("Enter ends the line and gives the answer.");
    Done, "done", Text, "save", ScreenOnly("A line that holds only a full stop ends a long answer.");
    LeaveText, "leave_text", Text, "leave it as it was", ScreenOnly(LEAVE);
    NextLine, "next_line", Text, "next line of the list below", ScreenOnly(CHOOSE);
    PreviousLine, "previous_line", Text, "previous line of the list below", ScreenOnly(CHOOSE);
    NextLines, "next_lines", Text, "ten lines on", ScreenOnly(CHOOSE);
    PreviousLines, "previous_lines", Text, "ten lines back", ScreenOnly(CHOOSE);
    Complete, "complete", Text, "take the first word offered", ScreenOnly(TYPE);
    ClearLine, "clear_line", Text, "empty the line", ScreenOnly(TYPE);
    UndoTyping, "undo_typing", Text, "undo what was typed last", ScreenOnly(TYPE);
    SelectAll, "select_all", Text, "select all of it", ScreenOnly(TYPE);
    OwnEditor, "own_editor", Text, "write it in your own editor", ScreenOnly("A linear session draws nothing that an editor could give back; paste the text instead.");
    Choose, "choose", List, "take the line", ScreenOnly(CHOOSE);
    Close, "close", List, "leave the list", ScreenOnly(LEAVE);
    Toggle, "toggle", List, "tick the line, or a page on", ScreenOnly(CHOOSE);
    NextPart, "next_part", List, "next part", ScreenOnly("Every part is read one after another.");
    Extra, "extra", List, "what the heading says of it", ScreenOnly("Views and evidence have commands of their own in a linear session.");
    Agree, "agree", Confirm, "yes", ScreenOnly("Type yes when you are asked.");
    Decline, "decline", Confirm, "no", ScreenOnly("Type no when you are asked.");
    Dismiss, "dismiss", Confirm, "leave it", ScreenOnly(LEAVE);
    KeepTimetable, "keep_timetable", Timetable, "save the timetable", ScreenOnly(WEEK);
    AtHome, "at_home", Timetable, "at the home school", ScreenOnly(WEEK);
    AtHost, "at_host", Timetable, "at the host school", ScreenOnly(WEEK);
    AtNeither, "at_neither", Timetable, "at neither", ScreenOnly(WEEK);
    AllAlike, "all_alike", Timetable, "all sessions like this one", ScreenOnly(WEEK);
    DayLater, "day_later", Timetable, "holds from a day later", ScreenOnly(FROM);
    DayEarlier, "day_earlier", Timetable, "holds from a day earlier", ScreenOnly(FROM);
    WeekLater, "week_later", Timetable, "holds from a week later", ScreenOnly(FROM);
    WeekEarlier, "week_earlier", Timetable, "holds from a week earlier", ScreenOnly(FROM);
    NewTerm, "new_term", Terms, "new term", Typed("FIRST to LAST", "adds a term to the school whose terms were read last");
    NewClosure, "new_closure", Terms, "closed days", Typed("DAYS REASON", "adds closed days to the school whose terms were read last: new closure 26/10/2026 to 30/10/2026 half-term");
    CorrectLine, "correct_line", Terms, "correct the line", Typed("NUMBER DAYS", "puts other days in the place of a line of the terms");
    RemoveLine, "remove_line", Terms, "remove the line", Typed("NUMBER", "removes a line of the terms");
    OtherSchool, "other_school", Terms, "the other school", Typed("", "reads the terms of the case's other school");
    Record, "record", Global, "record an event", Typed("EVENT", "records an event of the open case: record contact");
    Find, "find", Global, "find", Typed("SEARCH", "shows the cases that fit a search, or all of them: find late");
    Palette, "palette", Global, "commands by name", ScreenOnly("Help lists every command by its name.");
    Open, "open", Global, "open", Typed("NUMBER or REFERENCE", "opens a case; the number alone does the same");
    Back, "back", Global, "back", Typed("", "goes back to the list");
    Undo, "undo", Global, "undo", Typed("", "takes back the last change; anything but the change you just made is asked about first");
    Redo, "redo", Global, "redo", Typed("", "does again what was undone last");
    Help, "help", Global, "help", Typed("GROUP or COMMAND", "reads these groups, or what a command does");
    Quit, "quit", Global, "leave Offsite", Typed("", "leaves Offsite; everything is saved");
    Deal, "deal", Global, "deal with it", Typed("NUMBER", "goes to what the case needs first, or to what has that number in the overview: records the event or asks the question");
    Why, "why", Global, "why", Typed("NUMBER", "reads the rule and the arithmetic behind what has that number in the overview, or behind each");
    History, "history", Global, "what was changed, when and by whom", Typed("", "reads what was changed in the open case, when and by whom");
    Cases, "cases", Global, "case list", Typed("", "reads the list from its beginning");
    Overview, "overview", Global, "overview", Typed("", "reads what the open case is, and what it needs next");
    Passport, "passport", Global, "passport and forms", Typed("FORM or missing", "asks the questions of the passport; of another form by its name or number, as passport review; or only those without an answer");
    Timeline, "timeline", Global, "review timeline", Typed("", "reads the events of the open case");
    Attendance, "attendance", Global, "attendance", Typed("DAY", "reads a week of both registers and takes marks");
    Documents, "documents", Global, "documents", Typed("", "reads the documents of the open case and how each stands");
    NextPane, "next_pane", Global, "next pane", ScreenOnly(PANES);
    PreviousPane, "previous_pane", Global, "previous pane", ScreenOnly(PANES);
    Down, "down", Global, "down", ScreenOnly(CURSOR);
    Up, "up", Global, "up", ScreenOnly(CURSOR);
    Left, "left", Global, "left", ScreenOnly(CURSOR);
    Right, "right", Global, "right", ScreenOnly(CURSOR);
    PageDown, "page_down", Global, "ten down", Typed("", "reads the next ten cases of the list");
    PageUp, "page_up", Global, "ten up", Typed("", "reads the ten cases before those read last");
    First, "first", Global, "first", ScreenOnly("Cases reads the list from its beginning.");
    Last, "last", Global, "last", ScreenOnly("Open with the last number goes to the last case.");
    Older, "older", Global, "back to the case open before", Typed("", "opens the case that was open before this one");
    Newer, "newer", Global, "forward again", Typed("", "goes forward again");
    SetMark, "set_mark", Global, "mark this case with a letter", Typed("LETTER", "marks the open case with a letter until you leave");
    GoMark, "go_mark", Global, "go to a marked case", Typed("LETTER", "opens the case marked with a letter");
    CopyReference, "copy_reference", Global, "send the reference to your clipboard", ScreenOnly("The prompt reads the reference; a plain terminal has no clipboard.");
    ChooseTheme, "choose_theme", Global, "choose a theme, seen as you move", ScreenOnly("Nothing is drawn, so there are no colours.");
    Suspend, "suspend", Global, "to the shell; fg comes back", ScreenOnly("Nothing is drawn: the shell's own Ctrl-Z does it.");
    Terms, "terms", Global, "terms and closures", Typed("home or host", "reads the terms and closed days of one of the case's schools");
    Redraw, "redraw", Global, "draw the screen again", ScreenOnly("Nothing is drawn.");
    Blank, "blank", Global, "hide the screen; Enter shows it again", ScreenOnly("What was read stays in the terminal: clear it there, or leave with quit.");
    BackUp, "back_up", Global, "back up now", Typed("", "writes the day's backup now");
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
