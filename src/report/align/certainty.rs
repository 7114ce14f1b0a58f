//! When a reading is certain enough to accuse on.

use super::cost::{CostCell, Possibility, Preference, ZoneColumn};
use super::dp::{Alignment, Answer, ColumnAnswer};
use super::kind::{CellKind, Vocabulary, classify};
use crate::report::Doubt;

/// How a cell became certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// It stands under its own header word in a rectangular zone.
    Position,
    /// No other reading is possible.
    Type,
    /// The reading preferred, in a form whose declared sum of weights is met.
    Witness,
}

/// Whether a column's cell is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Yes, and how.
    Certain(How),
    /// Would be certain with a witness.
    NeedsWitness,
    /// No, and why.
    Doubtful(Doubt),
}

/// What a column of a row got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// The printed cell that suits best; `None` for blank or left out.
    pub cell: Option<usize>,
    /// How certain.
    pub certainty: Certainty,
}

/// Least margin of preference, in tenths. Between 20 and 60 nothing changes on real forms.
const PREFERENCE_MARGIN: i32 = 40;
/// Least margin of possibility for certainty by type.
const TYPE_MARGIN: i32 = 10;
/// Least margin of possibility for certainty by witness.
const WITNESS_MARGIN: i32 = 5;
/// Longest row that is aligned; longer ones are doubtful as a whole.
const MAX_CELLS: usize = 64;

/// Aligns one row: for every column the cell and how certain it is.
#[must_use]
pub fn assign(texts: &[&str], columns: &[ZoneColumn], words: &Vocabulary) -> Vec<Assignment> {
    if texts.len() > MAX_CELLS {
        let doubt = Certainty::Doubtful(Doubt::Width);
        return vec![
            Assignment {
                cell: None,
                certainty: doubt
            };
            columns.len()
        ];
    }
    let printed = texts
        .iter()
        .rposition(|text| !text.trim().is_empty())
        .map_or(0, |last| last + 1);
    let cells: Vec<CostCell<'_>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| CostCell {
            kind: classify(text, words),
            text: text.trim(),
            trailing: index >= printed,
        })
        .collect();
    let preferred = Alignment {
        cells: &cells,
        columns,
        costs: &Preference,
    }
    .solve();
    let possible = Alignment {
        cells: &cells,
        columns,
        costs: &Possibility,
    }
    .solve();
    let row = RowReading {
        cells: &cells,
        columns,
        preferred: &preferred,
        possible: &possible,
    };
    (0..columns.len()).map(|column| row.judge(column)).collect()
}

struct RowReading<'a> {
    cells: &'a [CostCell<'a>],
    columns: &'a [ZoneColumn],
    preferred: &'a [ColumnAnswer],
    possible: &'a [ColumnAnswer],
}

impl RowReading<'_> {
    fn judge(&self, column: usize) -> Assignment {
        let (Some(preferred), Some(possible)) =
            (self.preferred.get(column), self.possible.get(column))
        else {
            return Assignment {
                cell: None,
                certainty: Certainty::Doubtful(Doubt::FigureLost),
            };
        };
        let Answer::Cell(cell) = preferred.answer else {
            let doubt = match preferred.answer {
                Answer::Blank => Doubt::BlankOrLost,
                Answer::LeftOut | Answer::Cell(_) => Doubt::FigureLost,
            };
            return Assignment {
                cell: None,
                certainty: Certainty::Doubtful(doubt),
            };
        };
        Assignment {
            cell: Some(cell),
            certainty: self.certainty(column, cell, *preferred, *possible),
        }
    }

    fn certainty(
        &self,
        column: usize,
        cell: usize,
        preferred: ColumnAnswer,
        possible: ColumnAnswer,
    ) -> Certainty {
        if preferred.margin < PREFERENCE_MARGIN || possible.answer != Answer::Cell(cell) {
            return Certainty::Doubtful(Doubt::TwoReadings);
        }
        if !self.required_columns_are_filled() {
            return Certainty::Doubtful(Doubt::FigureLost);
        }
        if self.is_measure(column) && self.has_left_over() {
            return Certainty::Doubtful(Doubt::LeftOver);
        }
        match possible.margin {
            TYPE_MARGIN.. => Certainty::Certain(How::Type),
            WITNESS_MARGIN.. => Certainty::NeedsWitness,
            _ => Certainty::Doubtful(Doubt::TwoReadings),
        }
    }

    /// A lost figure makes the whole row doubtful: which one was lost is not in the text.
    fn required_columns_are_filled(&self) -> bool {
        use crate::template::ColumnRole;
        self.columns
            .iter()
            .zip(self.preferred)
            .all(|(column, answer)| {
                !column.required
                    || column.role == ColumnRole::Target
                    || matches!(answer.answer, Answer::Cell(_))
            })
    }

    fn is_measure(&self, column: usize) -> bool {
        use crate::template::ColumnRole;
        let role = self.columns.get(column).map(|column| column.role);
        matches!(role, Some(ColumnRole::Target | ColumnRole::Actual))
    }

    fn has_left_over(&self) -> bool {
        let taken = self
            .preferred
            .iter()
            .filter(|answer| matches!(answer.answer, Answer::Cell(_)))
            .count();
        let printed = self
            .cells
            .iter()
            .filter(|cell| cell.kind != CellKind::Empty)
            .count();
        taken < printed
    }
}

