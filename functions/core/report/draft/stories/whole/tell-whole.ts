import { hasUnits } from "../../blocks/other-units.ts";
import { flows, type Plan, unitOf } from "../../blocks/parts.ts";
import type { MemberRole, MeasureRole } from "../../roles/roles.ts";
import { byFlows, said, value } from "../../words/liquid.ts";
import { byPut, ofRows } from "../../words/means.ts";
import { recordsOr } from "../../words/table-columns.ts";
import { saysSidesOfAll } from "../lead-of.ts";
import { sidesSentence } from "../sides/tell-sides.ts";
import { restSentence, withoutOneBeside } from "../../words/without-one.ts";
import type { Told } from "../told.ts";
import type { WholeRole } from "./whole-role.ts";
import { meanFigures, meansOf } from "./whole-means.ts";
import { endsSentence } from "./whole-ends.ts";
import { type WholeShown, type WholeWords, wholeWords } from "./whole-words.ts";
import { cutNote } from "../../words/cut.ts";

/** The text on all records as one: how many there are, what they add up to, and the same by each column. */
export function tellWhole(plan: Plan, { groups, others, voided }: WholeRole): Told {
  const words = wholeWords[plan.language];
  const shown = shownOf(plan);
  const [first] = groups;
  const space = plan.language === "zh" ? "" : " ";
  const lead = [
    ...(first === undefined
      ? []
      : [
          `${assigned(first)}{% if g.members > 1 %}${words.who(said(first.label), { ...shown, first: ofRows(plan, shown.first), last: ofRows(plan, shown.last) })}${byFlows(plan, restSentence(plan.language, "g", said(first.label)), "")}{% endif %}`,
        ]),
    // What came in has no value where something went out.
    plan.roles.measures.some(({ direction }) => direction !== undefined)
      ? ""
      : `{% if t.missing > 0 %}${hasUnits(plan) ? missingInUnit[plan.language] : words.missing}{% endif %}`,
    // In one part, as a line that becomes empty would end the paragraph.
    `{% if t.undated > 0 %}${words.undated}{% endif %}${endsSentence(plan)}`,
  ];
  return {
    begin: "{% assign m = measure.first %}{% assign t = whole.rows | first %}",
    subject: "t",
    label: "{{ m.label }}",
    title: titleOf(plan, voided, words, shown),
    lead: `${lead.filter(Boolean).join(space)}${saysSidesOfAll(plan) ? sidesSentence(plan) : ""}`,
    figures: figuresOf(plan, words, others),
    sections: groups.map((group, at) => byGroup(plan, group, at === 0, words, shown)),
  };
}

/** Of prices by several units: records without one in this unit. */
const missingInUnit = {
  en: "{{ t.missing | number }} more {% if t.missing == 1 %}record has{% else %}records have{% endif %} no value in this unit.",
  de: "Ohne Wert in dieser Einheit: {{ t.missing | number }} weitere Zeilen.",
  zh: "另有{{ t.missing | number }}条没有此单位的数值。",
} as const;

/** How many there are and what they add up to; of what did not come about the same sentence says so. */
function titleOf(plan: Plan, voided: WholeRole["voided"], words: WholeWords, shown: WholeShown): string {
  const title = recordsOr(
    plan,
    words.counted(shown),
    byFlows(
      plan,
      words.added(shown),
      byPut(plan, (put) => words.apart(shown, put)),
    ),
  );
  if (voided === undefined) return title;
  const states = voided.texts.map((text) => words.quote(said(text))).join(words.or);
  const of = recordsOr(
    plan,
    words.voids(states),
    byFlows(plan, words.voided(states, value("t.voided")), words.voids(states)),
  );
  if (plan.roles.voided === undefined) return `${title}{% if t.voids > 0 %}${of}{% endif %}`;
  // Amounts are without those of rows that were cancelled.
  return `${title}{% if t.voids > 0 %}{% if t.voided == nil %}${words.unvoided(states)}{% else %}${of}{% endif %}{% endif %}`;
}

const recordWords = { en: " records", de: " Zeilen", zh: "条" } as const;

function shownOf({ language, roles }: Plan): WholeShown {
  // Records are called after the table, where its name is a plural noun.
  const label = roles.measures.find(({ called }) => called === "records")?.label.toLowerCase() ?? "";
  const named = language === "en" && /^[a-z ]+$/.test(label) ? ` ${label}` : recordWords[language];
  return {
    value: value("t.value"),
    first: value("g.first_value"),
    second: value("g.second_value"),
    last: value("g.last_value"),
    records: `{{ t.records | number }}${named}`,
  };
}

