//! The case files among the files of packs.

use super::model::CaseFile;
use crate::engine::Pack;

/// Ending of the names of case files.
pub const CASES_ENDING: &str = ".cases.md";

/// The case files of some packs, in their order.
#[must_use]
pub fn case_files(packs: &[Pack]) -> Vec<CaseFile> {
    let files = packs
        .iter()
        .flat_map(|pack| pack.files.iter().map(move |file| (pack, file)));
    files
        .filter(|(_, file)| file.name.ends_with(CASES_ENDING))
        .map(|(pack, file)| CaseFile {
            pack: pack.name.clone(),
            name: file.name.clone(),
            text: file.text.clone(),
        })
        .collect()
}
