//! SARIF 2.1.0, for platforms that show findings beside the text they are about.

use indexmap::IndexMap;
use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, LogicalLocation, Message, MultiformatMessageString,
    Notification, PhysicalLocation, PropertyBag, Region, ReportingConfiguration,
    ReportingDescriptor, Result as SarifResult, ResultColumnKind, ResultKind, ResultLevel, Run,
    SCHEMA_URL, Sarif, Suppression, Tool, ToolComponent,
};

use super::messages::Words;
use super::messages::severity_id;
use super::place::main_cell;
use super::untold::untold;
use super::view::{CheckedView, Totals, Unchecked};
use crate::diagnose::{Evidence, Finding, Role, RuleTally, Standing};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::syntax::ast::Severity;

/// Name under which our fingerprint stands.
const FINGERPRINT: &str = "gouji/v1";

/// What one report adds to a log.
#[derive(Debug)]
pub struct Results {
    rules: Vec<ReportingDescriptor>,
    results: Vec<SarifResult>,
    /// What is counted and not told one by one.
    untold: Vec<Notification>,
}

/// The findings of a report as SARIF results, with the rules they are about.
#[must_use]
pub fn results(view: &CheckedView<'_>, lang: Lang) -> Results {
    let found = &view.findings.findings;
    let rules = view.coverage.rules.iter();
    Results {
        rules: rules
            .filter(|rule| found.iter().any(|finding| finding.rule == rule.id))
            .map(descriptor)
            .collect(),
        results: found
            .iter()
            .map(|finding| result(view, finding, lang))
            .collect(),
        untold: untold(view, Words::of(lang))
            .into_iter()
            .map(|sentence| untold_notification(view, &sentence))
            .collect(),
    }
}

/// The whole log: one run over all reports.
#[must_use]
pub fn log(totals: &Totals, parts: Vec<Results>, lang: Lang) -> String {
    let mut rules: IndexMap<String, ReportingDescriptor> = IndexMap::new();
    let mut results = Vec::new();
    let mut untold = Vec::new();
    for part in parts {
        for rule in part.rules {
            rules.entry(rule.id.clone()).or_insert(rule);
        }
        results.extend(part.results);
        untold.extend(part.untold);
    }
    for result in &mut results {
        let rule = result
            .rule_id
            .as_ref()
            .and_then(|id| rules.get_index_of(id));
        result.rule_index = rule.and_then(|index| i64::try_from(index).ok());
    }
    let driver = ToolComponent::builder()
        .name("gouji")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .language(match lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        })
        .rules(rules.into_values().collect::<Vec<_>>())
        .build();
    let notifications: Vec<Notification> = totals
        .unchecked
        .iter()
        .map(|unchecked| notification(unchecked, lang))
        .collect();
    let successful = notifications.is_empty();
    let notifications: Vec<Notification> = notifications.into_iter().chain(untold).collect();
    let invocation = Invocation::builder()
        .execution_successful(successful)
        .tool_execution_notifications(notifications)
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(json!(ResultColumnKind::UnicodeCodePoints))
        .invocations(vec![invocation])
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA_URL)
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Note => ResultLevel::Note,
    }
}

