//! The table of actions: for each its name in keymap files, its scope, the group and words of the
//! help, and how it is done in a linear session.
//!
//! The bottom bar, the palette, the help page, keymap files, the manual's table of keys and the
//! commands of a linear session all come from [`Action::ALL`].

use crate::domain::officers::Right;

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
    Requests = "requests", Items = "items",
}

macro_rules! groups {
    ($($group:ident = $title:literal, $begins:literal);* $(;)?) => {
        /// What an officer is about when looking for a key: the headings of the help.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Group { $(#[doc = concat!("The heading `", $title, "`.")] $group),* }
        impl Group {
            /// Every group with its heading, in the order in which an officer needs them.
            pub const ALL: &'static [(Group, &'static str)] = &[$((Group::$group, $title)),*];

            /// Returns how an officer begins with it in a linear session.
            pub fn begins(self) -> &'static str {
                match self { $(Group::$group => $begins,)* }
            }
        }
    };
}
groups! {
    ThisCase = "This case", "Type a number to open that case; deal then does its first task.";
    Answers = "Answers and forms", "Type passport missing to answer what is missing, question by question.";
    Attendance = "Attendance and terms", "Type attendance for this week; type marks like fri pm host L.";
    Documents = "Documents", "Type documents to hear them all; make paper letter creates one.";
    Find = "The list and finding cases", "Type find and a search to shorten the list; find alone shows it all.";
    SeveralCases = "Several cases", "Type select and numbers of the list; act on selected then records one event in each.";
    Move = "Move", "Type the name of a pane to hear it for the open case.";
    Typing = "While you type", "Type the answer and press Enter.";
    Lists = "In a list or a question", "Type the number of a line, or yes or no.";
    Offsite = "Offsite", "Type quit to leave.";
}

