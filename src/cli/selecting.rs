//! The flags that say which partners and documents are meant, and in which language: alike in all commands.

use clap::Args;
use handclasp::diagnostic::words::did_you_mean;
use handclasp::diagnostic::{Diagnostic, codes};
use handclasp::due::{AskedLanguages, Selection};
use handclasp::format::Format;

/// Which partners.
#[derive(Args)]
pub struct PartnerFlags {
    /// A partner, by the name of its file (repeatable)
    #[arg(long, value_name = "ID")]
    partner: Vec<String>,
    /// Only partners with this value: kind=company, country=DE,AT (repeatable)
    #[arg(long = "where", value_name = "KEY=VALUE")]
    wheres: Vec<String>,
}

/// Which documents of which partners.
#[derive(Args)]
pub struct DocumentFlags {
    /// Documents, by the names of their folders in `templates` [default: all that are due]
    documents: Vec<String>,
    #[command(flatten)]
    partners: PartnerFlags,
    /// Languages of the documents: de,fr; all: those that institution.yaml names [default: each partner's]
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    lang: Vec<String>,
    /// Only documents of this meeting, by its `id` or its day
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
}

impl PartnerFlags {
    /// What was asked for, besides the partners that are named in another way.
    ///
    /// # Errors
    /// A condition without `=`.
    pub fn selection(&self, named: &[String]) -> Result<Selection, Diagnostic> {
        let wheres = self
            .wheres
            .iter()
            .map(|text| {
                let pair = text.split_once('=').filter(|(key, _)| !key.is_empty());
                pair.map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned())).ok_or_else(|| {
                    Diagnostic::error(
                        codes::BAD_CONDITION,
                        format!("`--where {text}` has no field and value"),
                    )
                    .help("write --where kind=company")
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Selection {
            documents: Vec::new(),
            partners: named.iter().chain(&self.partner).map(|name| id_of(name).to_owned()).collect(),
            wheres,
            languages: AskedLanguages::OfPartner,
            meeting: None,
            formats: Vec::new(),
            usual_formats_only: false,
            only: None,
        })
    }
}

impl DocumentFlags {
    /// What was asked for, in the formats of these names.
    ///
    /// # Errors
    /// A format that there is none of, a condition without `=`.
    pub fn selection(&self, formats: &[String]) -> Result<Selection, Diagnostic> {
        let formats = formats.iter().map(|name| format_of(name)).collect::<Result<Vec<_>, _>>()?;
        Ok(Selection {
            documents: self.documents.clone(),
            languages: AskedLanguages::of(&self.lang),
            meeting: self.meeting.clone(),
            formats,
            ..self.partners.selection(&[])?
        })
    }
}

fn format_of(name: &str) -> Result<Format, Diagnostic> {
    Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        let mut diagnostic = Diagnostic::error(codes::UNKNOWN_FORMAT, format!("there is no format `{name}`"));
        diagnostic.help = did_you_mean(name, &names);
        diagnostic
    })
}

/// A partner's id, also from the name of its file.
pub fn id_of(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.strip_suffix(".yaml").unwrap_or(name)
}
