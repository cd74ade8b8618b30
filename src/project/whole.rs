//! A workspace, read: institution, partners, templates, and what is wrong with them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::loaded::{LoadedPartner, PartlyLoaded};
use super::{picture_trial, prose_fields};
use crate::awaited_answer::{AwaitedAnswer, NothingAwaited};
use crate::diagnostic::words::all;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::format::picture::Flaw;
use crate::history::{PartnerHistory, ReadLedger, WorkspaceHistory, read_ledger};
use crate::locale::Locale;
use crate::model::{Defaults, Institution, Partner};
use crate::partnership::{KnownPartner, Partnership};
use crate::rules;
use crate::schema::{Described, PartialRecord, Record};
use crate::source::SourceFile;
use crate::template::{HtmlLayouts, InstitutionView, Kind, TemplateSet};
use crate::workspace::{
    INSTITUTION, OWN_DOCUMENTS, PARTNERS, PartnerFile, PartnerFileKind, TemplateFiles, Workspace, ids_of,
};

/// How many files that are missing in a document are named.
const MOST_NAMED: usize = 5;

/// Everything that documents are made from.
///
/// Of the partners only the texts are held: a partner is read when its turn comes and forgotten
/// afterwards, so that memory does not grow with their number.
pub struct Project {
    /// Who we are.
    pub institution: Record<Institution>,
    /// The ids of all partners, in order.
    pub ids: Vec<String>,
    /// The templates.
    pub templates: Arc<TemplateSet>,
    /// The HTML layouts.
    pub pages: Arc<HtmlLayouts>,
    /// The files of layouts, fonts and assets.
    pub files: Arc<TemplateFiles>,
    /// Files among the partners' that cannot be one, each with that as its problem.
    pub misnamed: Vec<PartnerFile>,
    /// Why it is not known which partners there are, if so.
    pub unlisted: Option<Diagnostic>,
    /// Where all this was read.
    pub workspace: Workspace,
    /// Whether all of it could be read that every document needs. Else nothing is made of it.
    pub(super) is_whole: bool,
    /// The institution with as much as possible in place of what could not be read, if something could not.
    pub(super) fullest: Option<Record<Institution>>,
    pub(super) texts: Vec<Result<SourceFile, Diagnostic>>,
    /// By language.
    pub(super) institution_views: InstitutionViews,
    /// The names of the documents that are a first email.
    pub(super) first_contacts: Vec<String>,
    /// The names of the documents that all sides sign.
    pub(super) agreements: Vec<String>,
    /// What is wrong with the institution's pictures, by their names.
    pub(super) picture_flaws: PictureFlaws,
    /// What happened with everybody, and the files that cannot be read.
    pub(super) known_history: Arc<OnceLock<(WorkspaceHistory, Diagnostics)>>,
}

/// What templates see of the institution, by language, each made when the first one asks.
pub(super) type InstitutionViews = BTreeMap<String, OnceLock<Arc<InstitutionView>>>;
/// What is wrong with pictures, by their names, each looked at when the first one asks.
pub(super) type PictureFlaws = BTreeMap<String, OnceLock<Option<Flaw>>>;

impl Project {
    /// Reads a workspace.
    ///
    /// # Errors
    /// What makes every document impossible: an institution or layouts that cannot be read. What is
    /// wrong with the partners comes along then too.
    pub fn read(workspace: &Workspace) -> Result<Self, Diagnostics> {
        let (project, mut found) = Self::read_in_part(workspace);
        match project {
            Some(project) if project.is_whole => Ok(project),
            Some(project) => {
                found.extend(project.unlisted);
                found.extend(project.misnamed.into_iter().filter_map(|file| file.misnamed));
                for text in project.texts {
                    found.extend(record::<Partner>(text).err().into_iter().flatten());
                }
                Err(found)
            }
            None => Err(found),
        }
    }

