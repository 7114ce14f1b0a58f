//! The reports that cases name by path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::failure::unreadable;
use crate::diagnostic::Wording;
use crate::engine::builtin_example;
use crate::tools::cases::ReportLoader;

/// Finds reports from the folder of a case file upwards, then among the built-in examples; reads each
/// once.
#[derive(Debug)]
pub(super) struct CaseReports {
    /// The cases are built in: nothing on disk belongs to them.
    builtin: bool,
    known: Mutex<BTreeMap<PathBuf, Arc<[u8]>>>,
}

impl CaseReports {
    /// For the built-in cases, or for those on disk.
    pub(super) fn new(builtin: bool) -> Self {
        Self {
            builtin,
            known: Mutex::default(),
        }
    }

    fn read(&self, path: &Path) -> Result<Arc<[u8]>, Wording> {
        // A thread that panicked while it held the lock left a map that is still whole.
        let mut known = self.known.lock().unwrap_or_else(|held| held.into_inner());
        if let Some(bytes) = known.get(path) {
            return Ok(Arc::clone(bytes));
        }
        let bytes: Arc<[u8]> = std::fs::read(path)
            .map_err(|error| unreadable(path, &error))?
            .into();
        known.insert(path.to_owned(), Arc::clone(&bytes));
        Ok(bytes)
    }
}

impl ReportLoader for CaseReports {
    fn load(&self, from: &str, path: &str) -> Result<Arc<[u8]>, Wording> {
        let folder = Path::new(from).parent().unwrap_or(Path::new("."));
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        let folder = std::fs::canonicalize(folder).unwrap_or_default();
        let found = folder.ancestors().map(|folder| folder.join(path));
        let found = found.filter(|_| !self.builtin).find(|path| path.is_file());
        match (found, builtin_example(path)) {
            (Some(found), _) => self.read(&found),
            (None, Some(text)) => Ok(text.as_bytes().into()),
            (None, None) => Err(Wording::new("找不到这个文件", "no such file")),
        }
    }
}
