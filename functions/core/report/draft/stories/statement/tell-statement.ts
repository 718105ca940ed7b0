import { type Plan, unitOf } from "../../blocks/parts.ts";
import { said } from "../../words/liquid.ts";
import { mayVanish } from "../../words/small-values.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { StatementRole } from "./statement-role.ts";
import { type StatementShown, statementWords } from "./statement-words.ts";

/** The text on a plan or statement: what is left in the end, and each line. */
export function tellStatement(plan: Plan, role: StatementRole): Told {
  const { language } = plan;
  const { later, earlier } = role;
  const words = statementWords[language];
  const after = afterValue(later, plan);
  const decimals = Math.max(later.decimals, earlier?.decimals ?? 0);
  const number = `number: ${decimals}`;
  const change = `round: ${decimals} | plus: 0 | number: '+,.${decimals}f'`;
  const shown: StatementShown = {
    later: said(later.label),
    earlier: said(earlier?.label ?? ""),
    value: `{{ s.later | ${number} }}${after}`,
    difference: `{{ s.difference | abs | ${number} }}${after}`,
  };
  const moves = `{% for x in statement_moves.rows %}{{ x.line }} {{ x.difference | ${change} }}${after}{% unless forloop.last %}${words.comma}{% endunless %}{% endfor %}{% if statement_moves.first.more > 0 %}${words.asMuch("{{ statement_moves.first.more | number }}")}{% endif %}`;
  const below = earlier === undefined ? "" : `\n\n  {{ x.difference | ${change} }}${after}`;
  return {
    begin: "{% assign s = statement.rows | first %}",
    subject: "s",
    label: shown.later,
    title: earlier === undefined ? words.alone(shown) : words.title(shown),
    lead: earlier === undefined ? "" : `{% if statement_moves.rows.size > 0 %}${words.moves(moves, shown)}{% endif %}`,
    figures: [
      `- **{{ s.later | ${number} }}** {{ s.line }}${below.replaceAll("x.", "s.")}`,
      `{% for x in statement_sums.rows %}\n- **{{ x.later | ${number} }}** {{ x.line }}${below}\n{% endfor %}`,
    ],
    sections: [lines(plan, role, shown, decimals)],
  };
}

function lines(
  { language }: Plan,
  { line, later, earlier }: StatementRole,
  shown: StatementShown,
  decimals: number,
): string {
  const words = statementWords[language];
  const unit = unitOf(later, language);
  const number = `number: ${decimals}`;
  const isSmall = mayVanish(later);
  const differences =
    earlier === undefined
      ? ""
      : `, earlier: '${shown.earlier}' | ${number}, difference: '${words.difference}' | number: '+,.${decimals}f' | change: plain${isSmall ? "" : `, percent: '${words.percent}' | number: '+.1f' | change: plain | missing: blank`}`;
  return `## ${words.heading}

::table{data="statement_lines" title="${earlier === undefined ? shown.later : words.both(shown)}" deck="${said(unit)}" columns="line: '${said(line.label)}', later: '${shown.later}' | ${number}${differences}"}`;
}
