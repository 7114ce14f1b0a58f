//! Replaces the text of a file at once: whoever reads it meanwhile sees the old text or the new one.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a text beside the file and puts it in the file's place; permissions stay. A symbolic link
/// stays a link: the file behind it is replaced.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = std::fs::canonicalize(path)?;
    let permissions = std::fs::metadata(&path)?.permissions();
    let (beside, mut file) = create_beside(&path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, &path));
    if written.is_err() {
        // Nobody is helped by a half-written file; the error itself is told.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Names tried for the new file before giving up.
const MAX_NAMES: u32 = 100;

fn create_beside(path: &Path) -> io::Result<(PathBuf, std::fs::File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut last = io::Error::other("no name is free");
    for number in 0..MAX_NAMES {
        let beside = path.with_file_name(format!(".{name}.{}.{number}.new", std::process::id()));
        match std::fs::File::create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_permissions_and_nothing_stays_beside_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("甲.gouji");
        std::fs::write(&path, "旧").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        replace(&path, "新").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "新");
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("甲"), folder.path().join("乙"));
        std::fs::write(&path, "旧").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, "新").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "新");
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
