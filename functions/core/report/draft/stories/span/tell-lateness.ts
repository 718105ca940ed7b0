import { type Plan, unitOf } from "../../blocks/parts.ts";
import type { MemberRole } from "../../roles/roles.ts";
import { withUnit } from "../../units.ts";
import { said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import { type LatenessShown, type LatenessWords, latenessWords } from "./lateness-words.ts";
import { shownLength } from "./shown-length.ts";
import { decimalsBetween } from "./span-sql.ts";
import type { LatenessRole } from "./span-role.ts";
import { unitNames } from "./span-words.ts";

/** The text on what came later than it was due. */
export function tellLateness(plan: Plan, role: LatenessRole): Told {
  const { language } = plan;
  const words = latenessWords[language];
  const shown = shownOf(plan, role);
  const [group] = role.groups;
  const sentences = [
    words.half(shown),
    ...(group === undefined
      ? []
      : [
          `${assigned(group)}{% if g != nil and g.members > 1 and g.first_share != g.last_share %}${words.group(said(group.label))}{% endif %}`,
        ]),
    `{% if l.overdue > 0 %}${words.overdue(shown)}{% endif %}`,
    words.waiting(shown),
    ...(role.states === undefined ? [] : [`{% if l.not_open > 0 %}${words.called(shown)}{% endif %}`]),
  ];
  return {
    begin: "{% assign l = late.rows | first %}",
    subject: "l",
    label: words.label,
    title: words.title(shown),
    lead: sentences.join(language === "zh" ? "" : " "),
    figures: figuresOf(plan, role, words),
    sections: [
      ...role.groups.map((one, at) => byGroup(one, at === 0, words, shown)),
      ...(role.name === undefined ? [] : [worst(plan, role, words, shown)]),
      ...(role.name === undefined || role.due.kind === "clock" ? [] : [overdue(plan, role, words, shown)]),
    ],
  };
}

function shownOf(plan: Plan, { due, actual, unit, amount }: LatenessRole): LatenessShown {
  return {
    due: said(due.label),
    actual: said(actual.label),
    length: shownLength(unit, plan.language),
    amount: amount && {
      label: said(amount.label),
      value: `{{ l.amount | number: ${amount.decimals} }}${afterValue(amount, plan)}`,
    },
  };
}

const assigned = ({ key }: MemberRole): string =>
  `{% assign g = late_groups.rows | where: "grouping", "${key}" | first %}`;

function figuresOf({ language }: Plan, { unit }: LatenessRole, words: LatenessWords): readonly string[] {
  return [
    `- **{{ l.share | percent: l.places }}** ${words.share}\n\n  ${words.shareDeck}`,
    `- **{{ l.n | number }}** ${words.late}\n\n  ${words.lateDeck}`,
    `{% if l.n > 0 %}\n- **{{ l.middle | round: 1 | number: ',.1~f' }}** ${words.middle}\n\n  ${unitNames[language][unit][1]}\n{% endif %}`,
    `{% if l.overdue > 0 %}\n- **{{ l.overdue | number }}** ${words.overdueTitle}\n\n  ${words.overdueDeck}\n{% endif %}`,
  ];
}

function byGroup(member: MemberRole, isFirst: boolean, words: LatenessWords, shown: LatenessShown): string {
  const { n, answered, share, low, high } = words.columns;
  const label = said(member.label);
  const where = `where="grouping='${member.key}'"`;
  const table = `\n\n::table{data="late_groups" ${where} title="${words.table}" deck="${words.limits}" columns="member: '${label}', n: '${n}' | number, answered: '${answered}' | number, share: '${share}' | number: 1, low: '${low}' | number: 1, high: '${high}' | number: 1"}`;
  return `${assigned(member)}
{% if g != nil and g.members > 1 %}
## ${words.heading(label)}

::chart{spec="late" data="late_groups" ${where} title="{% if g.first_share == g.last_share %}${words.level}{% else %}${words.chart}{% endif %}" deck="${words.deck(shown)}{% if g.few > 0 %}${words.few}{% endif %}" alt="${words.alt}"}${isFirst ? table : ""}
{% endif %}`;
}

/** The column of what each record is about, where something is added up. */
function amountColumn(plan: Plan, { amount }: LatenessRole): string {
  if (amount === undefined) return "";
  return `, amount: '${said(withUnit(amount.label, unitOf(amount, plan.language), plan.language))}' | number: ${amount.decimals}`;
}

function worst(plan: Plan, role: LatenessRole, words: LatenessWords, shown: LatenessShown): string {
  const days =
    role.due.kind === "clock" ? "" : `, due_day: '${shown.due}' | date, actual_day: '${shown.actual}' | date`;
  return `{% if late_worst.first != nil %}
::table{data="late_worst" title="{% if l.n > 10 %}${words.worst}{% else %}${words.label}{% endif %}" deck="${unitNames[plan.language][role.unit][1]}" columns="name: '${said(role.name!.label)}'${days}, behind: '${words.columns.behind}' | number: ${decimalsBetween(role.due, role.actual)}${amountColumn(plan, role)}"}
{% endif %}`;
}

function overdue(plan: Plan, role: LatenessRole, words: LatenessWords, shown: LatenessShown): string {
  return `{% if late_overdue.first != nil %}
::table{data="late_overdue" title="{% if l.overdue > 10 %}${words.overdueTable}{% else %}${words.overdueTitle}{% endif %}" deck="${words.overdueTableDeck}" columns="name: '${said(role.name!.label)}', due_day: '${shown.due}' | date, days: '${words.columns.since}' | number${amountColumn(plan, role)}"}
{% endif %}`;
}
