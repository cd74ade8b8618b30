//! `handclasp new`: a partner's file with every field explained.

use clap::Args;
use handclasp::diagnostic::{Diagnostic, Exit, codes};
use handclasp::locale::Words;
use handclasp::project::Project;
use handclasp::schema::{PARTNER, Shape, skeleton};
use handclasp::template::TemplateSet;
use handclasp::workspace::{FileOutcome, OWN_DOCUMENTS, PARTNERS, SCHEMAS, TemplateFiles, Workspace, is_id};

use super::common::Common;
use super::error::CommandError;
use super::terminal::Terminal;

#[derive(Args)]
pub struct Arguments {
    /// The partner's name for its file: small letters, digits, hyphens
    partner: String,
    /// Language whose words stand in front of the texts [default: the institution's]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
}

pub fn run(arguments: &Arguments, common: &Common, terminal: &Terminal) -> Result<Exit, CommandError> {
    let id = arguments.partner.as_str();
    let workspace = common.workspace()?;
    if !is_id(id) {
        let message = format!("`{id}` cannot be the name of a partner's file");
        let help = match id == OWN_DOCUMENTS {
            true => "a folder of that name is for documents about all partners; write the partner's name"
                .to_owned(),
            false => format!("use small letters a to z, digits and hyphens: {}", suggestion(id)),
        };
        return Err(CommandError::usage(Diagnostic::error(codes::BAD_FILE_NAME, message).help(help)));
    }
    let name = format!("{PARTNERS}/{id}.yaml");
    if workspace.write_new(&name, text(id, &lead_ins(&workspace, arguments.lang.as_deref())?).as_bytes())?
        == FileOutcome::Kept
    {
        let message = format!("`{name}` is there already; it stays as it is");
        return Err(Diagnostic::error(codes::FILE_EXISTS, message)
            .help("choose another name, or open that file")
            .into());
    }
    // Without the schema the file is right all the same; an editor explains less.
    if let Err(problem) = workspace.write_schemas() {
        terminal.report(&problem.into())?;
    }
    terminal.say(&format!("written: {}", workspace.root().join(&name).display()))?;
    terminal.say(&format!(
        "next: open it, fill in what you know (take away the `# ` in front of a line), then `handclasp check {id}`"
    ))?;
    Ok(Exit::Fine)
}

fn suggestion(name: &str) -> String {
    let safe = handclasp::format::ascii_file_name(name, None).to_lowercase().replace('_', "-");
    safe.trim_matches('-').to_owned()
}

/// The words in front of texts, in the language asked for, else in the institution's, else in English.
///
/// # Errors
/// A language asked for that there are no words in.
fn lead_ins(workspace: &Workspace, language: Option<&str>) -> Result<Words, Diagnostic> {
    let project = Project::read(workspace).ok();
    let words = |tag: &str| {
        let of_project = project.as_ref().and_then(|project| project.templates.locale(tag));
        let built_in = || TemplateSet::load(TemplateFiles::built_in().into(), &[]);
        of_project.map_or_else(
            || built_in().locale(tag).map(|locale| locale.words.fits_after.clone()),
            |locale| Some(locale.words.fits_after.clone()),
        )
    };
    if let Some(asked) = language {
        return words(asked).ok_or_else(|| {
            let problem = Diagnostic::error(
                codes::UNKNOWN_LANGUAGE,
                format!("there are no words in the language `{asked}`"),
            );
            problem.help("the languages are named like this: en, de, fr, pt-PT")
        });
    }
    let own = project.as_ref().map(|project| project.institution.model.default_language.as_str());
    Ok(own.and_then(words).or_else(|| words("en")).unwrap_or_default())
}

fn text(id: &str, lead_ins: &Words) -> String {
    // Nobody but the partner can say them, and a guess would be printed.
    let empty = ["legal_name", "kind"];
    let fields =
        skeleton(Shape::of(&PARTNER), &empty, &|path| lead_ins.get(&format!("partner.{path}")).cloned());
    format!(
        "# yaml-language-server: $schema=../{SCHEMAS}/partner.json\n\
         # A partner organisation. Every field is explained; take away the `# ` in front of what you fill in.\n\
         # What documents need is told by `handclasp check {id}`.\n{fields}"
    )
}
