//! The page in a browser: it opens, filters, and jumps between findings and cells. Runs where
//! Chromium is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;

fn chromium() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names.into_iter().find(|name| {
        let mut command = Command::new(name);
        command
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        println!("Chromium is not installed; the page was not opened");
    }
    found
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

fn page(folder: &Path, reports: &[&str]) -> String {
    let target = folder.join("page.html");
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .args(["check", "--format", "html", "--output"])
        .arg(&target);
    for report in reports {
        command.arg(example(report));
    }
    command.stdin(Stdio::null()).output().unwrap();
    fs::read_to_string(&target).unwrap()
}

/// Opens a page with a script at its end, which leaves what it saw as the page's title.
fn opened(browser: &str, folder: &Path, page: &str, script: &str) -> String {
    let page = page.replace("</body>", &format!("<script>{script}</script></body>"));
    let path = folder.join("opened.html");
    fs::write(&path, page).unwrap();
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--virtual-time-budget=3000",
        "--dump-dom",
    ];
    let output = Command::new(browser)
        .args(flags)
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("file://{}", path.display()))
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let dom = String::from_utf8(output.stdout).unwrap();
    let title = dom
        .split("<title>")
        .nth(1)
        .and_then(|rest| rest.split("</title>").next());
    title.unwrap().to_owned()
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path(), &["shidu-archives-2024.txt"]);
    for outside in ["src=", "http://", "https://", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.starts_with("<!doctype html>"));
    assert!(page.trim_end().ends_with("</html>"));
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    for reports in [
        &["shidu-archives-2024.txt"][..],
        &["shidu-archives-2024.txt", "fenling-2022.txt"],
    ] {
        let page = page(folder.path(), reports);
        let lost: Vec<&str> = page
            .split("href=\"#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|target| !page.contains(&format!("id=\"{target}\"")))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn a_page_filters_and_jumps() {
    let Some(browser) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path(), &["shidu-archives-2024.txt"]);
    let script = "
        const seen = () => [...document.querySelectorAll('.card')].filter(card => !card.hidden).length;
        const all = seen();
        const box = document.querySelector('input[name=s][value=error]');
        box.click();
        const fewer = seen();
        box.click();
        const back = seen();
        const link = document.querySelector('.excerpt td.e a');
        link.click();
        setTimeout(() => {
            const cell = document.activeElement;
            const open = cell.closest('details').open;
            const shown = cell.tagName === 'TD' && link.hash === '#' + cell.id && open;
            cell.querySelector('a').click();
            setTimeout(() => {
                const card = document.activeElement;
                const returned = card.classList.contains('card');
                const gap = document.querySelector('.gap button');
                const rows = gap.closest('tbody').rows.length;
                gap.click();
                const grown = document.querySelector('.excerpt tbody').rows.length > 0 && !gap.isConnected;
                document.title = [all > 0 && fewer < all && back === all, shown, returned, rows > 0 && grown].join();
            }, 300);
        }, 300);";
    let title = opened(browser, folder.path(), &page, script);
    assert_eq!(
        title, "true,true,true,true",
        "filters, jumps to the cell, jumps back, unfolds rows"
    );
}

#[test]
fn a_page_over_reports_finds_them_by_name() {
    let Some(browser) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = page(
        folder.path(),
        &["shidu-archives-2024.txt", "fenling-2022.txt"],
    );
    let script = "
        const seen = () => [...document.querySelectorAll('.reports tbody tr')].filter(row => !row.hidden).length;
        const all = seen();
        const field = document.querySelector('input[name=q]');
        field.value = 'fenling';
        field.dispatchEvent(new Event('input', {bubbles: true}));
        document.title = [all, seen(), document.querySelectorAll('svg.chart').length > 2].join();";
    assert_eq!(opened(browser, folder.path(), &page, script), "2,1,true");
}
