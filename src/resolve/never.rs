//! Rules that can never apply.

use super::complain::say;
use super::resolver::Resolver;
use crate::diagnostic::Problem;
use crate::diagnostic::codes::E0308;
use crate::syntax::ast::Rule;

impl Resolver<'_> {
    /// Complains of a rule whose years hold no year, or none of its template's.
    pub(super) fn never_applies(&mut self, rule: &Rule) {
        if let (Some((since, first)), Some((until, last))) = (rule.since, rule.until)
            && since > until
        {
            self.complain(
                Problem::error(
                    &E0308,
                    say(
                        format!(
                            "规则「{}」永远不适用：自 {since} 至 {until} 没有年份",
                            rule.id.text
                        ),
                        format!(
                            "rule `{}` can never apply: no year lies between {since} and {until}",
                            rule.id.text
                        ),
                    ),
                )
                .at(first, say("从这一年起", "from this year"))
                .at(last, say("到这一年为止", "to this year")),
            );
            return;
        }
        self.outside_the_template(rule);
    }

    fn outside_the_template(&mut self, rule: &Rule) {
        let years = self.template.years;
        let late = rule
            .since
            .filter(|(since, _)| years.to.is_some_and(|to| *since > to));
        let early = rule
            .until
            .filter(|(until, _)| years.from.is_some_and(|from| *until < from));
        let Some((year, span)) = late.or(early) else {
            return;
        };
        // An inherited rule for other years is simply not used by this template.
        let id = &self.template.id;
        self.complain(
            Problem::warning(
                &E0308,
                say(
                    format!(
                        "规则「{}」永远不适用：{year} 年不在模板「{id}」的年份之内",
                        rule.id.text
                    ),
                    format!(
                        "rule `{}` can never apply: template `{id}` does not cover {year}",
                        rule.id.text
                    ),
                ),
            )
            .at(
                span,
                say("在模板的年份之外", "outside the template's years"),
            ),
        );
    }
}