    /// Reads what can be read of a workspace, and what makes every document impossible; none when it is not even known
    /// which templates there are.
    pub fn read_in_part(workspace: &Workspace) -> (Option<Self>, Diagnostics) {
        let mut found = Diagnostics::new();
        let others = || -> Result<_, Diagnostic> {
            let mut others = workspace.objection_files()?;
            others.extend(workspace.institution_copies()?);
            others.extend(workspace.stray_files()?);
            Ok(others)
        };
        let listed = workspace.partner_files().and_then(|files| Ok((files, others()?)));
        let ((mut misnamed, lists), unlisted) = match listed {
            Ok(files) => (files, None),
            Err(problem) => (Default::default(), Some(problem)),
        };
        let ids = ids_of(&misnamed);
        misnamed.extend(lists);
        misnamed.retain(|file| file.misnamed.is_some());
        let texts: Vec<_> = ids.iter().map(|id| workspace.partner(id)).collect();
        let own = workspace.institution();
        let institution = record::<Institution>(own.clone()).map_err(|more| found.extend(more)).ok();
        let mut is_whole = institution.is_some();
        let mut fullest = None;
        let institution = institution.or_else(|| {
            let file = own.unwrap_or_else(|_| SourceFile::new(INSTITUTION, ""));
            let part = PartialRecord::read_or_nothing(&file, prose_fields::problems)?;
            found.extend(part.refused);
            fullest = Some(part.most);
            Some(part.least)
        });
        let files = workspace.templates().map_err(|problem| found.push(problem)).ok();
        let pages = files.as_ref().and_then(|files| {
            HtmlLayouts::load(files)
                .map_err(|more| {
                    found.extend(more);
                    is_whole = false;
                })
                // What the rules look at is no page.
                .or_else(|()| HtmlLayouts::load(&TemplateFiles::built_in()))
                .ok()
        });
        let (Some(mut institution), Some(files), Some(pages)) = (institution, files, pages) else {
            found.extend(unlisted);
            found.extend(misnamed.into_iter().filter_map(|file| file.misnamed));
            for text in texts {
                found.extend(record::<Partner>(text).err().into_iter().flatten());
            }
            return (None, found.without_repetitions());
        };
        look_at(&mut institution, &files);
        let files = Arc::new(files);
        let templates = templates_of(&files, &institution.model);
        let institution_views = no_views_yet(&templates);
        let picture_flaws = pictures_of(&institution.model).map(|name| (name, OnceLock::new())).collect();
        let firsts = Kind::ALL.iter().filter(|kind| kind.is_first_contact());
        let first_contacts = firsts.flat_map(|kind| templates.of_kind(*kind)).map(str::to_owned).collect();
        let agreements = templates.of_kind(Kind::Agreement).into_iter().map(str::to_owned).collect();
        let project = Self {
            institution,
            ids,
            templates,
            pages: Arc::new(pages),
            files,
            misnamed,
            unlisted,
            workspace: workspace.clone(),
            is_whole,
            fullest,
            texts,
            institution_views,
            first_contacts,
            agreements,
            picture_flaws,
            known_history: Arc::default(),
        };
        (Some(project), found.without_repetitions())
    }

    /// The same with this text in place of a partner's file, or of one more partner: what has not been saved yet.
    pub fn with_partner(mut self, id: &str, text: SourceFile) -> Self {
        match self.ids.binary_search_by(|other| other.as_str().cmp(id)) {
            Ok(at) => self.texts[at] = Ok(text),
            Err(at) => {
                self.ids.insert(at, id.to_owned());
                self.texts.insert(at, Ok(text));
            }
        }
        self
    }

    /// Whether all of it could be read that every document needs.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// What is wrong with the names of files that seem to be of some partners; of all when none is named.
    pub fn misnamed_of<'a>(&'a self, partners: &'a [String]) -> impl Iterator<Item = Diagnostic> + 'a {
        let meant = move |file: &&PartnerFile| partners.is_empty() || partners.contains(&file.partner);
        self.misnamed.iter().filter(meant).filter_map(|file| file.misnamed.clone())
    }

    /// Whether a partner's file has a word in it.
    pub fn mentions(&self, id: &str, word: &str) -> bool {
        let text = self.text(id).and_then(|text| text.as_ref().ok());
        text.is_some_and(|file| file.text().contains(word))
    }