function figuresOf(plan: Plan, words: WholeWords, others: readonly MeasureRole[]): readonly string[] {
  const { language } = plan;
  const put = byPut(plan, (one) => (one === "mean" ? words.mean : words.behindMedian));
  const total = `- **{{ t.value | number: m.decimals }}** {{ m.label }}${byFlows(plan, "", put)}\n\n  {{ m.unit }}`;
  // Of what came in and went out, each has records of its own.
  const isPart = plan.roles.measures.some(({ direction }) => direction !== undefined);
  const records = isPart
    ? `- **{{ t.records | number }}** ${recordsLabel(plan, words)}\n\n  ${words.withValue("")}`
    : `- **{{ t.rows_of | number }}** ${recordsLabel(plan, words)}\n\n  {% if t.records < t.rows_of %}${words.withValue("{{ t.records | number }}")}{% endif %}`;
  const half = `- **{{ t.middle | number: m.decimals }}** ${words.median}\n\n  {{ m.unit }}{% if m.unit != "" %}${language === "zh" ? "，" : ", "}{% endif %}${words.ofRecord}`;
  const also = others.map((measure, at) => {
    const figure = `\n- **{{ t.also_${at + 1} | number: ${measure.scale === 1 ? 0 : measure.decimals} }}** ${said(measure.label)}\n\n  ${said(unitOf(measure, language))}${unitOf(measure, language) === "" ? "" : language === "zh" ? "，" : ", "}${words.inAll}\n`;
    return `{% if m.key != '${measure.key}' and t.also_${at + 1} != nil %}${figure}{% endif %}`;
  });
  const own = recordsOr(plan, "{% assign counts = true %}", "{% assign counts = false %}");
  return [
    `${own}\n${total}\n{% unless counts %}\n${records}\n${byFlows(
      plan,
      "",
      byPut(plan, (one) => (one === "mean" ? half : "")),
    )}\n{% endunless %}`,
    ...also,
    ...meanFigures(plan, meansOf(plan), words),
  ];
}

/** What records are called where they are counted: as the measure that counts them. */
function recordsLabel({ roles: { measures } }: Plan, { records }: WholeWords): string {
  const label = measures.find(({ called }) => called === "records")?.label;
  return label === undefined ? records : said(label);
}

const assigned = ({ key }: MemberRole): string =>
  `{% assign g = whole_groups.rows | where: "grouping", "${key}" | first %}`;

function byGroup(plan: Plan, member: MemberRole, hasTable: boolean, words: WholeWords, shown: WholeShown): string {
  const { ordered } = member;
  const label = said(member.label);
  const put = byPut(plan, (one) => (one === "mean" ? words.mean : words.behindMedian));
  const where = `where="grouping='${member.key}'"`;
  const count = recordsOr(
    plan,
    "",
    `, records: '${recordsLabel(plan, words)}{% if t.missing > 0 %}${plan.language === "zh" ? "（" : ", "}${words.withValue("")}${plan.language === "zh" ? "）" : ""}{% endif %}' | number`,
  );
  const shares = plan.roles.measures.some(flows)
    ? `{% if g.first_share != nil %}, share: ${words.share} | percent: 1 | missing: blank{% endif %}`
    : "";
  const unnamed = byFlows(plan, "", `{% if g.unnamed > 0 %}${withoutOneBeside[plan.language]("g")}{% endif %}`);
  const table = `\n\n::table{data="whole_table" ${where} title="${words.table}${ordered ? "" : cutNote(plan.language, "g.table_more", value("g.table_cut"))}" deck="{{ m.deck }}${byFlows(plan, "", put)}${unnamed}" columns="member: '${label}', value: '{{ m.label }}' | number: {{ m.decimals }} | bar${shares}${count}"}`;
  return `${assigned(member)}
{% if g.members > 1 %}
## ${words.heading(label)}

::chart{spec="whole" data="whole_groups" ${where} title="${words.chart(shown)}" deck="{{ m.deck }}${byFlows(plan, "", put)}{% if g.absent != nil %}${words.absent}{% endif %}{% if g.voided != nil %}${words.leftOut}{% endif %}${unnamed}{% if g.rows_of > 20 %}${words.most}${ordered ? "" : cutNote(plan.language, "g.chart_more", value("g.chart_cut"))}{% endif %}" alt="${words.alt}"}${hasTable ? table : ""}
{% endif %}`;
}
