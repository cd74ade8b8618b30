//! Who is named in an agreement by the name of a partner file is one of those who sign it.

use super::rule::{Look, Rule, Scope};
use crate::diagnostic::words::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Direction, Flow, US};
use crate::partnership::Partnership;
use crate::template::Kind;

pub(super) const RULE: Rule = Rule {
    code: Code::of_content("unknown-party"),
    reason: "What an organisation contributes, where it signs, whom it sends: it stands below the name of its partner file. Under a misspelt name it would be left out of the text, and nobody would miss it before the signature.",
    example: "mou:\n  further_partners: []\n  place: {others: {nobody: \"Turku\"}}",
    scope: Scope::Kinds(&[Kind::Agreement, Kind::Letter]),
    look: Look::Data(check),
};

fn check(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let partner = &partnership.partner.model;
    let mou = partner.mou.as_ref();
    let cooperation = partner.cooperation.as_ref();
    let mut keyed = Vec::new();
    let sides = [
        (["mou", "reference"], mou.and_then(|mou| mou.reference.as_ref())),
        (["mou", "place"], mou.and_then(|mou| mou.place.as_ref())),
    ];
    for (path, sides) in sides {
        let others = sides.into_iter().flat_map(|sides| sides.others.keys());
        keyed.extend(others.map(|id| (path, id.as_str())));
    }
    let commitments = cooperation.and_then(|cooperation| cooperation.commitments.as_ref());
    let others = commitments.into_iter().flat_map(|all| all.others.keys());
    keyed.extend(others.map(|id| (["cooperation", "commitments"], id.as_str())));
    for (path, id) in keyed {
        further(partnership, &path, id, found);
    }
    let flows = partner.mobility.as_ref().map_or(&[][..], |mobility| &mobility.flows);
    for (at, flow) in flows.iter().enumerate() {
        ends(partnership, at, flow, found);
    }
    coordinator(partnership, found);
}

/// A key of `others`, which is for those who stand neither in `ours` nor in `theirs`.
fn further(partnership: &Partnership<'_>, path: &[&str], id: &str, found: &mut Diagnostics) {
    if partnership.further_ids().any(|other| other == id) {
        return;
    }
    let own = if id == US { Some("ours") } else { (id == partnership.id).then_some("theirs") };
    let problem = match own {
        Some(own) => Diagnostic::error(RULE.code, format!("`{id}` is no further organisation"))
            .help(format!("what is of `{id}` stands in `{own}`")),
        None => no_party(partnership, id, partnership.further_ids().collect()),
    };
    let path: Vec<&str> = path.iter().copied().chain(["others", id]).collect();
    found.push(problem.at(&partnership.partner.file, &partnership.partner.place_of_key(&path), ""));
}

/// From whom and to whom a flow goes.
fn ends(partnership: &Partnership<'_>, at: usize, flow: &Flow, found: &mut Diagnostics) {
    let number = at.to_string();
    let place = |field| partnership.partner.place(&["mobility", "flows", &number, field]);
    let file = &partnership.partner.file;
    let known = parties(partnership);
    let named = [("from", &flow.from), ("to", &flow.to)];
    let unknown: Vec<_> = named
        .iter()
        .filter_map(|(field, end)| Some((*field, end.as_deref()?)))
        .filter(|(_, id)| !known.contains(id))
        .collect();
    for (field, id) in &unknown {
        found.push(no_party(partnership, id, known.clone()).at(file, &place(field), ""));
    }
    if !unknown.is_empty() {
        return;
    }
    let (from, to) = (flow.from.as_deref(), flow.to.as_deref());
    if let (Some(from), Some(to)) = (from, to)
        && from == to
    {
        let problem = Diagnostic::error(RULE.code, format!("a stay from `{from}` to `{to}` leads nowhere"));
        found.push(
            problem.at(file, &place("to"), "").help("`from` sends, `to` hosts: name two of those who sign"),
        );
    }
    // What `direction` says of an end that is named too.
    let contradicts = match flow.direction {
        Some(Direction::Out) => from
            .filter(|from| *from != US)
            .map(|from| ("out", "from", from))
            .or_else(|| to.filter(|to| *to == US).map(|to| ("out", "to", to))),
        Some(Direction::In) => to
            .filter(|to| *to != US)
            .map(|to| ("in", "to", to))
            .or_else(|| from.filter(|from| *from == US).map(|from| ("in", "from", from))),
        None => None,
    };
    if let Some((direction, field, id)) = contradicts {
        let message = format!("`direction: {direction}` and `{field}: {id}` say two things");
        found.push(
            Diagnostic::error(RULE.code, message)
                .at(file, &place(field), "")
                .help("take `direction` away: `from` and `to` say it all"),
        );
    }
}

/// Who applies for a project is named in words, where its name is not known by its id.
fn coordinator(partnership: &Partnership<'_>, found: &mut Diagnostics) {
    let loi = partnership.partner.model.loi.as_ref();
    let project = loi.and_then(|loi| loi.project.as_ref());
    let Some(id) = project.and_then(|project| project.coordinator.as_deref()) else { return };
    let is_printed = id != US && partnership.ids.iter().any(|other| other == id);
    if is_printed && !parties(partnership).contains(&id) {
        let place = partnership.partner.place(&["loi", "project", "coordinator"]);
        found.push(
            Diagnostic::error(RULE.code, format!("the letter would print `{id}`, the name of a file"))
                .at(&partnership.partner.file, &place, "")
                .help("write the name of the organisation as it is to be read"),
        );
    }
}

/// Us, the partner and the further organisations.
fn parties<'a>(partnership: &Partnership<'a>) -> Vec<&'a str> {
    [US, partnership.id].into_iter().chain(partnership.further_ids()).collect()
}

fn no_party(partnership: &Partnership<'_>, id: &str, known: Vec<&str>) -> Diagnostic {
    let problem = Diagnostic::error(RULE.code, format!("`{id}` is none of those who sign"));
    if partnership.ids.iter().any(|other| other == id) {
        return problem.help(format!("if it signs too, name it in `mou.further_partners`: [{id}]"));
    }
    match did_you_mean(id, &known) {
        Some(help) => problem.help(help),
        None => problem.help(
            "name it as its file in the folder `partners` is called, and also in `mou.further_partners`",
        ),
    }
}
