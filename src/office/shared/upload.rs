//! A form with a file: what was chosen in the browser, and what stands beside it.
//!
//! **The name of a file is never a path.** It is shown, and tells nothing else; what a file is, is seen by what is in it.

use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;

use super::refusal::Refusal;

/// The most letters of a name that are kept.
const LONGEST_NAME: usize = 150;

/// A file that somebody chose.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// What it was called, without any folder.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// A form that may have a file.
#[derive(Debug, Default)]
pub struct Upload {
    /// The file; none when nobody chose one.
    pub file: Option<UploadedFile>,
    fields: Vec<(String, String)>,
}

impl Upload {
    /// What a field says; nothing when it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let mut form = Multipart::from_request(request, state).await.map_err(|_| Refusal::NotArrived)?;
        let mut upload = Self::default();
        while let Some(field) = form.next_field().await.map_err(|error| refusal(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(plain_name);
            let bytes = field.bytes().await.map_err(|error| refusal(&error))?;
            match file {
                // A browser sends a file without a name when nobody chose one.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) if upload.file.is_none() => upload.file = Some(UploadedFile { name, bytes }),
                Some(_) => {}
                None => upload.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(upload)
    }
}

/// The name of a file without the folders that a browser may have told, and without what nobody sees.
fn plain_name(told: &str) -> String {
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|one| !one.is_control()).take(LONGEST_NAME).collect()
}

fn refusal(error: &MultipartError) -> Refusal {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::FileTooLarge,
        _ => Refusal::NotArrived,
    }
}
