//! gouji (勾稽): rules, written in files, run over the published accounts of public bodies.
//!
//! A *template* (TOML) says what can be read in a kind of report: tables, rows, columns, units. *Rules*
//! (`.gouji`) say what must hold. An [`Engine`] reads a report, binds it to the template
//! that fits, checks every rule, and says of each contradiction which cells are concerned, how the sum
//! goes, and what rounding could explain. Packs for Chinese final accounts are built in
//! ([`Engine::builtin`](engine::Engine::builtin)).
//!
//! The library reads no files, prints nothing and looks at no clock: texts go in, values come out.
//!
//! ```
//! use gouji::Engine;
//! use gouji::diagnostic::Lang;
//! use gouji::engine::{CheckOptions, Pack};
//! use gouji::render::{CheckedView, concise};
//!
//! let template = r#"
//!     [template]
//!     id = "yunzhou"
//!     title = "云州省单位决算公开"
//!     language = 1
//!     match = ["单位决算公开"]
//!
//!     [amount]
//!     places = 2
//!     default_unit = "万元"
//!
//!     [[table]]
//!     id = "收入表"
//!     title = ["收入汇总表"]
//!     required = true
//!     blank = "zero"
//!     columns = [
//!       { id = "项目", type = "label" },
//!       { id = "金额", type = "amount", header = ["金额"] },
//!     ]
//! "#;
//! let rules = r#"
//!     use template yunzhou
//!
//!     rule 收入合计 "收入合计等于各项收入之和" {
//!       check 收入表[合计] = 收入表[财政拨款收入] + 收入表[其他收入]
//!     }
//! "#;
//! let report = "\
//! 云州市示例馆 2023年度单位决算公开
//!
//! 收入汇总表
//! 金额单位：万元
//! 项目\t金额
//! 财政拨款收入\t400.00
//! 其他收入\t3.15
//! 合计\t403.51
//! ";
//!
//! let pack = Pack::new("yunzhou").with("template.toml", template).with("sums.gouji", rules);
//! let engine = Engine::builder().pack(pack).build().expect("the template is sound");
//! let checked = engine.check("示例馆.txt", report.as_bytes(), &CheckOptions::default())?;
//!
//! assert_eq!(checked.findings.summary.failed, 1);
//! let finding = &checked.findings.findings[0];
//! assert_eq!(finding.difference.unwrap().to_string(), "0.36");
//!
//! // Renderers are pure functions too.
//! let view = CheckedView::of(&checked, &engine);
//! assert_eq!(
//!     concise::report(&view, Lang::Zh),
//!     "示例馆.txt:8:4: error[收入合计]: 收入表「合计」为 403.51万元，按规则应为 403.15万元，多 0.36万元\n",
//! );
//! # Ok::<(), gouji::engine::CheckError>(())
//! ```
//!
//! `ARCHITECTURE.md` shows the stages and which module owns what.

#![cfg_attr(test, allow(clippy::string_slice, reason = "tests may fail loudly"))]

#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnose;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod eval;
pub mod figure;
pub mod format;
pub mod lint;
pub mod program;
#[cfg_attr(
    not(feature = "cli"),
    allow(
        dead_code,
        unused_imports,
        reason = "only the terminal uses some parts that renderers share"
    )
)]
pub mod render;
pub mod report;
pub mod resolve;
pub mod source;
pub mod syntax;
pub mod template;
pub mod tools;

pub use engine::Engine;
