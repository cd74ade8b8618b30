//! The folders of a workspace, and the only place that touches files.
//!
//! In: paths. Out: texts and bytes with their names, or a diagnostic. Files are written whole or not at
//! all: to a temporary neighbour first, then renamed.

mod appended;
mod changes;
mod choosing;
mod example_folder;
mod file_names;
mod folder_lock;
mod folders;
mod links;
mod lock;
mod moving;
mod partner_files;
mod reading;
mod sample;
mod schemas;
mod signed_copies;
mod staged;
mod strays;
mod system_errors;
mod templates;
mod turn;
mod user_folder;
mod writing;
mod writing_note;

pub use appended::{AppendedFile, appended_text};
pub use changes::WorkspaceStamp;
pub use choosing::{ChosenFolder, documents_folder, is_folder_name, typed_folder};
pub use example_folder::ExampleFolder;
pub use file_names::{OWN_DOCUMENTS, is_device, is_id};
pub use folder_lock::FolderLock;
pub use folders::{
    ARCHIVE, INSTITUTION, OBJECTIONS, OUTPUT, PARTNERS, SCHEMAS, SENT, SIGNED, TEMPLATES, UNDO, Workspace,
    folders_with, is_folder,
};
pub use links::{canonical, lies_in};
pub use moving::{delete, is_there, move_to, remove_empty};
pub use partner_files::{PartnerFile, PartnerFileKind, ids_of, second_versions};
pub use reading::{read, read_lines, table, with_plain_lines};
pub use sample::{Leftover, sample_institution, sample_languages, sample_logo, sample_partners};
pub use signed_copies::scan;
pub use staged::{Staged, Stamp, stage, stamp};
pub use templates::TemplateFiles;
pub use turn::Turn;
pub use user_folder::{note_mistake, note_opened, opened_folders, opened_last};
pub use writing::{FileOutcome, make_folder, remove, write};
pub use writing_note::is_being_written;
