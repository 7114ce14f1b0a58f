//! Random small tables, laid out with blanks: what is read of them is right or uncertain, never wrong.

use gouji::document::{Block, Document, Format, ReadOptions, read};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Align {
    Left,
    Right,
    Centre,
}

#[derive(Debug, Clone)]
struct Column {
    /// Columns beyond what its figures need.
    extra: usize,
    align: Align,
}

#[derive(Debug, Clone)]
struct Laid {
    columns: Vec<Column>,
    /// Characters on a line of a label.
    label_width: usize,
    /// Labels are set from the top of their rows, not in the middle.
    from_top: bool,
    /// A line of column numbers stands under the header.
    numbered: bool,
    /// Label and figures; nothing where a cell is blank.
    rows: Vec<(String, Vec<Option<String>>)>,
}

fn align() -> impl Strategy<Value = Align> {
    prop_oneof![
        3 => Just(Align::Right),
        1 => Just(Align::Left),
        1 => Just(Align::Centre),
    ]
}

fn figure() -> impl Strategy<Value = Option<String>> {
    let amount = (-99_999_i64..9_999_999).prop_map(|cents| {
        let (whole, rest) = (cents / 100, cents.abs() % 100);
        Some(format!("{whole}.{rest:02}"))
    });
    prop_oneof![2 => amount, 1 => Just(None), 1 => Just(Some("0.00".to_owned()))]
}

fn table() -> impl Strategy<Value = Laid> {
    let label = proptest::collection::vec(0..24_usize, 2..22).prop_map(|picks| {
        let words: Vec<char> = "公共服务支出教育科学技术文化卫生健康农林水利交通运输"
            .chars()
            .collect();
        picks.into_iter().map(|at| words[at]).collect::<String>()
    });
    (2..6_usize, 6..16_usize, any::<bool>(), any::<bool>()).prop_flat_map(
        move |(count, label_width, from_top, numbered)| {
            let column = (0..6_usize, align()).prop_map(|(extra, align)| Column { extra, align });
            let figures = proptest::collection::vec(figure(), count);
            (
                proptest::collection::vec(column, count),
                proptest::collection::vec((label.clone(), figures), 3..12),
            )
                .prop_map(move |(columns, rows)| Laid {
                    columns,
                    label_width,
                    from_top,
                    numbered,
                    rows,
                })
        },
    )
}

impl Laid {
    /// The width of a column of figures.
    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.1[column].as_ref());
        let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        widest.max(3) + self.columns[column].extra
    }

    fn put(&self, cell: &str, column: usize) -> String {
        let width = self.width(column);
        match self.columns[column].align {
            Align::Left => format!("{cell:<width$}"),
            Align::Right => format!("{cell:>width$}"),
            Align::Centre => format!("{cell:^width$}"),
        }
    }

    fn line(&self, label: &str, cells: &[String]) -> String {
        let blanks = self.label_width - label.chars().count();
        let mut line = format!("{label}{}", " ".repeat(blanks));
        for cell in cells {
            line.push_str("  ");
            line.push_str(cell);
        }
        format!("{}\n", line.trim_end())
    }

    fn text(&self) -> String {
        let all = || 0..self.columns.len();
        let head = ["甲栏", "乙栏", "丙栏", "丁栏", "戊栏"];
        let centred = |at: usize| format!("{:^1$}", head[at], self.width(at));
        let mut text = self.line("项目", &all().map(centred).collect::<Vec<_>>());
        if self.numbered {
            let number = |at: usize| self.put(&(at + 1).to_string(), at);
            text.push_str(&self.line("栏次", &all().map(number).collect::<Vec<_>>()));
        }
        for (label, figures) in &self.rows {
            let letters: Vec<char> = label.chars().collect();
            let pieces: Vec<String> = letters
                .chunks(self.label_width)
                .map(|piece| piece.iter().collect())
                .collect();
            let put =
                |(at, cell): (usize, &Option<String>)| self.put(cell.as_deref().unwrap_or(""), at);
            let cells: Vec<String> = figures.iter().enumerate().map(put).collect();
            let count = pieces.len();
            let middle = if self.from_top { 0 } else { count / 2 };
            let apart = !self.from_top && count.is_multiple_of(2);
            for (at, piece) in pieces.iter().enumerate() {
                if apart && at == middle {
                    text.push_str(&self.line("", &cells));
                }
                let here = !apart && at == middle;
                text.push_str(&self.line(piece, if here { &cells } else { &[] }));
            }
        }
        text
    }
}

fn rows(document: &Document) -> Vec<(bool, Vec<&str>)> {
    let rows = document
        .blocks
        .iter()
        .filter(|b| matches!(b, Block::Row { .. }));
    rows.map(|block| {
        let cells = document.cells_of(block);
        let texts = cells.iter().map(|cell| document.text_at(*cell)).collect();
        (document.is_ragged(cells), texts)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1500,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_row_that_is_certain_is_a_row_of_the_table(laid in table()) {
        let text = laid.text();
        let options = ReadOptions { format: Some(Format::BlankAligned) };
        let document = read("x", text.as_bytes(), &options).unwrap();
        let width = laid.columns.len() + 1;
        let original: Vec<Vec<String>> = laid
            .rows
            .iter()
            .map(|(label, figures)| {
                let figures = figures.iter().map(|cell| cell.clone().unwrap_or_default());
                std::iter::once(label.clone()).chain(figures).collect()
            })
            .collect();
        for (ragged, cells) in rows(&document) {
            let figures = cells.iter().skip(1).any(|cell| cell.contains('.'));
            if ragged || !figures {
                continue;
            }
            prop_assert_eq!(cells.len(), width, "{}", text);
            prop_assert!(original.iter().any(|row| *row == cells), "{:?}\n{}", cells, text);
        }
    }
}

#[test]
fn most_rows_of_an_ordinary_table_are_certain() {
    let figures = |list: &[&str]| {
        list.iter()
            .map(|t| (!t.is_empty()).then(|| (*t).to_owned()))
            .collect()
    };
    let column = |extra| Column {
        extra,
        align: Align::Right,
    };
    let laid = Laid {
        columns: vec![column(3), column(4), column(2)],
        label_width: 8,
        from_top: false,
        numbered: true,
        rows: vec![
            (
                "公共服务支出".to_owned(),
                figures(&["12.50", "10.00", "2.50"]),
            ),
            (
                "文化卫生健康农林水利".to_owned(),
                figures(&["8.00", "", "8.00"]),
            ),
            ("交通运输".to_owned(), figures(&["4.25", "4.25", ""])),
        ],
    };
    let text = laid.text();
    let options = ReadOptions {
        format: Some(Format::BlankAligned),
    };
    let document = read("x", text.as_bytes(), &options).unwrap();
    let rows = rows(&document);
    assert!(rows.iter().all(|(ragged, _)| !ragged), "{text}\n{rows:?}");
    assert!(
        rows.iter()
            .any(|(_, row)| *row == ["文化卫生健康农林水利", "8.00", "", "8.00"])
    );
}
