//! The handbook as one page that needs nothing else.

use askama::Template;

use super::model::Handbook;
use crate::diagnostic::Lang;

const STYLE: &str = include_str!("handbook.css");
const SCRIPT: &str = include_str!("handbook.js");

#[derive(Template)]
#[template(path = "handbook.html", config = "src/render/handbook/askama.toml")]
struct Page<'p> {
    book: &'p Handbook,
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    lead: String,
}

/// The whole handbook.
#[must_use]
pub fn html(book: &Handbook) -> String {
    let page = Page {
        book,
        lang: match book.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        },
        style: STYLE,
        script: SCRIPT,
        lead: book.lead(),
    };
    // Writing into a string cannot fail.
    page.render().unwrap_or_default()
}
