//! Hashes of bytes, as hexadecimal digits: SHA-256 (FIPS 180-4).

use sha2::{Digest as _, Sha256};

/// The hash of several pieces, which are told apart: `ab`, `c` has another one than `a`, `bc`.
#[derive(Clone, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Of one more piece.
    pub fn and(mut self, piece: impl AsRef<[u8]>) -> Self {
        self.add(piece);
        self
    }

    /// Adds a piece.
    pub fn add(&mut self, piece: impl AsRef<[u8]>) {
        let piece = piece.as_ref();
        self.0.update((piece.len() as u64).to_le_bytes());
        self.0.update(piece);
    }

    /// Its first digits, 64 at most.
    pub fn digits(self, most: usize) -> String {
        hex(&self.0.finalize(), most)
    }
}

/// The hash of a file's bytes, as other programs give it too.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes.as_ref()), 64)
}

fn hex(bytes: &[u8], most: usize) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().chars().take(most).collect()
}
