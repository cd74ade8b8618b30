//! Pictures of pages that are looked at while words are typed, kept until the browser asks for them.
//!
//! **Why in memory.** What is shown has not been saved, so no address can make the picture anew; and a page may have data of
//! people: it is never written to the disk, and only the last few are kept.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::digest::Digest;

/// How many pictures are kept.
const MOST: usize = 24;

/// The last pictures, each with its name.
#[derive(Default)]
pub struct PageShelf(Mutex<VecDeque<(String, Vec<u8>)>>);

impl PageShelf {
    /// Keeps one; gives the address at which it is.
    pub fn keep(&self, picture: Vec<u8>) -> String {
        let name = Digest::new().and(&picture).digits(32);
        let mut pictures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.retain(|(own, _)| *own != name);
        pictures.push_back((name.clone(), picture));
        if pictures.len() > MOST {
            pictures.pop_front();
        }
        format!("/words-pages/{name}")
    }

    /// One by its name; none when it is forgotten.
    pub fn of(&self, name: &str) -> Option<Vec<u8>> {
        let pictures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.iter().find(|(own, _)| own == name).map(|(_, picture)| picture.clone())
    }
}