macro_rules! actions {
    ($($action:ident, $name:literal, $scope:ident, $group:ident, $help:literal, $in_lines:expr;)*) => {
        /// Something that a key does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = concat!("`", $name, "`: ", $help, ".")] $action),* }
        impl Action {
            /// Every action: its name, scope and help words, most used first.
            pub const ALL: &'static [(Action, &'static str, Scope, &'static str)] = &[$((Action::$action, $name, Scope::$scope, $help)),*];

            /// Returns the heading under which the help shows it.
            pub fn group(self) -> Group {
                match self { $(Action::$action => Group::$group,)* }
            }

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
const ACCESS: &str = "Leave, and run: offsite subject-access --help.";
const PANES: &str = "Each pane is a command: type its name.";

actions! {
    NewCase, "new_case", Cases, Find, "New case", Typed("", "opens a new case; type passport missing to answer its questions");
    Import, "import", Cases, Find, "Import", ScreenOnly("Leave, and run: offsite import.");
    Views, "views", Cases, Find, "Views", Typed("NUMBER", "reads the saved views, or shows one of them; views 0 shows all cases");
    KeepView, "keep_view", Cases, Find, "Save view", Typed("NUMBER NAME", "saves the search and order of the list as a view, number 1 to 9");
    SelectCase, "select", Cases, SeveralCases, "Select case", Typed("NUMBERS", "selects cases of the list, or clears them: select 1 4 7; alone it selects the open case");
    SelectRange, "select_range", Cases, SeveralCases, "Select a range", Typed("NUMBER to NUMBER", "selects every case between two numbers: select range 2 to 9");
    SelectAllCases, "select_all", Cases, SeveralCases, "Select all", Typed("", "selects every case of the list");
    ClearSelection, "clear_selection", Cases, SeveralCases, "Clear selection", Typed("", "clears the selection");
    ActOnSelected, "act_on_selected", Cases, SeveralCases, "Act on selected", Typed("EVENT", "records one event in all selected cases, after telling you what it does to each");
    SearchText, "search_text", Cases, Find, "Search all text", Typed("WORDS", "searches every answer, meeting and note, and numbers the places");
    Sort, "sort", Cases, Find, "Sort", Typed("ORDER", "changes the order of the list, for example by name or by year");
    Columns, "columns", Cases, Find, "Columns", ScreenOnly("In a linear session each case is one sentence, without columns.");
    Edit, "edit", Passport, Answers, "Answer", Typed("QUESTION", "asks one question again: edit date of birth");
    Yes, "yes", Passport, Answers, "Yes", ScreenOnly("Type yes as the answer to the question.");
    No, "no", Passport, Answers, "No", ScreenOnly("Type no as the answer to the question.");
    NextMissing, "next_missing", Passport, Answers, "Next missing answer", Typed("", "asks the next unanswered question of the passport");
    NextSafeguarding, "next_safeguarding", Passport, Answers, "Next safeguarding answer", Typed("", "asks the next unanswered safeguarding question");
    Missing, "missing", Passport, Answers, "List missing answers", Typed("FORM", "reads the unanswered questions of the passport, or of the form with that number");
    FindInForm, "find_in_form", Passport, Answers, "Find in this form", Typed("WORDS", "finds questions by their words and reads their answers");
    NextSection, "next_section", Passport, Answers, "Next section", ScreenOnly(SECTIONS);
    PreviousSection, "previous_section", Passport, Answers, "Previous section", ScreenOnly(SECTIONS);
    NextForm, "next_form", Passport, Answers, "Next form", ScreenOnly(FORMS);
    PreviousForm, "previous_form", Passport, Answers, "Previous form", ScreenOnly(FORMS);
    AddRow, "add_row", Passport, Answers, "Add row", Typed("TABLE", "adds a row to a table of the forms and asks its questions: add row contact");
    RemoveRow, "remove_row", Passport, Answers, "Remove row", Typed("TABLE", "removes a row of a table after a question");
    Clear, "clear", Passport, Answers, "Clear answer", Typed("QUESTION", "clears one answer: clear date of birth");
    Prefill, "prefill", Passport, Answers, "Fill from an earlier case", Typed("", "offers answers from earlier cases of the same child, by number");
    Transfer, "transfer", Passport, Answers, "Fill from a transfer file", Typed("FILE", "offers answers from a Common Transfer File, by number");
    ProposePeople, "propose_people", Passport, Answers, "Suggest people to invite", Typed("", "adds everyone who should be invited to the initial meeting or the latest review");
    ShowPaper, "show_paper", Passport, Answers, "Show evidence", Typed("NUMBER", "reads the list of the evidence, or the text of one piece");
    FillWeek, "fill_week", Attendance, Attendance, "Fill the week", Typed("SIDE", "fills the rest of the week in the home or host register: fill week host");
    Run, "run", Attendance, Attendance, "Fill several sessions", Typed("COUNT SIDE CODE", "sets one code for a number of sessions: run 4 host I");
    SelectSessions, "select_sessions", Attendance, Attendance, "Select sessions", ScreenOnly("Type run to fill several sessions.");
    NextFault, "next_fault", Attendance, Attendance, "Next problem", Typed("", "reads the next session with a problem, after the last week read");
    NextWeek, "next_week", Attendance, Attendance, "Next week", Typed("", "reads the following week and takes marks");
    PreviousWeek, "previous_week", Attendance, Attendance, "Previous week", Typed("", "reads the week before and takes marks");
    SwitchSide, "switch_side", Attendance, Attendance, "Other register", ScreenOnly("Name home or host with each mark.");
    ClearMark, "clear_mark", Attendance, Attendance, "Clear mark", ScreenOnly("Type a dash as the code to clear a mark: fri pm host -.");
    NextPupil, "next_pupil", Attendance, Attendance, "Next pupil", Typed("", "opens the next case of the list on the same week");
    PreviousPupil, "previous_pupil", Attendance, Attendance, "Previous pupil", Typed("", "opens the previous case of the list on the same week");
    Term, "term", Attendance, Attendance, "All weeks", Typed("", "reads every week of the direction, one line each");
    Figures, "figures", Attendance, Attendance, "Figures", Typed("", "reads the attendance figures");
    Timetable, "timetable", Attendance, Attendance, "Timetable", Typed("DAY", "asks which school the pupil is at for each weekday, from a date");
    ImportRegister, "import_register", Attendance, Attendance, "Import a register", Typed("SIDE FILE", "reads a register file, says what it would change, then asks");
    FilterTimeline, "filter_timeline", Timeline, ThisCase, "Filter", ScreenOnly("Timeline reads every event.");
    MakePaper, "make_paper", Documents, Documents, "Create", Typed("DOCUMENT", "creates a document in a folder: make paper letter");
    PreviewPaper, "preview_paper", Documents, Documents, "Preview", Typed("DOCUMENT", "reads the text of a document");
    PaperSent, "paper_sent", Documents, Documents, "Mark as sent", Typed("DOCUMENT", "marks a document as sent today");
    PaperFolder, "paper_folder", Documents, Documents, "Choose the folder", Typed("FOLDER", "chooses the folder for documents");
    PaperForAll, "paper_for_all", Documents, Documents, "Create for selected cases", Typed("DOCUMENT", "creates one document for all selected cases");
    Save, "save", Form, Answers, "Save", ScreenOnly("Answers save as you give them; an event saves when you say yes.");
    Cancel, "cancel", Form, Answers, "Cancel", ScreenOnly(LEAVE);
    Accept, "accept", Text, Typing, "Save line", ScreenOnly("Press Enter to give the answer.");
    Done, "done", Text, Typing, "Save", ScreenOnly("Type a full stop alone on a line to end a long answer.");
    LeaveText, "leave_text", Text, Typing, "Cancel", ScreenOnly(LEAVE);
    NextLine, "next_line", Text, Typing, "Next line below", ScreenOnly(CHOOSE);
    PreviousLine, "previous_line", Text, Typing, "Previous line below", ScreenOnly(CHOOSE);
    NextLines, "next_lines", Text, Typing, "Ten lines down", ScreenOnly(CHOOSE);
    PreviousLines, "previous_lines", Text, Typing, "Ten lines up", ScreenOnly(CHOOSE);
    Complete, "complete", Text, Typing, "Complete the word", ScreenOnly(TYPE);
    ClearLine, "clear_line", Text, Typing, "Clear line", ScreenOnly(TYPE);
    UndoTyping, "undo_typing", Text, Typing, "Undo typing", ScreenOnly(TYPE);
    SelectText, "select_text", Text, Typing, "Select all text", ScreenOnly(TYPE);
    OwnEditor, "own_editor", Text, Typing, "Open your editor", ScreenOnly("Paste the text instead.");
    Choose, "choose", List, Lists, "Choose", ScreenOnly(CHOOSE);
    Close, "close", List, Lists, "Close", ScreenOnly(LEAVE);
    Toggle, "toggle", List, Lists, "Tick, or page down", ScreenOnly(CHOOSE);
    NextPart, "next_part", List, Lists, "Next part", ScreenOnly("Each part is read in turn.");
    Extra, "extra", List, Lists, "As the heading says", ScreenOnly("Use the commands for views and evidence.");
    Agree, "agree", Confirm, Lists, "Yes", ScreenOnly("Type yes when you are asked.");
    Decline, "decline", Confirm, Lists, "No", ScreenOnly("Type no when you are asked.");
    Dismiss, "dismiss", Confirm, Lists, "Cancel", ScreenOnly(LEAVE);
    KeepTimetable, "keep_timetable", Timetable, Attendance, "Save timetable", ScreenOnly(WEEK);
    AtHome, "at_home", Timetable, Attendance, "At the home school", ScreenOnly(WEEK);
    AtHost, "at_host", Timetable, Attendance, "At the host", ScreenOnly(WEEK);
    AtNeither, "at_neither", Timetable, Attendance, "At neither", ScreenOnly(WEEK);
    AllAlike, "all_alike", Timetable, Attendance, "Same for all sessions", ScreenOnly(WEEK);
    DayLater, "day_later", Timetable, Attendance, "Start a day later", ScreenOnly(FROM);
    DayEarlier, "day_earlier", Timetable, Attendance, "Start a day earlier", ScreenOnly(FROM);
    WeekLater, "week_later", Timetable, Attendance, "Start a week later", ScreenOnly(FROM);
    WeekEarlier, "week_earlier", Timetable, Attendance, "Start a week earlier", ScreenOnly(FROM);
    NewTerm, "new_term", Terms, Attendance, "Add term", Typed("FIRST to LAST", "adds a term to the last school read");
    NewClosure, "new_closure", Terms, Attendance, "Add closed days", Typed("DAYS REASON", "adds closed days to the last school read: new closure 26/10/2026 to 30/10/2026 half-term");
    CorrectLine, "correct_line", Terms, Attendance, "Correct line", Typed("NUMBER DAYS", "changes the dates of a line of the terms");
    RemoveLine, "remove_line", Terms, Attendance, "Remove line", Typed("NUMBER", "removes a line of the terms");
    OtherSchool, "other_school", Terms, Attendance, "Other school", Typed("", "reads the terms of the case's other school");
    NewRequest, "new_request", Requests, Lists, "New request for subject access", ScreenOnly(ACCESS);
    EditRequest, "edit_request", Requests, Lists, "Record what is known of it", ScreenOnly(ACCESS);
    DeleteLog, "delete_log", Requests, Lists, "Delete its log", ScreenOnly(ACCESS);
    Give, "give", Items, Lists, "Give this item", ScreenOnly(ACCESS);
    Withhold, "withhold", Items, Lists, "Withhold this item", ScreenOnly(ACCESS);
    Redact, "redact", Items, Lists, "Redact a passage", ScreenOnly(ACCESS);
    Undecide, "undecide", Items, Lists, "Back to undecided", ScreenOnly(ACCESS);
    GiveSection, "give_section", Items, Lists, "Give what is undecided in this section", ScreenOnly(ACCESS);
    NextUndecided, "next_undecided", Items, Lists, "Next item to decide", ScreenOnly(ACCESS);
    OnlyUndecided, "only_undecided", Items, Lists, "Only items to decide", ScreenOnly(ACCESS);
    NextHeading, "next_heading", Items, Lists, "Next section of items", ScreenOnly(ACCESS);
    PreviousHeading, "previous_heading", Items, Lists, "Previous section of items", ScreenOnly(ACCESS);
    CheckDecisions, "check_decisions", Items, Lists, "Check the decisions", ScreenOnly(ACCESS);
    MakeCopy, "make_copy", Items, Lists, "Make the copy", ScreenOnly(ACCESS);
    Record, "record", Global, ThisCase, "Record", Typed("EVENT", "records an event of the open case: record contact");
    Find, "find", Global, Find, "Find", Typed("SEARCH", "shows the cases that match a search, or all cases: find late");
    Palette, "palette", Global, Find, "Commands", ScreenOnly("Type help to list every command.");
    Open, "open", Global, ThisCase, "Open", Typed("NUMBER or REFERENCE", "opens a case; the number alone does the same");
    Back, "back", Global, Move, "Back", Typed("", "goes back to the list");
    Undo, "undo", Global, ThisCase, "Undo", Typed("", "undoes the last change; asks first unless you just made it");
    Redo, "redo", Global, ThisCase, "Redo", Typed("", "redoes the last change undone");
    Help, "help", Global, Offsite, "Help", Typed("GROUP or COMMAND", "reads the groups of commands, or what one command does");
    Quit, "quit", Global, Offsite, "Quit", Typed("", "leaves Offsite; everything is saved");
    Deal, "deal", Global, ThisCase, "Do next", Typed("NUMBER", "does the first task of the case, or the one with that number in the overview");
    Why, "why", Global, ThisCase, "Why", Typed("NUMBER", "reads the rule and the dates behind the task with that number, or behind each");
    People, "people", Global, ThisCase, "People", Typed("", "reads the people of the open case and how to reach them");
    Tour, "tour", Global, Offsite, "Tour", ScreenOnly("Type help for the commands.");
    History, "history", Global, ThisCase, "Change history", Typed("or history looked", "reads the changes to the open case, with who and when; history looked reads who has looked at it");
    Restrict, "restrict", Global, ThisCase, "Restrict (who sees this case)", Typed("LOGINS or open", "reads who sees the open case, lets only these officers see it, or opens it to all");
    OpenRestricted, "open_restricted", Global, Find, "Open a restricted case", Typed("REFERENCE REASON", "opens a restricted case without being named, to read it for three hours; those named and the lead are told");
    SubjectAccess, "subject_access", Global, Find, "Requests for subject access", Typed("", "reads the requests for subject access and by when each is due");
    Cases, "cases", Global, Move, "Cases", Typed("", "reads the list from the start");
    Overview, "overview", Global, Move, "Overview", Typed("", "reads a summary of the open case and what to do next");
    Passport, "passport", Global, Move, "Passport and forms", Typed("FORM or missing", "asks the questions of the passport or another form, as in passport review; passport missing asks only the unanswered ones");
    Timeline, "timeline", Global, Move, "Timeline", Typed("", "reads what happened on the open case, then what is late, booked and due");
    Attendance, "attendance", Global, Move, "Attendance", Typed("DAY", "reads a week of both registers and takes marks");
    Documents, "documents", Global, Move, "Documents", Typed("", "reads the documents of the open case and their state");
    Oversight, "oversight", Global, Move, "Oversight of all cases", Typed("", "reads how many cases are overdue, without a review or silent, by school and by officer");
    NextPane, "next_pane", Global, Move, "Next pane", ScreenOnly(PANES);
    PreviousPane, "previous_pane", Global, Move, "Previous pane", ScreenOnly(PANES);
    Down, "down", Global, Move, "Down", ScreenOnly(CURSOR);
    Up, "up", Global, Move, "Up", ScreenOnly(CURSOR);
    Left, "left", Global, Move, "Left", ScreenOnly(CURSOR);
    Right, "right", Global, Move, "Right", ScreenOnly(CURSOR);
    PageDown, "page_down", Global, Move, "Page down", Typed("", "reads the next ten cases of the list");
    PageUp, "page_up", Global, Move, "Page up", Typed("", "reads the previous ten cases");
    First, "first", Global, Move, "First", ScreenOnly("Type cases to read the list from the start.");
    Last, "last", Global, Move, "Last", ScreenOnly("Type open and the last number.");
    Older, "older", Global, Find, "Previous case", Typed("", "opens the previous case");
    Newer, "newer", Global, Find, "Next case", Typed("", "goes forward to the next case");
    SetMark, "set_mark", Global, Find, "Set bookmark", Typed("LETTER", "bookmarks the open case with a letter until you leave");
    GoMark, "go_mark", Global, Find, "Go to bookmark", Typed("LETTER", "opens the case with that bookmark");
    CopyReference, "copy_reference", Global, ThisCase, "Copy the reference", ScreenOnly("The prompt shows the reference, and a plain terminal has no clipboard.");
    ChooseTheme, "choose_theme", Global, Offsite, "Choose a theme", ScreenOnly("A linear session has no colours.");
    Suspend, "suspend", Global, Offsite, "Suspend (fg to return)", ScreenOnly("Press Ctrl-Z.");
    Terms, "terms", Global, ThisCase, "Terms and closures", Typed("home or host", "reads the terms and closed days of one of the case's schools");
    Redraw, "redraw", Global, Offsite, "Redraw", ScreenOnly("A linear session has no screen to redraw.");
    Blank, "blank", Global, Offsite, "Hide the screen (Enter to return)", ScreenOnly("Clear the terminal, or quit.");
    ImportSchools, "import_schools", Global, Offsite, "Import schools", Typed("FILE", "reads a register of schools, says what it would change, then asks");
    BackUp, "back_up", Global, Offsite, "Back up now", Typed("", "makes today's backup now");
}

impl Group {
    /// Returns the heading of the group.
    pub fn title(self) -> &'static str {
        Group::ALL.iter().find(|(group, _)| *group == self).map_or("", |(_, title)| title)
    }

    /// Returns the place of the group in the order of the help.
    pub fn place(self) -> usize {
        Group::ALL.iter().position(|(group, _)| *group == self).unwrap_or(Group::ALL.len())
    }
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
            | Scope::Terms
            | Scope::Requests
            | Scope::Items => true,
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

    /// Returns whether it leaves the officer in the form at hand: it moves there, or turns back
    /// what was answered there.
    pub fn stays(self) -> bool {
        let turns = matches!(self, Action::Undo | Action::Redo);
        self.moves() || turns || matches!(self, Action::Left | Action::Right)
    }

    /// Returns what an officer's role must allow for it; none where every role that reads may do it.
    pub fn right(self) -> Option<Right> {
        Some(match self {
            Action::MakePaper
            | Action::PreviewPaper
            | Action::PaperSent
            | Action::PaperFolder
            | Action::PaperForAll => Right::Print,
            Action::NewCase
            | Action::Import
            | Action::SelectCase
            | Action::SelectRange
            | Action::SelectAllCases
            | Action::ClearSelection
            | Action::ActOnSelected
            | Action::Edit
            | Action::Yes
            | Action::No
            | Action::NextMissing
            | Action::NextSafeguarding
            | Action::AddRow
            | Action::RemoveRow
            | Action::Clear
            | Action::Prefill
            | Action::Transfer
            | Action::ProposePeople
            | Action::FillWeek
            | Action::Run
            | Action::SelectSessions
            | Action::ClearMark
            | Action::Timetable
            | Action::Undo
            | Action::Redo
            | Action::Deal
            | Action::NewRequest
            | Action::EditRequest
            | Action::Give
            | Action::Withhold
            | Action::Redact
            | Action::Undecide
            | Action::GiveSection
            | Action::CheckDecisions
            | Action::Record => Right::Record,
            Action::MakeCopy | Action::DeleteLog => Right::Export,
            Action::ImportRegister
            | Action::ImportSchools
            | Action::NewTerm
            | Action::NewClosure
            | Action::CorrectLine
            | Action::RemoveLine => Right::Schools,
            Action::Restrict => Right::Restrict,
            Action::OpenRestricted => Right::BreakGlass,
            _ => return None,
        })
    }

    /// Returns whether it hands the terminal to another program.
    pub fn leaves_offsite(self) -> bool {
        matches!(self, Action::OwnEditor | Action::Suspend)
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
