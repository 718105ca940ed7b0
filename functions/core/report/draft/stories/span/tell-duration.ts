import type { Plan } from "../../blocks/parts.ts";
import type { MemberRole } from "../../roles/roles.ts";
import { said } from "../../words/liquid.ts";
import type { Told } from "../told.ts";
import { shownLength, shownPeriod } from "./shown-length.ts";
import { decimalsBetween } from "./span-sql.ts";
import type { DurationRole, Unheld } from "./span-role.ts";
import { type DurationShown, type DurationWords, durationWords, unitNames } from "./span-words.ts";

/** The text on how long it took from one moment to another. */
export function tellDuration(plan: Plan, role: DurationRole): Told {
  const { language } = plan;
  const words = durationWords[language];
  const shown: DurationShown = {
    begin: said(role.begin.label),
    end: said(role.end.label),
    length: shownLength(role.unit, language),
    period: shownPeriod(role.grain ?? "day", language),
  };
  const unit = unitNames[language][role.unit][1];
  const [group] = role.groups;
  const sentences = [
    words.longer(shown),
    ...(group === undefined
      ? []
      : [
          `${assigned(group)}{% if g != nil and g.members > 1 and g.first_value != g.last_value %}${words.apart(said(group.label), shown)}{% endif %}`,
        ]),
    ...openSentences(role, words, shown),
    `{% if d.reversed > 0 %}${words.reversed}{% endif %}`,
    ...(role.unheld === undefined ? [] : [unheldSentence(plan, role.unheld)]),
  ];
  return {
    begin: "{% assign d = span.rows | first %}",
    subject: "d",
    label: `${shown.begin} – ${shown.end}`,
    title: words.title(shown),
    lead: sentences.join(language === "zh" ? "" : " "),
    figures: figuresOf(role, words, shown, unit),
    sections: [
      ...(role.grain === undefined ? [] : [courseOf(words, shown, unit)]),
      ...role.groups.map((one, at) =>
        byGroup(one, at === 0, words, shown, unit, decimalsBetween(role.begin, role.end)),
      ),
      spread(words, shown, unit),
      ...(role.name === undefined ? [] : [longest(role, words, shown, unit)]),
    ],
  };
}

/** Says how many records have no end: those that are open, and by a column of states those that are not. */
function openSentences({ states }: DurationRole, words: DurationWords, shown: DurationShown): readonly string[] {
  if (states === undefined) return [`{% if d.open > 0 %}${words.open(shown)}{% endif %}`];
  return [
    `{% if d.open > 0 %}${words.openBy(said(states.label), shown)}{% endif %}`,
    `{% if d.not_open > 0 %}${words.notOpen(shown)}{% endif %}`,
  ];
}

/** Says how many records are left out, since they did not take place. */
function unheldSentence({ language }: Plan, { texts }: Unheld): string {
  const [open, close, or] = { en: ["“", "”", " or "], de: ["„", "“", " oder "], zh: ["“", "”", "或"] }[language];
  const states = texts.map((text) => `${open}${said(text)}${close}`).join(or);
  const count = "{{ span_unheld.first.n | number }}";
  return {
    en: `Not counted: ${count} that did not take place (${states}).`,
    de: `Nicht mitgezählt: ${count}, die nicht stattfanden (${states}).`,
    zh: `未发生的${count}条（${states}）不计入。`,
  }[language];
}

const number = "number: ',.1~f'";

const assigned = ({ key }: MemberRole): string =>
  `{% assign g = span_groups.rows | where: "grouping", "${key}" | first %}`;

const figuresOf = (
  { states, begin }: DurationRole,
  words: DurationWords,
  shown: DurationShown,
  unit: string,
): readonly string[] => [
  `- **{{ d.middle | round: 1 | ${number} }}** ${words.middle}, ${unit}\n\n  ${words.half(shown)}`,
  `- **{{ d.ended | number }}** ${words.ended}\n\n  ${words.endedDeck}`,
  `{% if d.open > 0 %}\n- **{{ d.open | number }}** ${states !== undefined ? words.openTitle : begin.kind === "clock" ? words.withoutClock : words.withoutEnd}\n\n  ${words.openDeck(shown)}\n{% endif %}`,
];

function courseOf(words: DurationWords, shown: DurationShown, unit: string): string {
  return `{% if span_course.rows.size > 2 %}
{% assign c = span_course.first %}
::chart{spec="span-course" data="span_course" title="${words.course(shown)}" deck="${words.courseDeck(shown, unit)}{% if c.left_out > 0 %}${words.leftOut}{% endif %}" alt="${words.courseAlt(shown)}"}
{% endif %}`;
}

function byGroup(
  member: MemberRole,
  isFirst: boolean,
  words: DurationWords,
  shown: DurationShown,
  unit: string,
  decimals: number,
): string {
  const label = said(member.label);
  const where = `where="grouping='${member.key}'"`;
  const { records, middle, low, high, most } = words.columns;
  const table = `\n\n::table{data="span_groups" ${where} title="${words.table}" deck="${unit}" columns="member: '${label}', records: '${records}' | number, middle: '${middle}' | number: 1, low: '${low}' | number: 1, high: '${high}' | number: 1, most: '${most}' | number: ${decimals}"}`;
  return `${assigned(member)}
{% if g != nil and g.members > 1 %}
## ${words.heading(label)}

::chart{spec="span-groups" data="span_groups" ${where} title="{% if g.first_value == g.last_value %}${words.level(shown)}{% else %}${words.chart(shown)}{% endif %}" deck="${words.deck(shown, unit)}{% if g.few > 0 %}${words.few}{% endif %}" alt="${words.alt(shown)}"}${isFirst ? table : ""}
{% endif %}`;
}

function spread(words: DurationWords, shown: DurationShown, unit: string): string {
  return `::chart{spec="span-spread" data="span_bins" title="${words.spread}" deck="${words.spreadDeck(shown, unit)}" alt="${words.spreadAlt(shown)}"}`;
}

function longest({ name, begin, end }: DurationRole, words: DurationWords, shown: DurationShown, unit: string): string {
  const days = begin.kind === "clock" ? "" : `, begin_day: '${shown.begin}' | date, end_day: '${shown.end}' | date`;
  return `{% if span_longest.first.is_listed %}
::table{data="span_longest" title="${words.longest}" deck="${unit}" columns="name: '${said(name!.label)}'${days}, length: '${words.columns.length}' | number: ${decimalsBetween(begin, end)}"}
{% endif %}`;
}
