//! The kinds of files that have a schema.

use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::generated::{compile, generate};
use crate::model::{Institution, MailAccount, Partner};

/// The schema of `institution.yaml`.
pub static INSTITUTION: LazyLock<Json> = LazyLock::new(generate::<Institution>);

/// The schema of a partner's file.
pub static PARTNER: LazyLock<Json> = LazyLock::new(generate::<Partner>);

/// A kind of file that has a schema.
pub trait Described: DeserializeOwned {
    /// The schema.
    fn schema() -> &'static Json;
    /// What the file describes, for messages.
    const WHAT: &'static str;
    /// Whether it is a file of the program itself and not of a person: its words may speak of passwords, and of what people
    /// write where they have nothing to say, without either standing in it.
    const IS_OF_PROGRAM: bool = false;
    /// The compiled schema.
    fn validator() -> &'static jsonschema::Validator;
}

impl Described for Institution {
    const WHAT: &'static str = "the institution";

    fn schema() -> &'static Json {
        &INSTITUTION
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> = LazyLock::new(|| compile(&INSTITUTION));
        &COMPILED
    }
}

impl Described for Partner {
    const WHAT: &'static str = "a partner";

    fn schema() -> &'static Json {
        &PARTNER
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> = LazyLock::new(|| compile(&PARTNER));
        &COMPILED
    }
}

impl Described for MailAccount {
    const WHAT: &'static str = "a mail account";

    fn schema() -> &'static Json {
        static SCHEMA: LazyLock<Json> = LazyLock::new(generate::<MailAccount>);
        &SCHEMA
    }

    fn validator() -> &'static jsonschema::Validator {
        static COMPILED: LazyLock<jsonschema::Validator> = LazyLock::new(|| compile(MailAccount::schema()));
        &COMPILED
    }
}
