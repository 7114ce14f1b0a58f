//! The handbook as Markdown.

use super::model::{Entry, Handbook, Shown};

/// The whole handbook.
#[must_use]
pub fn markdown(book: &Handbook) -> String {
    let mut text = format!("# {}（{}）\n\n", plain(&book.title), plain(&book.pack));
    text.push_str(&format!("{}\n\n{}\n\n", book.lead(), book.reading()));
    text.push_str(&format!("## {}\n\n", book.say("目录", "Contents")));
    for chapter in &book.chapters {
        let (title, anchor) = (plain(&chapter.title), &chapter.anchor);
        text.push_str(&format!("- [{title}](#{anchor})\n"));
        for entry in &chapter.entries {
            text.push_str(&format!(
                "  - [{}](#{})\n",
                plain(&entry.title),
                entry.anchor
            ));
        }
    }
    for chapter in &book.chapters {
        let (title, anchor) = (plain(&chapter.title), &chapter.anchor);
        text.push_str(&format!("\n## <a id=\"{anchor}\"></a>{title}\n"));
        for one in &chapter.entries {
            text.push_str(&entry(book, one));
        }
    }
    text
}

fn entry(book: &Handbook, entry: &Entry) -> String {
    let mut text = format!(
        "\n### <a id=\"{}\"></a>{}\n\n**{}** · `{}`\n\n",
        entry.anchor,
        plain(&entry.title),
        entry.severity_word,
        entry.id,
    );
    let scope = plain(&entry.words.scope);
    let colon = book.say("：", ": ");
    match entry.words.checks.as_slice() {
        [only] if scope.is_empty() => text.push_str(&format!("{}\n", plain(only))),
        [only] => text.push_str(&format!("{scope}{colon}{}\n", plain(only))),
        all => {
            if !scope.is_empty() {
                text.push_str(&format!("{scope}{colon}\n\n"));
            }
            for check in all {
                text.push_str(&format!("- {}\n", plain(check)));
            }
        }
    }
    if entry.words.more > 0 {
        text.push_str(&format!("- … (+{})\n", entry.words.more));
    }
    text.push('\n');
    let tables = entry.words.tables.join(book.say("、", ", "));
    let facts = [
        (book.say("理由", "Why"), &entry.because),
        (book.say("依据", "Basis"), &entry.basis),
        (book.say("容差", "Tolerance"), &entry.words.tolerance),
        (book.say("年度", "Years"), &entry.words.years),
        (book.say("用到的表", "Tables"), &tables),
        (book.say("用于模板", "Templates"), &entry.runs),
    ];
    for (heading, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        text.push_str(&format!("- {heading}{colon}{}\n", plain(fact)));
    }
    let examples = [
        (book.say("✓ 成立", "✓ Holds"), &entry.holds),
        (book.say("✗ 不成立", "✗ Does not hold"), &entry.fails),
        (book.say("? 无法判断", "? Undecided"), &entry.undecided),
    ];
    for (heading, example) in examples {
        if let Some(example) = example {
            text.push_str(&shown(heading, example));
        }
    }
    text
}

fn shown(heading: &str, example: &Shown) -> String {
    let mut text = format!("\n> **{heading}** {}\n", plain(&example.title));
    for line in &example.lines {
        text.push_str(&format!(">\n> {}\n", plain(line)));
    }
    text
}

/// Text with the signs of Markdown taken literally.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '*' | '_' | '[' | ']' | '<' | '`' | '\\' | '|' | '#'
        ) {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}
