//! The parser on broken files: it always ends, its places lie in the text, and it is never silent.

use gouji::format::{Spelling, print};
use gouji::source::SourceMap;
use gouji::syntax;
use proptest::prelude::*;

use super::random_rules::file;

/// Parses a text and checks what must hold of any text.
fn parsed(text: &str) -> (usize, usize) {
    let mut sources = SourceMap::default();
    let id = sources.add("随机.gouji", text);
    let (file, problems) = syntax::parse(&sources, id);
    for problem in problems.iter() {
        assert!(!problem.labels.is_empty(), "{problem:?}");
        for label in &problem.labels {
            assert!(
                text.get(label.span.range()).is_some(),
                "{problem:?}\n{text}"
            );
            assert_eq!(label.span.source, id);
        }
        for wording in [Some(&problem.message), problem.help.as_ref()]
            .into_iter()
            .flatten()
        {
            for sentence in [&wording.zh, &wording.en] {
                assert!(
                    !sentence.is_empty() && !sentence.contains('\n'),
                    "{sentence}"
                );
                assert!(!sentence.ends_with(['.', '。']), "{sentence}");
            }
        }
    }
    (file.items.len(), problems.len())
}

/// A token replaced, left out or doubled, or something foreign put in its place.
fn spoiled(text: &str, edits: &[(usize, u8)]) -> String {
    let tokens = syntax::tokens(text);
    let mut out = String::new();
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        out.push_str(&text[end..token.start]);
        end = token.end;
        let written = &text[token.clone()];
        let edit = edits.iter().find(|(at, _)| at % tokens.len() == index);
        match edit.map(|(_, edit)| edit) {
            None => out.push_str(written),
            Some(0) => {}
            Some(1) => out.push_str(&format!("{written} {written}")),
            Some(2) => out.push('}'),
            Some(3) => out.push('('),
            Some(4) => out.push('“'),
            Some(5) => out.push_str("1,000"),
            Some(6) => out.push('且'),
            Some(7) => out.push_str("\nrule 新规则 {"),
            Some(8) => out.push('。'),
            Some(_) => out.push_str(&written.chars().rev().collect::<String>()),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn spoiled_files_have_problems_or_parse(
        file in file(),
        edits in prop::collection::vec((0_usize..10_000, 0_u8..10), 1..4),
    ) {
        let text = spoiled(&print(&file, Spelling::English), &edits);
        let (items, problems) = parsed(&text);
        let empty = text.trim().is_empty();
        prop_assert!(items > 0 || problems > 0 || empty || file.items.is_empty(), "{}", text);
    }

    #[test]
    fn any_text_is_parsed_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "rule ", "规则 ", "in ", "check ", "let ", "fn ", "甲", "1", ".", "..", "[", "]", "(", ")",
            "{", "}", "\"", "“", "”", "「", "=", "==", ",", "、", "\n", " ", "　", "//", "#", "or ", "且 ",
            "is ", "-", "not ", "band(", "%", "万元", "\\", "\u{FEFF}", "\r\n", "'", "😀", "\0", ";",
        ]), 0..60)
    ) {
        parsed(&pieces.concat());
    }
}
