//! The words of the page: one file a language in `assets/office/words/`.
//!
//! A file has every key, or it is none: a word that is missing would be one of another language on the page.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::start_words::{
    DoorWords, ExampleWords, FirstEmailWords, LookWords, NewPartnerWords, ProfileWords, StartWords,
};
use super::word_structs::words;
use crate::model::{OrganisationKind, Phase};
use crate::noting::NotableFact;
use crate::reminders::ReminderPhrase;
use crate::schema::{self, Described};

/// A phrase with a number, by the form that the number takes: one, few, many, other.
pub type CountedWords = BTreeMap<String, String>;

words! {
    /// All words of the page.
    PageWords {
        name: String,
        shell: ShellWords,
        states: StateWords,
        phases: PhaseWords,
        kinds: KindWords,
        documents: BTreeMap<String, String>,
        today: TodayWords,
        reminders: BTreeMap<String, String>,
        overview: OverviewWords,
        partner: PartnerPageWords,
        document: DocumentPageWords,
        made: MadeWords,
        problems: ProblemWords,
        happened: HappenedWords,
        facts: FactWords,
        note: NoteWords,
        undo: UndoWords,
        saving: SavingWords,
        preview: PreviewWords,
        as_text: AsTextWords,
        settle: SettleWords,
        unread: UnreadWords,
        ended: EndedWords,
        refusals: RefusalWords,
        import: ImportWords,
        reading: ReadingWords,
        plan: PlanWords,
        imported: ImportedWords,
        fields: FieldWords,
        work: WorkWords,
        sending: SendingWords,
        email: EmailWords,
        many: ManyWords,
        fair: FairWords,
        edit: EditWords,
        data: DataWords,
        door: DoorWords,
        start: StartWords,
        example: ExampleWords,
        profile: ProfileWords,
        look: LookWords,
        new_partner: NewPartnerWords,
        first_email: FirstEmailWords,
        wording: WordingWords,
    }
    /// What stands on every page.
    ShellWords {
        skip: String, navigation: String, partners: String, words: String, problems: String, folder: String, language: String,
        end: String, end_hint: String, saved_nothing: String,
    }
    /// How documents stand.
    StateWords {
        up_to_date: String, outdated: String, unmade: String, stopped: String, withheld: String, kept: String,
        edited: String, edit_stale: String, sent: String, signed: String, in_doubt: String,
        draft: String,
    }
    /// How far it has come with a partner.
    PhaseWords {
        scouting: String, first_contact: String, proposal: String, collaboration_setup: String,
        maintenance_growth: String,
    }
    /// What organisations are.
    KindWords {
        company: String, vet_school: String, training_centre: String, university: String, chamber: String,
        authority: String, ngo: String, network: String, other: String,
    }
    /// What is to be done today.
    TodayWords {
        title: String, nothing: String, next: String, late: CountedWords,
        more: CountedWords, by: String,
    }
    /// The list of all partners.
    OverviewWords {
        title: String, search: String, search_hint: String, country: String, phase: String,
        every: String, sort: String, by_name: String, by_country: String, by_phase: String, by_contact: String,
        by_action: String, conditions: String, condition: String, condition_hint: String, show: String,
        reset: String, list: String, found: CountedWords, shown: String, none: String, no_partner: String,
        no_partner_hint: String, our_page: String, save_table: String, partner: String, last_contact: String, never: String, next_action: String,
        documents: String, unreadable: String, previous: String, next: String, pages: String, problems: CountedWords,
        no_problems: String, looking: String,
    }
    /// A partner.
    PartnerPageWords {
        back: String, make_all: CountedWords, making: String, nothing_due: String, documents: String,
        no_documents: String, languages: String, own_language: String, history: String, no_history: String,
        history_torn: String, contact: String, website: String, phase: String, last_contact: String,
        next_action: String, problems: CountedWords, file: String,
    }
    /// A document.
    DocumentPageWords {
        make: String, make_again: String, open: String, save: String, save_mail: String, save_calendar: String,
        picture: String, page: String, pages: CountedWords, no_picture: String,
        unfinished: String, mail_frame: String, to: String, cc: String, subject: String, attached: String,
        plain: String, mail_hint: String, reminder: String, version: String,
    }
    /// What became of the making.
    MadeWords {
        title: String, files: CountedWords, current: CountedWords, nothing: String, remarks: CountedWords, stopped: String,
        kept: String, r#where: String, halted: String, untouched: CountedWords, edited: String, made: String,
        own: String, behind: String, behind_hint: String, behind_link: String,
    }
    /// The problems of all files.
    ProblemWords {
        title: String, none: String, looked: CountedWords, errors: CountedWords, warnings: CountedWords, error: String,
        warning: String, line: String, others: CountedWords, help: String, stops: String, meaning: String,
        language: String,
    }
    /// What happened with a partner.
    HappenedWords {
        sent: String, in_doubt: String, drafted: String, not_sent: String, objected: String, called: String,
        met: String, wrote: String, answered: String, declined: String, snoozed: String,
        left: String, note: String, other: String, logbook: String, sent_by_hand: String, signed_by_us: String,
        signed_by: String, version: String, refused: String, deferred: String, found_sent: String, found_not_sent: String,
        renamed: String, checked: CountedWords, from_us: String, from_them: String, by: String, taken_back: String,
        earlier: CountedWords, unread: String,
    }
    /// What somebody can note, as it is chosen, and what each means where that is not plain.
    FactWords {
        called: String, met: String, answered: String, note: String, wrote: String, sent: String, signed: String,
        snoozed: String, declined: String, left: String, checked_translation: String, objected: String,
        wrote_hint: String, sent_hint: String, signed_hint: String, snoozed_hint: String, declined_hint: String,
        left_hint: String, checked_translation_hint: String, objected_hint: String,
    }
    /// The form for what happened.
    NoteWords {
        title: String, choose: String, more: String, other: String, save: String, back: String, text: String,
        text_hint: String, why: String, day: String, day_hint: String, until: String, until_hint: String, document: String,
        choose_document: String, emails: String, other_documents: String, contact: String, no_contact: String,
        signer: String, scan: String, scan_hint: String, special: String, version: String, version_hint: String,
        language: String, as_made: String, wrong: String, day_wrong: String, day_to_come: String, until_wrong: String,
        until_early: String, text_missing: String, document_missing: String, contact_missing: String,
        signer_missing: String, scan_missing: String, scan_wrong: String, scan_again: String, meanwhile: String,
        meanwhile_text: String, is_there: String, is_there_text: String, noted: String, scan_kept: String,
        signed_stays: String, take_back: String, later: String, no_texts: String, not_in_two: String, both_say: String, texts_changed: String,
        texts_noted: CountedWords, objection_noted: String, objection_holds: String, objection_in_list: String,
        objection_not_noted: String, objection_again: String, keep_list: String,
    }
    /// The taking back of what was noted last.
    UndoWords {
        title: String, text: String, yes: String, no: String, done: String, scan_stays: String, other: String,
        nothing: String,
    }
    /// Saving and undoing.
    SavingWords {
        redo: String, not_redone: String, not_redone_text: String, saved: String, saved_text: String, undo: String, undo_last: String, last: String, fields: CountedWords,
        undone: String, undone_text: String, not_last: String, not_last_text: String, changed_since: String,
        changed_since_text: String, damaged: String, damaged_text: String, cannot_undo: String, failed: String,
    }
    /// What is seen beside a form.
    PreviewWords {
        title: String, document: String, partner: String, look: String, look_hint: String, page: String,
        alt: String, missing: String, complete: String, problems: String, before: String, first_mend: String,
        no_documents: String, draft: String, invented: String, loading: String, unseen: String,
        count: CountedWords, none: String,
    }
    /// A file as text.
    AsTextWords {
        mend: String, link: String, title: String, intro: String, broken: String, broken_text: String, text: String,
        lines: String, save: String, to_form: String, look: String, same: String, same_text: String,
        still_broken: String, conflict: String, conflict_text: String, only_now: String, only_yours: String,
        save_mine: String, save_mine_hint: String, take_theirs: String, unreadable: String, gone: String,
    }
    /// Emails of which nobody knows whether they were sent.
    SettleWords {
        title: String, in_doubt: String, draft: String, sent: String, not_sent: String, hint: String,
        done_sent: String, done_not_sent: String, known: String,
    }
    /// A folder that cannot be read.
    UnreadWords { title: String, text: String, again: String }
    /// Why a request gets no page, and what helps.
    RefusalWords {
        foreign_host: String, foreign_host_hint: String, foreign_page: String, foreign_page_hint: String,
        no_key: String, no_key_hint: String, too_large: String, too_large_hint: String, file_too_large: String,
        file_too_large_hint: String, not_arrived: String, not_arrived_hint: String, no_such_page: String,
        no_such_page_hint: String, mistake: String, mistake_hint: String, only_example: String,
        only_example_hint: String,
    }
    /// After the end.
    EndedWords { title: String, text: String, ending: String, ending_hint: String }
    /// The first steps from a list to partners: which file, which columns.
    ImportWords {
        begin: String, title: String, lead: String, file: String, file_hint: String, no_file: String, forgotten: String,
        paste: String, rows_to_paste: String, paste_hint: String, pasted: String, read: String, nothing_yet: String, help_title: String, help_rows: String, help_columns: String, help_kept: String,
        other_file: String, second_step: String, columns: String, columns_title: String, columns_hint: String,
        as_kept: CountedWords, empty_columns: CountedWords, on_sheet: String, rows: CountedWords, one_row: String,
        several_rows: String, column_without_name: String, left_out: String, read_as: String, perhaps: String, taken: String,
        doubled: String, doubled_short: String, not_yet: String, no_name: String, no_kind: String, unreadable: String,
        preview: String, no_preview: String, are_new: CountedWords, are_there: CountedWords, are_left: CountedWords,
        for_all: String, for_all_hint: String, kind: String, as_in_list: String, country: String, country_hint: String,
        source: String, source_hint: String, event: String, event_hint: String, go_on: String, read_again: String,
    }
    /// How a list is read.
    ReadingWords {
        several_sheets: String, title: String, sheet: String, choose_sheet: String, letters: String, letters_hint: String, by_itself: String,
        unicode: String, western: String, central: String, cyrillic: String, greek: String, baltic: String, mac: String,
        dos_western: String, dos_central: String, days: String, day_first: String, month_first: String, hidden: String,
        hidden_rows: CountedWords,
    }
    /// What an import would do.
    PlanWords {
        step: String, title: String, back: String, another_title: String, another: String, new: CountedWords,
        new_hint: String, changed: CountedWords, changed_hint: String, differing: CountedWords, differing_hint: String,
        same: CountedWords, left: CountedWords, left_hint: String, look: String, leave: String, take: CountedWords,
        value: String, old: String, list_says: String, none: String, nothing: String, add: CountedWords,
        change: CountedWords, change_behind: CountedWords, keep: String, writing: String,
    }
    /// What an import has done.
    ImportedWords {
        title: String, title_in_part: String, new: CountedWords, changed: CountedWords, left: CountedWords, kept: String,
        not_kept: String, not_written: String, next: String, look_through: String, check: String, again: String,
        first_emails: String, written: String,
    }
    /// What the fields of a partner are called, and what they belong to.
    FieldWords { yes: String, no: String, groups: FieldGroupWords, names: BTreeMap<String, String> }
    /// What fields belong to.
    FieldGroupWords {
        organisation: String, address: String, contact: String, signatory: String, cooperation: String, numbers: String,
        logbook: String, numbered: String,
    }
    /// Work that takes long.
    WorkWords {
        making: WorkKindWords, packing: WorkKindWords, sending: WorkKindWords, drafting: WorkKindWords,
        progress: String, begins: String, at: String, waits: String, stop: String,
        stopping: String, again: String, goes_on: String, lost: String, over: String, back: String,
        unknown: String, unknown_hint: String,
    }
    /// Emails that leave.
    SendingWords {
        title: String, title_hint: String, no_emails: String, which: String, whom: String, ready: CountedWords, all: String,
        none_ready: String, limit: String, limit_hint: String, plan_hint: String, to_plan: String, to_drafts: String,
        not_ready: CountedWords, not_ready_hint: String, look: String, calendar: String, calendar_file: String,
        calendar_invite: String, calendar_update: String, calendar_cancel: String, incomplete: String,
        nobody_chosen: String, no_address: String, no_number: String, go_back: String, plan: String, plan_drafts: String,
        plan_test: String, stale: String, stale_hint: String, impossible: String, impossible_hint: String,
        nothing_left: String, remarks: CountedWords, remarks_hint: String, emails: String, number: CountedWords,
        later: CountedWords, from: String, server: String, size: String, no_account: String, no_account_hint: String,
        locked: String, locked_hint: String, locked_ways: String, ask: CountedWords, ask_hint: String,
        put: CountedWords, put_hint: String, test: String, test_hint: String, test_to: String, test_limit: String,
        test_go: String, test_now: CountedWords, question: CountedWords, question_hint: String, more: CountedWords,
        send_now: CountedWords, send_none: String, sum_sent: CountedWords, sum_drafted: CountedWords, sum_test: CountedWords,
        stopped: String, test_done: String, copied: CountedWords, not_copied: String, said: String,
        in_doubt: String, in_doubt_hint: String, refused: String, refused_hint: String, in_part: String,
        in_part_hint: String, changed: String, changed_hint: String, deferred: String, deferred_hint: String,
        not_tried: String, not_tried_hint: String, sent: String, sent_hint: String, drafted: String,
        drafted_hint: String, settle: String, was_sent: String, was_not_sent: String,
    }
    /// An email, and the ways in which it can leave.
    EmailWords {
        ways: String, send: String, send_hint: String, drafts: String, drafts_hint: String, make_first: String,
        yourself: String, copy: String, copied: String, copy_by_hand: String, copy_mail: String, copy_mail_hint: String,
        copied_mail: String, copy_without_script: String, outlook: String, gmail: String, new_tab: String,
        compose_hint: String, compose_attach: String, without_text: String, without_recipients: String,
        did_you: String, did: String, did_hint: String, gone: String, open: String, against: String, thread: String,
        thread_hint: String, settled_sent: String, settled_not_sent: String, noted_by_hand: String, not_noted: String,
    }
    /// The making of all that is due.
    ManyWords {
        link: String, title: String, count: String, counting: String, due: CountedWords, current: CountedWords,
        stopped: CountedWords, unread: CountedWords, hint: String, make: String, cancel: String,
    }
    /// A pack for a fair.
    FairWords {
        link: String, title: String, hint: String, problem: String, partners: String, all: String, none: String,
        document: String, language: String, order: String, by_country: String, by_name: String, bleed: String,
        bleed_hint: String, name: String, name_hint: String, make: String, earlier: String, sheet: String,
        sheet_hint: String, pages: CountedWords, of_partners: CountedWords, no_partner: String,
        no_document: String, bad_bleed: String, bad_name: String,
    }
    /// A text that was edited by hand.
    EditWords {
        link: String, title: String, changed: String, added: String, gone: String, end: String, gap: String,
        none: String, stale: String, stale_hint: String, frozen: String, unfinished: String, keep: String,
        keep_hint: String, kept_hint: String, keep_button: String, discard: String, discard_hint: String,
        discard_button: String, sure: String, lost: String, lost_hint: String, save: String, sure_button: String,
        back: String, another: String, another_hint: String,
    }
    /// The forms of the institution's and the partners' data.
    DataWords {
        link: String, institution: String, title: String, hint: String, us: String, save: String, as_text: String,
        nothing: String, nothing_hint: String, needed: String, more: String, not_said: String,
        add: String, remove: String, up: String, down: String, of_item: String, numbered: String, which_partner: String,
        in_language: String, fits_after: String, unknown: CountedWords, unfit: String, no_objection: String,
        note_objection: String, objection_stays: String, unread: String, unread_hint: String,
        impossible: String, impossible_hint: String, meanwhile: String, meanwhile_hint: String, meanwhile_open: String,
        mine: String, theirs: String, empty: String, choose: String, back: String,
    }
    /// The words of documents.
    WordingWords {
        title: String, link: String, lead: String, other_languages: String, own: CountedWords, top: String, sections: String,
        front_title: String, front_subject: String, front_file_name: String, front_footer: String,
        front_summary: String, whole: String, built_in: String, yours: String, change: String, undo: String,
        heading: String, text: String, braces: String, subjects: String, save: String, back: String, cancel: String,
        look: String, look_button: String, look_later: String, partner: String, any_partner: String,
        not_printed: String, nobody: String, wrong: String, others: String, saved: String, saved_hint: String,
        taken_back: String, taken_back_hint: String, same: String, not_saved: String, not_saved_hint: String,
        conflict: String, conflict_hint: String, now: String, save_mine: String, leave: String, undone: String,
        not_undone: String, not_undone_hint: String, file_wrong: String, broken: String, broken_hint: String,
    }
    /// What a kind of work is called, and how far it is.
    WorkKindWords { title: String, so_far: CountedWords }
}

