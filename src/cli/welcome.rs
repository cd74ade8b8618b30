//! `handclasp` alone: what to do next.

use handclasp::diagnostic::Exit;

use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

pub fn run(common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let text = match common.workspace() {
        Ok(workspace) => {
            let partners = workspace.partner_ids().map_or(0, |(ids, _)| ids.len());
            let first = match partners {
                0 => "  handclasp new NAME     begin the file of your first partner",
                _ => "  handclasp build        make all documents that are due, into `output/`",
            };
            format!(
                "Handclasp makes the documents of your partnerships.\n\nThis is a workspace with {}. Next:\n\n{first}\n  \
                 handclasp check        report every problem in your files\n  \
                 handclasp today        tell what is to be done with whom, by when and why\n  \
                 handclasp new NAME     begin a partner's file, with every field explained\n  \
                 handclasp --help       everything else",
                handclasp::diagnostic::words::count(partners, "partner"),
            )
        }
        Err(_) => "Handclasp makes the documents of your partnerships.\n\nThere is no workspace here yet. Next:\n\n  \
                   handclasp init         make one in this folder, with a working example\n  \
                   handclasp build        make the example's documents, into `output/`\n  \
                   handclasp --help       everything else"
            .to_owned(),
    };
    terminal.data(&text)?;
    Ok(Exit::Fine)
}