    /// Reads a partner's file; by the name of the documents about all partners all files.
    ///
    /// # Errors
    /// What is wrong with it; of all files, which of them cannot be read.
    pub fn load(&self, id: &str) -> Result<LoadedPartner, Diagnostics> {
        if id == OWN_DOCUMENTS {
            return Ok(self.about_all(self.all_partners()?));
        }
        let partner = self.partner(id)?;
        Ok(self.loaded(id, partner, self.log(id).as_ref()))
    }

    /// Reads a partner's file and its log alone, to see how it stands: without further organisations, and without a look at
    /// its words.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn load_alone(&self, id: &str) -> Result<LoadedPartner, Diagnostics> {
        let partner = record::<Partner>(self.text(id).cloned().unwrap_or_else(|| Err(unknown_partner(id))))?;
        let history = PartnerHistory::of_ledger(&partner.model, self.log(id).as_ref());
        Ok(LoadedPartner { id: id.to_owned(), partner, further: Vec::new(), history, partners: None })
    }

    /// The partners that rest, as far as they can be read, with what happened with them.
    pub fn load_resting(&self) -> Vec<LoadedPartner> {
        let files = self.workspace.resting_files().unwrap_or_default();
        let is_log = |file: &&PartnerFile| file.kind == PartnerFileKind::Log;
        let of_partner = |id: &str| -> Option<ReadLedger> {
            let mut whole = ReadLedger::default();
            for log in files.iter().filter(is_log).filter(|log| log.partner == id) {
                let read = read_ledger(&log.path).ok()?;
                whole.entries.extend(read.entries);
                whole.damaged.extend(read.damaged);
                whole.torn = whole.torn.or(read.torn);
            }
            Some(whole)
        };
        let data = files.iter().filter(|file| file.kind == PartnerFileKind::Data);
        let loaded = data.filter_map(|file| {
            let partner = record::<Partner>(file.text()).ok()?;
            let history = PartnerHistory::of_ledger(&partner.model, of_partner(&file.partner).as_ref());
            let id = file.partner.clone();
            Some(LoadedPartner { id, partner, further: Vec::new(), history, partners: None })
        });
        loaded.collect()
    }

    /// What documents about all partners have in place of a partner.
    fn about_all(&self, partners: Vec<KnownPartner>) -> LoadedPartner {
        LoadedPartner {
            id: OWN_DOCUMENTS.to_owned(),
            partner: Record::without_values(self.institution.file.clone(), Partner::default()),
            further: Vec::new(),
            history: PartnerHistory::default(),
            partners: Some(partners),
        }
    }

    /// All partners with what happened with them.
    ///
    /// # Errors
    /// Which files cannot be read: a document about all partners would be one without some of them.
    fn all_partners(&self) -> Result<Vec<KnownPartner>, Diagnostics> {
        let mut found = Diagnostics::new();
        found.extend(self.unlisted.clone());
        let is_left_out = |file: &&PartnerFile| {
            let is_misnamed = file.misnamed.as_ref().is_some_and(|one| one.code == codes::BAD_FILE_NAME);
            is_misnamed && file.kind == PartnerFileKind::Data && file.name.starts_with(PARTNERS)
        };
        let mut missing: Vec<String> =
            self.misnamed.iter().filter(is_left_out).map(|file| file.name.clone()).collect();
        // A disk that does not answer says nothing about the partners.
        let is_silent =
            |one: &Diagnostic| [codes::UNREADABLE_FILE, codes::FILE_TOO_LARGE].contains(&one.code);
        let mut partners = Vec::new();
        for id in &self.ids {
            let partner = self.partner(id).map_err(|why| {
                found.extend(why.into_iter().filter(is_silent));
                missing.push(format!("{PARTNERS}/{id}.yaml"));
            });
            let log = match read_ledger(&self.workspace.ledger(id)) {
                Ok(log) => log.is_whole().then_some(log.entries),
                Err(why) => {
                    found.extend(Some(why).filter(is_silent));
                    None
                }
            };
            if log.is_none() {
                missing.push(format!("{PARTNERS}/{id}.log"));
            }
            if let (Ok(partner), Some(log)) = (partner, log) {
                let history = PartnerHistory::of(&partner.model, Some(&log));
                partners.push(KnownPartner { id: id.clone(), partner, history });
            }
        }
        if missing.is_empty() && found.is_empty() {
            return Ok(partners);
        }
        found.extend((!missing.is_empty()).then(|| not_all(&missing)));
        Err(found)
    }

    /// Reads what can be read of a partner's file; none when nothing can be known of it.
    pub fn load_in_part(&self, id: &str) -> Option<PartlyLoaded> {
        let (least, most) = match self.partner(id) {
            Ok(partner) => (partner.clone(), partner),
            Err(_) => {
                let PartialRecord { mut least, most, refused } =
                    PartialRecord::read(self.text(id)?.as_ref().ok()?, prose_fields::problems)?;
                let invented = rules::in_partner(&self.institution, &least);
                least.remarks.extend(refused);
                least.remarks.extend(invented);
                (least, most)
            }
        };
        let log = self.log(id);
        let loaded = |partner| self.loaded(id, partner, log.as_ref());
        Some(PartlyLoaded { least: loaded(least), most: loaded(most) })
    }

    fn loaded(&self, id: &str, partner: Record<Partner>, log: Option<&ReadLedger>) -> LoadedPartner {
        let further = self.further(id, &partner.model);
        let history = PartnerHistory::of_ledger(&partner.model, log);
        LoadedPartner { id: id.to_owned(), partner, further, history, partners: None }
    }

    /// What stands in a partner's log; none when it cannot be read at all, which is told by whoever needs it.
    fn log(&self, id: &str) -> Option<ReadLedger> {
        read_ledger(&self.workspace.ledger(id)).ok()
    }

    /// The text of a partner's file; none when there is no such partner.
    fn text(&self, id: &str) -> Option<&Result<SourceFile, Diagnostic>> {
        // The ids stand in order.
        let at = self.ids.binary_search_by(|other| other.as_str().cmp(id)).ok()?;
        self.texts.get(at)
    }

    fn partner(&self, id: &str) -> Result<Record<Partner>, Diagnostics> {
        let mut partner =
            record::<Partner>(self.text(id).cloned().unwrap_or_else(|| Err(unknown_partner(id))))?;
        partner.remarks.extend(rules::in_partner(&self.institution, &partner));
        Ok(partner)
    }

    /// The further organisations of a partner's agreement, and behind them those that only meet; all whose files can be
    /// read.
    fn further(&self, id: &str, partner: &Partner) -> Vec<(String, Record<Partner>)> {
        let signing = partner.mou.iter().flat_map(|mou| mou.further_partners.iter().map(String::as_str));
        let mut ids: Vec<&str> = signing.collect();
        for (_, meeting) in partner.all_meetings() {
            let meets = meeting.further_ids(id).into_iter();
            ids.extend(meets.filter(|other| self.text(other).is_some()).collect::<Vec<_>>());
        }
        let mut known: Vec<(String, Record<Partner>)> = Vec::new();
        for id in ids {
            if known.iter().all(|(other, _)| other != id)
                && let Ok(partner) = self.partner(id)
            {
                known.push((id.to_owned(), partner));
            }
        }
        known
    }

    /// The answer to a first email that is awaited of a partner.
    ///
    /// # Errors
    /// Why none is.
    pub fn awaited_answer(&self, loaded: &LoadedPartner) -> Result<AwaitedAnswer, NothingAwaited> {
        let usual = Defaults::default();
        let defaults = self.institution.model.defaults.as_ref().unwrap_or(&usual);
        AwaitedAnswer::of(&loaded.partner.model, &loaded.history, &self.first_contacts, defaults)
    }

    /// A partner with all that its documents may speak of.
    pub fn partnership<'a>(&'a self, loaded: &'a LoadedPartner, today: Date) -> Partnership<'a> {
        Partnership {
            institution: &self.institution,
            id: &loaded.id,
            partner: &loaded.partner,
            further: &loaded.further,
            history: &loaded.history,
            ids: &self.ids,
            first_contacts: &self.first_contacts,
            agreements: &self.agreements,
            partners: loaded.partners.as_deref(),
            today,
            meeting_position: None,
            reminder: None,
            version: None,
        }
    }

    /// The same with as much as possible in place of what could not be read of the institution.
    pub fn fullest_partnership<'a>(&'a self, loaded: &'a LoadedPartner, today: Date) -> Partnership<'a> {
        let institution = self.fullest.as_ref().unwrap_or(&self.institution);
        Partnership { institution, ..self.partnership(loaded, today) }
    }

    /// What happened with everybody, and the files that cannot be read, so that somebody may have objected there; read
    /// when the first one asks.
    pub fn known_history(&self) -> &(WorkspaceHistory, Diagnostics) {
        self.known_history.get_or_init(|| WorkspaceHistory::as_far_as_known(&self.workspace))
    }

    /// What templates see of the institution in a language, made when the first one asks.
    pub fn institution_view(&self, locale: &Locale) -> Arc<InstitutionView> {
        let new = || Arc::new(InstitutionView::new(&self.institution, locale));
        self.institution_views.get(&locale.tag).map_or_else(new, |view| view.get_or_init(new).clone())
    }

    /// What is wrong with a picture, looked at when the first document shows it; none when it is fine.
    pub fn picture_flaw(&self, name: &str, bytes: &[u8]) -> Option<Flaw> {
        let look = || picture_trial::flaw(name, bytes);
        self.picture_flaws.get(name).map_or_else(look, |flaw| flaw.get_or_init(look).clone())
    }
}

