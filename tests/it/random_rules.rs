//! Random rule files: trees of every construct, with names and texts that are hard to print.

use gouji::figure::Unit;
use gouji::source::{SourceId, Span};
use gouji::syntax::ast::{
    BandArm, BinaryOp, Check, Disable, EachSource, Expr, ExprKind, File, Function, Item, Let, Name,
    Relatives, Rule, Scope, Selector, Severity, State, Text, UnaryOp, Use,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

const NOWHERE: Span = Span {
    source: SourceId(0),
    start: 0,
    end: 0,
};

/// Names that need quotes, look like keywords, numbers, operators, or nothing special.
const NAMES: &[&str] = &[
    "r",
    "合计",
    "本年收入合计",
    "sum",
    "或",
    "且",
    "where",
    "is",
    "无",
    "有",
    "表（一）",
    "其中：工资",
    "1. 货物",
    "a b",
    "收入且支出",
    "年",
    "分",
    "x·y",
    "_甲",
    "「内」",
    "\"q\"",
    "a\\b",
    "printed",
    "严重",
    "级别",
    "band",
    "下级",
    "两\n行",
    "a-b",
    "//",
    "#",
    "{",
    "》",
];

fn name() -> impl Strategy<Value = Name> {
    prop::sample::select(NAMES).prop_map(|text| Name {
        text: text.to_owned(),
        span: NOWHERE,
    })
}

fn text() -> impl Strategy<Value = Text> {
    let piece = prop::sample::select(vec![
        "优", "a", " ", "\"", "“", "”", "\\", "\n", "//", "#", "{", "}", "(", "「", "\t", "，",
    ]);
    prop::collection::vec(piece, 0..5).prop_map(|pieces| Text {
        text: pieces.concat(),
        span: NOWHERE,
    })
}

fn at(kind: ExprKind) -> Expr {
    Expr {
        kind,
        span: NOWHERE,
    }
}

fn number() -> impl Strategy<Value = Expr> {
    let unit = prop::option::of(prop::sample::select(vec![
        Unit::Yuan,
        Unit::ThousandYuan,
        Unit::WanYuan,
        Unit::YiYuan,
        Unit::Percent,
        Unit::Score,
        Unit::Year,
    ]));
    (0..1_000_000_i64, 0..4_u32, unit).prop_map(|(digits, scale, unit)| {
        at(ExprKind::Number {
            value: Decimal::new(digits, scale),
            unit,
        })
    })
}

fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        number(),
        text().prop_map(|text| at(ExprKind::Text(text.text))),
        name().prop_map(|name| at(ExprKind::Name(name))),
    ]
}

fn operator() -> impl Strategy<Value = BinaryOp> {
    use BinaryOp as B;
    prop::sample::select(vec![
        B::Add,
        B::Subtract,
        B::Multiply,
        B::Divide,
        B::Agrees,
        B::Same,
        B::Differs,
        B::Less,
        B::AtMost,
        B::Greater,
        B::AtLeast,
        B::And,
        B::Or,
        B::Add,
        B::Or,
        B::Or,
    ])
}

fn selector(expr: BoxedStrategy<Expr>) -> impl Strategy<Value = Selector> {
    prop_oneof![
        Just(Selector::All(NOWHERE)),
        (expr.clone(), expr.clone()).prop_map(|(from, to)| Selector::Range { from, to }),
        expr.clone()
            .prop_filter("a condition selects rows", |expr| !expr.is_condition())
            .prop_map(Selector::Key),
        expr.prop_map(Selector::Where),
    ]
}

fn arm(expr: BoxedStrategy<Expr>) -> impl Strategy<Value = BandArm> {
    let end = prop::option::of(expr.clone());
    (end.clone(), end, expr).prop_map(|(from, to, result)| BandArm {
        from,
        to,
        result,
        span: NOWHERE,
    })
}

fn function() -> impl Strategy<Value = Name> {
    prop::sample::select(vec!["sum", "min", "same_name", "children", "比率"]).prop_map(|text| {
        Name {
            text: text.to_owned(),
            span: NOWHERE,
        }
    })
}

fn state() -> impl Strategy<Value = State> {
    prop::sample::select(vec![
        State::Printed,
        State::Blank,
        State::Dash,
        State::Missing,
        State::Present,
    ])
}

