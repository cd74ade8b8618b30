//! Printing: a part of a template with the values in it.

use tera::{Context, Value};

use super::compiled::Template;
use super::context::View;
use super::errors::{self, Places};
use super::expression::Expression;
use super::growth::{Printed, endless};
use super::kept;
use super::raised::rendered;
use super::raw_value::misfiltered;
use super::raw_value_finder::{FoundRawValue, Unprintable, may_be_in, written};
use crate::diagnostic::Diagnostic;

impl Template {
    /// The value of an expression of the definition.
    pub(super) fn value_of(
        &self,
        expression: &Expression,
        context: &Context,
        view: &View<'_>,
    ) -> Result<Value, Diagnostic> {
        self.printed(&expression.name, context, view)?;
        Ok(kept::take())
    }

    /// A part with its values, in which no list or group is printed as it is.
    pub(super) fn printed_part(
        &self,
        part: &str,
        context: &Context,
        view: &View<'_>,
    ) -> Result<String, Diagnostic> {
        let text = self.printed(part, context, view)?;
        self.raw_value(part, &text, context).map_or(Ok(text), Err)
    }

    /// What the document is called in messages: with what it is made for.
    pub(super) fn name_for(&self, view: &View<'_>) -> String {
        view.partnership.occasion().named(&self.document)
    }

    /// A part with its values, which is not longer than a document can be.
    pub(super) fn printed(
        &self,
        part: &str,
        context: &Context,
        view: &View<'_>,
    ) -> Result<String, Diagnostic> {
        let mut printed = Printed::default();
        match rendered(|| self.engine.render_to(part, context, &mut printed)) {
            Ok(()) => Ok(printed.text()),
            Err(_) if printed.is_full() => {
                Err(endless(&self.name_for(view), view.partnership.id).at(self.file(), &(0..3), ""))
            }
            Err((error, unfit)) => Err(self.looked_for(part, context).unwrap_or_else(|| {
                errors::unrenderable(&error, unfit.as_ref(), self, &self.name_for(view), view)
            })),
        }
    }

    /// That a list or a group was printed as it is, in the text made from a part.
    fn raw_value(&self, part: &str, text: &str, context: &Context) -> Option<Diagnostic> {
        if !may_be_in(text, part.ends_with(".md")) {
            return None;
        }
        self.looked_for(part, context)
    }

    /// A list or a group that a part prints as it is, or gives to a filter for texts.
    fn looked_for(&self, part: &str, context: &Context) -> Option<Diagnostic> {
        let FoundRawValue { value: Unprintable { raw, filter }, part, tag } =
            self.raw_values()?.look(part, context)?;
        let (file, span) = self.locate(&part, &tag);
        let text = self.texts().into_iter().find(|(name, _)| *name == part).map(|(_, text)| text)?;
        let written = written(text.get(tag)?).to_owned();
        let problem = match filter {
            Some(filter) => misfiltered(raw, filter, &written),
            None => raw.diagnostic(&written),
        };
        Some(problem.at(&file, &span, "printed here"))
    }
}
