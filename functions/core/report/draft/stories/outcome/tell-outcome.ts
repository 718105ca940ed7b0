import type { Plan } from "../../blocks/parts.ts";
import { unitOf } from "../../blocks/parts.ts";
import type { MeasureRole, MemberRole } from "../../roles/roles.ts";
import { withUnit } from "../../units.ts";
import { period, said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { OutcomeRole } from "./outcome.ts";
import { type OutcomeWords, outcomeWords } from "./outcome-words.ts";
import { befallenWords, unsettledWords } from "./state-words.ts";

/** Names that say nothing of what ended. */
const bareName = /^(y|target|outcome|label|response|event)$/i;

/** The text on what the rows of a table end in: its title, its first sentences, and the sections behind them. */
export function tellOutcome(plan: Plan, outcome: OutcomeRole): Told {
  const words = outcomeWords[plan.language];
  const { groups, steps, told } = outcome;
  const { is, title } = sharesOf(outcome, words);
  const [group] = groups;
  const sentences = [
    ...(outcome.undecided.length === 0
      ? []
      : [
          `{% if e.undecided > 0 %}${words.undecided(outcome.undecided.map((text) => words.quote(said(text))).join(words.or))}{% endif %}`,
        ]),
    ...(outcome.amount === undefined || told !== "state" ? [] : [amounts(plan, outcome, outcome.amount, words)]),
    ...(group === undefined
      ? []
      : [
          `${assigned(group)}{% if g != nil and g.members > 1 and g.first_share != g.last_share %}${words.byGroup(said(group.label), is)}{% endif %}`,
        ]),
    ...(steps === undefined
      ? []
      : [`{% assign x = outcome_steps.rows %}{% if x.size > 1 %}${words.bySteps(said(steps.label), is)}{% endif %}`]),
    ...(group === undefined && steps === undefined && !outcome.isOfOneTime ? [words.limits] : []),
    ...(outcome.isOfOneTime ? [`{% if b != nil %}${words.begun(period("b.period", plan))}{% endif %}`] : []),
  ];
  return {
    begin: `{% assign e = outcome.rows | first %}${outcome.isOfOneTime ? "{% assign h = headline.first %}{% assign b = outcome_begin.rows | first %}" : ""}`,
    subject: "e",
    label: told === "leaving" ? words.leavers : said(outcome.label),
    title: `${titleOf(plan, outcome, words)}${outcome.isOfOneTime ? `${plan.language === "zh" ? "，" : ", "}${period("h.now", plan)}` : ""}`,
    lead: sentences.join(plan.language === "zh" ? "" : " "),
    figures: figuresOf(plan, outcome, words),
    sections: [
      ...(told === "state" ? [statesTable(plan, outcome, words)] : []),
      ...groups.map((one, at) => byGroup(one, at === 0, title, words)),
      ...(steps === undefined ? [] : [bySteps(plan, steps, title, words)]),
    ],
  };
}

/** Words for shares: beside amounts, they say that they are of records. */
const sharesOf = ({ amount }: OutcomeRole, words: OutcomeWords): OutcomeWords["shares"] =>
  amount === undefined ? words.shares : words.sharesOfRecords;

/** What counts: “open” or “overdue”. */
const countedOf = ({ counted }: OutcomeRole, { quote, or }: OutcomeWords): string =>
  counted.map((text) => quote(said(text))).join(or);

const colon = ({ language }: Plan): string => (language === "zh" ? "：" : ": ");

function titleOf(plan: Plan, outcome: OutcomeRole, words: OutcomeWords): string {
  const { told, amount, isOpen, isWithout, counted } = outcome;
  const label = told === "leaving" ? words.leavers : said(outcome.label);
  const named = `${label}${colon(plan)}`;
  if (told === "leaving") return `${named}${words.of}`;
  if (told === "date") {
    const befallen = isWithout
      ? unsettledWords(outcome.column, plan.language)
      : befallenWords(outcome.column, plan.language);
    return befallen === undefined ? `${named}${words.dated}` : words.unsettled(befallen);
  }
  if (told === "flag")
    return `${named}${counted.length > 0 ? words.worded(words.no) : bareName.test(outcome.column.trim()) ? words.worded(words.yes) : words.of}`;
  if (outcome.isResult) return `${named}${words.stated(countedOf(outcome, words))}`;
  if (outcome.isWon || outcome.undecided.length > 0) return `${named}${words.won(countedOf(outcome, words))}`;
  const plain = `${named}${words.stated(countedOf(outcome, words))}`;
  if (amount === undefined || !isOpen) return plain;
  const title = words.amounts(
    said(amount.label),
    shown(plan, amount, "e.part"),
    shown(plan, amount, "e.whole"),
    countedOf(outcome, words),
  );
  return `{% if e.part_share != nil and e.part_share > 0 %}${title}{% else %}${plain}{% endif %}`;
}

/** Liquid that prints an amount of a measure, with its unit. */
function shown(plan: Plan, measure: MeasureRole, of: string): string {
  return `{{ ${of} | number: ${measure.decimals} }}${afterValue(measure, plan)}`;
}

/** “Gross by Status: open 104,982, overdue 79,416, paid 400,000.” */
function amounts(plan: Plan, { label }: OutcomeRole, amount: MeasureRole, words: OutcomeWords): string {
  const one = `{{ x.state }} {% if x.amount == nil %}–{% else %}${shown(plan, amount, "x.amount")}{% endif %}`;
  const stop = plan.language === "zh" ? "。" : ".";
  return `${words.amountBy(said(amount.label), said(label))}${colon(plan)}{% for x in outcome_states.rows %}${one}{% unless forloop.last %}${words.and}{% endunless %}{% endfor %}${stop}`;
}

function figuresOf(plan: Plan, outcome: OutcomeRole, words: OutcomeWords): readonly string[] {
  const { told, amount, counted } = outcome;
  const label =
    told === "leaving"
      ? words.leavers
      : told === "state"
        ? countedOf(outcome, words)
        : told === "date" && outcome.isWithout
          ? unsettledWords(outcome.column, plan.language)
          : told === "flag" && counted.length > 0
            ? `${said(outcome.label)}${colon(plan)}${words.no}`
            : said(outcome.label);
  return [
    `- **{{ e.n | number }}** ${label}`,
    `- **{{ e.share | percent: e.places }}** ${sharesOf(outcome, words).title}\n\n  ${outcome.isOfOneTime ? period("h.now", plan) : words.rateDeck}`,
    `- **{{ e.answered | number }}** ${words.records}\n\n  ${outcome.isWon ? words.decided : outcome.isResult ? words.taken : outcome.undecided.length > 0 ? words.verdict : told === "date" || told === "leaving" ? words.inAll : words.recordsDeck}`,
    ...(amount === undefined
      ? []
      : [
          `{% if e.part_share != nil %}\n- **{{ e.part | number: ${amount.decimals} }}** ${said(amount.label)}\n\n  ${words.amountDeck}\n{% endif %}`,
        ]),
  ];
}

const assigned = ({ key }: MemberRole): string =>
  `{% assign g = outcome_groups.rows | where: "grouping", "${key}" | first %}`;

function statesTable(plan: Plan, outcome: OutcomeRole, words: OutcomeWords): string {
  const { label, amount, undecided } = outcome;
  const { n, share, low, high } = words.columns;
  // What is undecided has no share of what has been decided.
  const blank = undecided.length === 0 ? "" : " | missing: blank";
  const added =
    amount === undefined
      ? ""
      : `, amount: '${said(withUnit(amount.label, unitOf(amount, plan.language), plan.language))}' | number: ${amount.decimals}`;
  return `::table{data="outcome_states" title="${words.states}" deck="${words.statesDeck}" columns="state: '${said(label)}', n: '${n}' | number, share: '${share(sharesOf(outcome, words).title)}' | number: 1 | bar${blank}, low: '${low}' | number: 1${blank}, high: '${high}' | number: 1${blank}${added}"}`;
}

function byGroup(member: MemberRole, isFirst: boolean, of: string, words: OutcomeWords): string {
  const { n, answered, share, low, high } = words.columns;
  const label = said(member.label);
  const where = `where="grouping='${member.key}'"`;
  const table = `\n\n::table{data="outcome_groups" ${where} title="${words.table}" deck="${words.statesDeck}" columns="member: '${label}', n: '${n}' | number, answered: '${answered}' | number, share: '${share(of)}' | number: 1, low: '${low}' | number: 1, high: '${high}' | number: 1"}`;
  return `${assigned(member)}
{% if g != nil and g.members > 1 %}
## ${words.heading(label)}

::chart{spec="outcome" data="outcome_groups" ${where} title="{% if g.first_share == g.last_share %}${words.level}{% else %}${words.chart}{% endif %}" deck="${words.deck(of)}{% if g.few > 0 %}${words.few}{% endif %}" alt="${words.alt}"}${isFirst ? table : ""}
{% endif %}`;
}

function bySteps(plan: Plan, steps: MeasureRole, of: string, words: OutcomeWords): string {
  const { n, answered, share, low, high } = words.columns;
  const label = said(withUnit(steps.label, unitOf(steps, plan.language), plan.language));
  const comma = plan.language === "zh" ? "，" : ", ";
  const number = `number: ${steps.decimals}`;
  return `{% assign x = outcome_steps.rows %}
{% if x.size > 1 %}
## ${words.heading(said(steps.label))}

::chart{spec="outcome-steps" data="outcome_steps" title="${words.stepsChart(said(steps.label))}" deck="${words.deck(of)}${plan.language === "zh" ? "；" : "; "}${label}" alt="${words.stepsAlt}"}

::table{data="outcome_steps" title="${words.table}" deck="${words.statesDeck}" columns="from_value: '${label}${comma}${words.from}' | ${number}, to_value: '${words.to}' | ${number}, n: '${n}' | number, answered: '${answered}' | number, share: '${share(of)}' | number: 1 | bar, low: '${low}' | number: 1, high: '${high}' | number: 1"}
{% endif %}`;
}
