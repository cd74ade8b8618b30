//! Words of documents: which there are, those of a document section by section, and one of them as it is changed: ours and
//! one's own beside each other, what is wrong with it, and how it looks.

pub mod asked_words;
pub mod judged_words;
pub mod place_page;
pub mod place_pieces;
pub mod saving_words;
pub mod seen_words;
pub mod typed_page;
pub mod typed_words;
pub mod words_list;
pub mod words_page;