impl PageWords {
    /// What a document is called; of one that somebody added, its own name.
    pub fn document(&self, name: &str) -> String {
        self.documents.get(name).cloned().unwrap_or_else(|| name.replace('-', " "))
    }

    /// A sentence of a reminder; empty when there is none, which the reading of the words refuses.
    pub fn reminder(&self, phrase: ReminderPhrase) -> &str {
        self.reminders.get(phrase.key()).map(String::as_str).unwrap_or_default()
    }

    /// What a phase is called.
    pub fn phase(&self, phase: Phase) -> &str {
        let words = &self.phases;
        match phase {
            Phase::Scouting => &words.scouting,
            Phase::FirstContact => &words.first_contact,
            Phase::Proposal => &words.proposal,
            Phase::CollaborationSetup => &words.collaboration_setup,
            Phase::MaintenanceGrowth => &words.maintenance_growth,
        }
    }

    /// What something that can be noted is called, and what it means where that is not plain.
    pub fn fact(&self, fact: NotableFact) -> (&str, Option<&str>) {
        let words = &self.facts;
        match fact {
            NotableFact::Called => (&words.called, None),
            NotableFact::Met => (&words.met, None),
            NotableFact::Answered => (&words.answered, None),
            NotableFact::Note => (&words.note, None),
            NotableFact::Wrote => (&words.wrote, Some(&words.wrote_hint)),
            NotableFact::Sent => (&words.sent, Some(&words.sent_hint)),
            NotableFact::Signed => (&words.signed, Some(&words.signed_hint)),
            NotableFact::Snoozed => (&words.snoozed, Some(&words.snoozed_hint)),
            NotableFact::Declined => (&words.declined, Some(&words.declined_hint)),
            NotableFact::Left => (&words.left, Some(&words.left_hint)),
            NotableFact::CheckedTranslation => {
                (&words.checked_translation, Some(&words.checked_translation_hint))
            }
            NotableFact::Objected => (&words.objected, Some(&words.objected_hint)),
        }
    }

    /// What a kind of organisation is called.
    pub fn kind(&self, kind: OrganisationKind) -> &str {
        let words = &self.kinds;
        match kind {
            OrganisationKind::Company => &words.company,
            OrganisationKind::VetSchool => &words.vet_school,
            OrganisationKind::TrainingCentre => &words.training_centre,
            OrganisationKind::University => &words.university,
            OrganisationKind::Chamber => &words.chamber,
            OrganisationKind::Authority => &words.authority,
            OrganisationKind::Ngo => &words.ngo,
            OrganisationKind::Network => &words.network,
            OrganisationKind::Other => &words.other,
        }
    }
}

impl Described for PageWords {
    const WHAT: &'static str = "the words of the office page";
    const IS_OF_PROGRAM: bool = true;

    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(schema::generate::<PageWords>);
        &SCHEMA
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> =
            LazyLock::new(|| schema::compile(PageWords::schema()));
        &COMPILED
    }
}