/// Adds to the institution's remarks what is invented in its file, and its logo when that is ours.
pub(super) fn look_at(institution: &mut Record<Institution>, files: &TemplateFiles) {
    let logo = institution.model.logo.as_deref().and_then(|name| files.own_bytes(name));
    let invented = rules::in_institution(institution, logo);
    institution.remarks.extend(invented);
}

/// The templates of an institution.
pub(super) fn templates_of(files: &Arc<TemplateFiles>, institution: &Institution) -> Arc<TemplateSet> {
    Arc::new(TemplateSet::load(files.clone(), &named_languages(institution)))
}

/// The languages that an institution names.
pub(super) fn named_languages(institution: &Institution) -> Vec<&str> {
    let named = institution.languages.iter().chain([&institution.default_language]);
    named.map(String::as_str).collect()
}

/// A place for what templates of each language see of the institution.
pub(super) fn no_views_yet(templates: &TemplateSet) -> InstitutionViews {
    templates.spoken().into_iter().map(|language| (language.to_owned(), OnceLock::new())).collect()
}

/// The names of the pictures of an institution.
pub(super) fn pictures_of(institution: &Institution) -> impl Iterator<Item = String> {
    let funding = institution.eu_funding.as_ref();
    let emblem = funding.and_then(|funding| funding.emblem_file.clone());
    institution.logo.clone().into_iter().chain(emblem)
}

fn unknown_partner(id: &str) -> Diagnostic {
    Diagnostic::error(codes::UNKNOWN_PARTNER_NAME, format!("there is no partner `{id}`"))
}

/// That no document about all partners is made, because of these files.
fn not_all(missing: &[String]) -> Diagnostic {
    let more = missing.len().saturating_sub(MOST_NAMED);
    let named = all(&missing[..missing.len() - more]);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Diagnostic::error(
        codes::NOT_ALL_PARTNERS,
        format!("no document about all partners is made, because {named}{more} cannot be read"),
    )
    .help("it would be made without that partner; mend what is told of the file, or take the file out of the folder")
}

/// A file's record, its prose looked at too.
pub(super) fn record<T: Described>(file: Result<SourceFile, Diagnostic>) -> Result<Record<T>, Diagnostics> {
    let record = Record::read(file?)?;
    let problems = prose_fields::problems(&record);
    if problems.has_errors() { Err(problems) } else { Ok(record) }
}
