//! How the words of the page are written down in Rust: structs whose every field a language's file must have.

/// Structs of words: of each the fields and what they hold.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                $(pub $field: $kind,)*
            }
        )*
    };
}

pub(crate) use words;