fn words(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

fn message(text: &str) -> Message {
    Message::builder().text(text).build()
}

fn descriptor(rule: &RuleTally) -> ReportingDescriptor {
    let mut help = rule.title.clone();
    for more in [&rule.because, &rule.basis].into_iter().flatten() {
        help.push('\n');
        help.push_str(more);
    }
    let level = ReportingConfiguration::builder()
        .level(json!(severity_id(rule.severity)))
        .build();
    ReportingDescriptor::builder()
        .id(rule.id.as_str())
        .name(rule.id.as_str())
        .short_description(words(&rule.title))
        .help(words(&help))
        .default_configuration(level)
        .build()
}

fn result(view: &CheckedView<'_>, finding: &Finding, lang: Lang) -> SarifResult {
    let document = &view.report.document;
    let mut text = finding.message.get(lang).to_owned();
    if let Some(cause) = &finding.cause {
        text.push('\n');
        text.push_str(cause.text.get(lang));
    }
    let main = main_cell(finding);
    let related: Vec<Location> = finding
        .evidence
        .iter()
        .filter(|cell| main.is_none_or(|main| main.place != cell.place))
        .map(|cell| location(cell, document))
        .collect();
    let mut result = SarifResult::builder()
        .rule_id(finding.rule.as_str())
        .kind(ResultKind::Fail)
        .level(level(finding.severity))
        .message(message(&text))
        .locations(
            main.map(|cell| location(cell, document))
                .into_iter()
                .collect::<Vec<_>>(),
        )
        .related_locations(related)
        .partial_fingerprints(
            [(FINGERPRINT.to_owned(), finding.fingerprint.clone())]
                .into_iter()
                .collect::<std::collections::BTreeMap<_, _>>(),
        )
        .properties(properties(finding))
        .build();
    let standing = view.review.standing(finding);
    if view.review.compared {
        let state = if *standing == Standing::Known {
            "unchanged"
        } else {
            "new"
        };
        result.baseline_state = Some(Value::from(state));
    }
    if let Standing::Explained(explanation) = standing {
        let said = format!(
            "{}（{}，{}）",
            explanation.text, explanation.by, explanation.date
        );
        let accepted = Suppression::builder()
            .kind(json!("external"))
            .status(json!("accepted"))
            .justification(said);
        result.suppressions = Some(vec![accepted.build()]);
    }
    result
}

fn properties(finding: &Finding) -> PropertyBag {
    let mut more = std::collections::BTreeMap::new();
    more.insert("group".to_owned(), Value::from(finding.group));
    let verdict = if finding.strained {
        "strained"
    } else {
        "failed"
    };
    more.insert("verdict".to_owned(), Value::from(verdict));
    if let Some(cause) = &finding.cause {
        more.insert("cause".to_owned(), Value::from(cause.kind.id()));
    }
    PropertyBag::builder().additional_properties(more).build()
}

fn location(cell: &Evidence, document: &Document) -> Location {
    let at = document.locate(cell.place);
    let column = |number: u32| i64::from(number.max(1));
    let region = Region::builder()
        .start_line(column(at.line))
        .start_column(column(at.start))
        .end_column(column(at.end.max(at.start)))
        .build();
    let file = ArtifactLocation::builder().uri(uri(&document.name)).build();
    let place = PhysicalLocation::builder()
        .artifact_location(file)
        .region(region)
        .build();
    let name = match (cell.table.as_str(), cell.row.as_str(), cell.column.as_str()) {
        (table, "", column) => format!("{table}.{column}"),
        (table, row, column) => format!("{table}[{row}].{column}"),
    };
    let logical = LogicalLocation::builder()
        .fully_qualified_name(name)
        .build();
    let role = match cell.role {
        Role::Left => "left",
        Role::Right => "right",
        Role::Context => "context",
    };
    let said = if cell.printed.is_empty() {
        role.to_owned()
    } else {
        format!("{role}: {}", cell.printed)
    };
    Location::builder()
        .physical_location(place)
        .logical_locations(vec![logical])
        .message(message(&said))
        .build()
}

fn notification(unchecked: &Unchecked, lang: Lang) -> Notification {
    said_of(&unchecked.path, "error", unchecked.message.get(lang))
}

fn untold_notification(view: &CheckedView<'_>, sentence: &str) -> Notification {
    said_of(&view.report.document.name, "note", sentence)
}

/// Something about a report that is no finding.
fn said_of(path: &str, level: &str, sentence: &str) -> Notification {
    let file = ArtifactLocation::builder().uri(uri(path)).build();
    let place = PhysicalLocation::builder().artifact_location(file).build();
    Notification::builder()
        .level(json!(level))
        .message(message(sentence))
        .locations(vec![Location::builder().physical_location(place).build()])
        .build()
}

/// A path as a URI reference: relative paths stay relative.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a b/报.txt"), "a%20b/%E6%8A%A5.txt");
        assert_eq!(uri("/数/1.txt"), "file:///%E6%95%B0/1.txt");
    }
}
