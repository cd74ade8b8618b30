//! Before learners go abroad it is said who insures them, and whether some are under age.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::LoiVariant;
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("safeguarding-open"),
    reason: "An accident abroad, a learner of sixteen without somebody in charge: who insures them and whether minors travel is asked first by parents, heads and National Agencies, and settled before anybody signs.",
    example: "mou: {term: {start: on_last_signature, end: 2030-12-31}}\nmobility:\n  flows: [{type: short_term_learner, direction: out, learners: 4, weeks: 3}]",
    scope: Scope::Kinds(&[Kind::Agreement, Kind::Letter]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let record = partnership.partner;
    let partner = &record.model;
    let Some(mobility) = &partner.mobility else { return };
    let hosts = partner.loi.as_ref().is_some_and(|loi| loi.variant == LoiVariant::Hosting);
    let is_said_somewhere = partner.mou.is_some() || hosts;
    let learners_travel = mobility.minors || mobility.flows.iter().any(|flow| flow.is_of_learners());
    if !is_said_somewhere || !learners_travel {
        return;
    }
    let mobility_place = || record.place(&["mobility"]);
    if let Some(mou) = &partner.mou
        && mou.clauses.safeguarding == Some(false)
    {
        found.push(
            Diagnostic::warning(RULE.code, "learners travel, and the clause on their safety is switched off")
                .at(&record.file, &record.place(&["mou", "clauses", "safeguarding"]), "")
                .help("take the line out; the clause is usual where learners travel"),
        );
    }
    let says_minors = record.values.pointer("/mobility/minors").is_some();
    let (missing, help) = match (mobility.insurance_by.is_some(), says_minors) {
        (true, true) => return,
        (false, true) => ("who insures the learners who travel", INSURANCE.to_owned()),
        (true, false) => ("whether some of the learners who travel are under 18", MINORS.to_owned()),
        (false, false) => (
            "who insures the learners who travel, and whether some are under 18",
            format!("{INSURANCE}; {MINORS}"),
        ),
    };
    found.push(
        Diagnostic::warning(RULE.code, format!("it is not said {missing}"))
            .at(&record.file, &mobility_place(), "")
            .help(help),
    );
}

const INSURANCE: &str =
    "write `insurance_by: ours`, `theirs`, or `both` when each insures those that it sends";
const MINORS: &str = "write `minors: true` or `minors: false`";