/// Any expression.
pub(super) fn expr() -> BoxedStrategy<Expr> {
    leaf()
        .prop_recursive(4, 24, 4, |inner| {
            let inner = inner.boxed();
            let boxed = || inner.clone().prop_map(Box::new);
            let list = |low| prop::collection::vec(inner.clone(), low..4);
            prop_oneof![
                4 => (operator(), boxed(), boxed()).prop_map(|(operator, left, right)| {
                    ExprKind::Binary { operator, left, right }
                }),
                2 => (boxed(), name()).prop_map(|(base, name)| ExprKind::Field { base, name }),
                1 => boxed().prop_map(|base| ExprKind::Star { base }),
                2 => (
                    prop::option::of(boxed()),
                    prop::collection::vec(selector(inner.clone()), 1..4)
                )
                    .prop_map(|(base, selectors)| ExprKind::Index { base, selectors }),
                1 => (function(), list(0)).prop_map(|(function, arguments)| ExprKind::Call {
                    function,
                    arguments,
                }),
                1 => (boxed(), prop::collection::vec(arm(inner.clone()), 1..4))
                    .prop_map(|(value, arms)| ExprKind::Band { value, arms }),
                1 => (prop::bool::ANY, boxed()).prop_map(|(negate, operand)| ExprKind::Unary {
                    operator: if negate { UnaryOp::Negate } else { UnaryOp::Not },
                    operand,
                }),
                1 => (boxed(), state(), prop::bool::ANY).prop_map(|(operand, state, negated)| {
                    ExprKind::Is { operand, state, negated }
                }),
                1 => (boxed(), prop::bool::ANY, prop::bool::ANY).prop_map(
                    |(operand, children, negated)| ExprKind::Has {
                        operand,
                        relatives: if children { Relatives::Children } else { Relatives::Parent },
                        negated,
                    }
                ),
            ]
            .prop_map(at)
        })
        .boxed()
}

fn binding() -> impl Strategy<Value = Let> {
    (name(), expr()).prop_map(|(name, value)| Let {
        name,
        value,
        span: NOWHERE,
    })
}

fn source() -> impl Strategy<Value = EachSource> {
    let rows = expr().prop_filter("a text alone is a name here", |rows| {
        !matches!(rows.kind, ExprKind::Text(_))
    });
    (name(), rows, prop::option::of(expr())).prop_map(|(variable, rows, filter)| EachSource {
        variable,
        rows,
        filter,
        span: NOWHERE,
    })
}

fn check() -> impl Strategy<Value = Check> {
    (expr(), prop::option::of(expr())).prop_map(|(relation, within)| Check {
        relation,
        within,
        span: NOWHERE,
    })
}

fn year() -> impl Strategy<Value = Option<(i32, Span)>> {
    prop::option::of((1900..3000_i32).prop_map(|year| (year, NOWHERE)))
}

fn rule() -> impl Strategy<Value = Rule> {
    let severity = prop::sample::select(vec![Severity::Note, Severity::Warning, Severity::Error])
        .prop_map(|severity| (severity, NOWHERE));
    let texts = prop::array::uniform4(prop::option::of(text()));
    let head = (name(), texts, prop::option::of(severity), year(), year());
    let body = (
        prop::collection::vec(source(), 0..3),
        prop::option::of(expr()),
        prop::collection::vec(binding(), 0..2),
        prop::collection::vec(check(), 1..3),
    );
    (head, body).prop_map(
        |((id, [title, basis, because, message], severity, since, until), body)| {
            let (sources, when, lets, checks) = body;
            Rule {
                id,
                title,
                severity,
                basis,
                because,
                message,
                since,
                until,
                sources,
                when,
                lets,
                checks,
                span: NOWHERE,
            }
        },
    )
}

fn plain_item() -> impl Strategy<Value = Item> {
    prop_oneof![
        4 => rule().prop_map(Item::Rule),
        1 => binding().prop_map(Item::Let),
        1 => (name(), prop::collection::vec(name(), 0..3), expr()).prop_map(
            |(name, parameters, body)| Item::Function(Function {
                name,
                parameters,
                body,
                span: NOWHERE,
            })
        ),
        1 => (name(), prop::option::of(text())).prop_map(|(rule, because)| {
            Item::Disable(Disable { rule, because, span: NOWHERE })
        }),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        4 => plain_item(),
        1 => name().prop_map(|template| Item::Use(Use { template, span: NOWHERE })),
        1 => (
            prop::collection::vec(name(), 1..3),
            prop::collection::vec(plain_item(), 0..3)
        )
            .prop_map(|(path, items)| Item::Scope(Scope { path, items, span: NOWHERE })),
    ]
}

/// Any rule file.
pub(super) fn file() -> impl Strategy<Value = File> {
    prop::collection::vec(item(), 0..4).prop_map(|items| File {
        source: SourceId(0),
        items,
    })
}