/// Whether a text can stand under a column at all; `index` is the column's place in the vocabulary.
#[must_use]
pub fn can_stand(text: &str, column: &ZoneColumn, index: usize, words: &Vocabulary) -> bool {
    use super::cost::{CostTable, NEVER};
    let cell = CostCell {
        kind: classify(text, words),
        text: text.trim(),
        trailing: false,
    };
    Possibility.fit(cell, column, index) < NEVER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::ColumnRole;
    use proptest::prelude::*;

    fn column(role: ColumnRole) -> ZoneColumn {
        use ColumnRole::{Actual, Level, Name, Score, Span, Target};
        ZoneColumn {
            role,
            required: matches!(role, Name | Target | Actual | Score),
            mergeable: matches!(role, Span | Level),
            constants: Vec::new(),
        }
    }

    /// 绩效指标 | 一级 | 二级 | 三级 | 年初 | 调整后 | 实际 | 分值 | 得分 | 原因
    fn columns() -> Vec<ZoneColumn> {
        use ColumnRole::{Actual, Level, Name, Reason, Score, Span, Target};
        [
            Span, Level, Level, Name, Target, Target, Actual, Score, Score, Reason,
        ]
        .into_iter()
        .map(column)
        .collect()
    }

    fn words() -> Vocabulary {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut columns = vec![Vec::new(); 10];
        columns[1] = list(&["产出指标", "效益指标", "满意度指标", "成本指标"]);
        columns[2] = list(&[
            "数量指标",
            "质量指标",
            "时效指标",
            "成本指标",
            "社会效益指标",
        ]);
        Vocabulary {
            columns,
            status: list(&["达成预期指标", "部分达成预期指标", "未达成预期指标"]),
            spans: list(&["绩效指标"]),
        }
    }

    fn scores(row: &[&str]) -> [(Option<String>, Certainty); 2] {
        let read = assign(row, &columns(), &words());
        [7, 8].map(|column| {
            let one = read[column];
            (one.cell.map(|cell| row[cell].to_owned()), one.certainty)
        })
    }

    #[track_caller]
    fn certain(row: &[&str], weight: &str, score: &str) {
        for (found, wanted) in scores(row).into_iter().zip([weight, score]) {
            assert_eq!(found.0.as_deref(), Some(wanted), "{row:?}");
            assert_eq!(found.1, Certainty::Certain(How::Type), "{row:?}");
        }
    }

    #[test]
    fn a_full_row_is_certain_by_its_kinds() {
        certain(
            &[
                "",
                "产出指标",
                "数量指标",
                "巡检次数",
                "≥12次",
                "≥12次",
                "≥20次",
                "5",
                "4",
                "",
            ],
            "5",
            "4",
        );
    }

    #[test]
    fn merged_levels_let_the_row_slide_left_and_the_scores_are_found() {
        certain(
            &[
                "",
                "时效指标",
                "响应时间",
                "≤1小时",
                "≤1小时",
                "≤0.5小时",
                "2",
                "2",
                "",
                "",
            ],
            "2",
            "2",
        );
        certain(
            &[
                "满意度指标",
                "",
                "办事群众满意度",
                "提升",
                "提升",
                "达成预期指标",
                "5",
                "4",
                "尚有不足，继续改进",
                "",
            ],
            "5",
            "4",
        );
    }

    #[test]
    fn a_lost_score_is_never_certain() {
        let row = [
            "",
            "产出指标",
            "数量指标",
            "巡检次数",
            "≥12次",
            "≥12次",
            "≥20次",
            "5",
            "",
            "",
        ];
        for (_, certainty) in scores(&row) {
            assert!(matches!(certainty, Certainty::Doubtful(_)), "{certainty:?}");
        }
    }

    proptest! {
        /// Empty cells dropped or inserted, one printed cell lost: what is called certain is right.
        #[test]
        fn damage_never_gives_a_certain_wrong_score(
            weight in 1_u32..40,
            score in 0_u32..40,
            lost in 0_usize..10,
            inserted in 0_usize..10,
            drop_empty in any::<bool>(),
            lose in any::<bool>(),
        ) {
            let (weight, score) = (weight.to_string(), score.to_string());
            let mut row =
                vec!["", "产出指标", "数量指标", "巡检次数", "≥12次", "≥12次", "≥20次", &weight, &score, ""];
            let kept = !(lose && (lost == 7 || lost == 8));
            if lose {
                row.remove(lost);
            } else {
                row.insert(inserted, "");
            }
            if drop_empty {
                row.retain(|cell| !cell.is_empty());
            }
            let found = scores(&row);
            if matches!(found[0].1, Certainty::Certain(_)) {
                prop_assert!(kept, "{row:?}");
                prop_assert_eq!(found[0].0.as_deref(), Some(weight.as_str()));
            }
            if matches!(found[1].1, Certainty::Certain(_)) {
                prop_assert_eq!(found[1].0.as_deref(), Some(score.as_str()));
            }
        }
    }
}
