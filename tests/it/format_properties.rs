//! The formatter's promises, over random rule files: the tree stays, twice is once, no comment is lost.

use gouji::format::{Spelling, format, print};
use gouji::source::SourceMap;
use gouji::syntax::{self, ast::File};
use proptest::prelude::*;

use super::random_rules::file;

/// The tree of a text that must be sound.
fn tree(text: &str) -> File {
    let mut sources = SourceMap::default();
    let id = sources.add("随机.gouji", text);
    let (file, problems) = syntax::parse(&sources, id);
    let told: Vec<String> = problems
        .iter()
        .map(|problem| {
            let at = problem.labels.first().map(|label| sources.text(label.span));
            format!("{} {} at {at:?}", problem.code.id, problem.message.en)
        })
        .collect();
    assert!(told.is_empty(), "{told:?}\n{text}");
    file.without_places()
}

fn formatted(text: &str, spelling: Spelling) -> String {
    format(text, spelling).unwrap_or_else(|problems| {
        let told: Vec<&str> = problems.iter().map(|p| p.message.en.as_str()).collect();
        panic!("{told:?}\n{text}")
    })
}

/// The same rules as a careless author writes them: other blanks, line breaks and comments between any
/// two tokens.
fn untidy(text: &str, choices: &[u8]) -> (String, Vec<String>) {
    let tokens = syntax::tokens(text);
    let mut out = String::new();
    let mut comments = Vec::new();
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        let between = &text[end..token.start];
        let glued = between.is_empty();
        // `%` belongs to its number, a hyphen may belong to an id.
        let hyphen =
            matches!(&text[token.clone()], "-" | "%") || text[..token.start].ends_with('-');
        match choices
            .get(index % choices.len().max(1))
            .copied()
            .unwrap_or(0)
        {
            _ if hyphen && glued => {}
            1 if !glued || index > 0 => out.push_str("\n   "),
            2 => {
                let comment = format!("// 注{index}");
                out.push_str(&format!(" {comment}\n"));
                comments.push(comment);
            }
            3 => {
                let comment = format!("# {index} \"{{(");
                out.push_str(&format!("\n\n\n   {comment}  \n\n"));
                comments.push(comment);
            }
            4 if !glued && !between.contains('\n') => out.push_str("　 \t"),
            _ => out.push_str(between),
        }
        if between.contains('\n') && !out.ends_with(['\n', ' ']) {
            out.push('\n');
        }
        out.push_str(&text[token.clone()]);
        end = token.end;
    }
    (out, comments)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn printing_and_parsing_gives_the_same_tree(file in file()) {
        for spelling in [Spelling::English, Spelling::Chinese] {
            let text = print(&file, spelling);
            prop_assert_eq!(&tree(&text), &file, "{}", text);
        }
    }

    #[test]
    fn formatting_keeps_the_tree_and_twice_is_once(file in file()) {
        let text = print(&file, Spelling::Keep);
        for spelling in [Spelling::Keep, Spelling::English, Spelling::Chinese] {
            let once = formatted(&text, spelling);
            prop_assert_eq!(&tree(&once), &file, "{}", once);
            prop_assert_eq!(&formatted(&once, spelling), &once);
        }
        // There and back again.
        let chinese = formatted(&text, Spelling::Chinese);
        prop_assert_eq!(formatted(&chinese, Spelling::English), formatted(&text, Spelling::English));
    }

    #[test]
    fn no_comment_is_lost(file in file(), choices in prop::collection::vec(0_u8..6, 1..40)) {
        let (text, comments) = untidy(&print(&file, Spelling::English), &choices);
        prop_assert_eq!(&tree(&text), &file, "{}", text);
        for spelling in [Spelling::Keep, Spelling::English, Spelling::Chinese] {
            let once = formatted(&text, spelling);
            prop_assert_eq!(&tree(&once), &file, "{}", once);
            let kept: Vec<String> = syntax::comments(&once)
                .into_iter()
                .map(|range| once[range].to_owned())
                .collect();
            prop_assert_eq!(&kept, &comments);
            prop_assert_eq!(&formatted(&once, spelling), &once, "from {}", text);
        }
    }
}
