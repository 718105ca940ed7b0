import { dateFilter, type Plan } from "../../blocks/parts.ts";
import { said } from "../../words/liquid.ts";
import type { Told } from "../told.ts";
import type { IndicatorRole } from "./indicator-role.ts";
import { type IndicatorWords, indicatorWords } from "./indicator-words.ts";

const rowsOf = (state: string): string => `{% assign ${state} = indicators.rows | where: "state", "${state}" %}`;

/** The text on the indicators of a table: which have reached their targets, and what each was last. */
export function tellIndicators(plan: Plan, role: IndicatorRole): Told {
  const { language, roles } = plan;
  const words = indicatorWords[language];
  const { kind, value, target, day, places } = role;
  const at = day === undefined ? "" : `{{ i.last | ${dateFilter(roles.time!.raw, language)} }}`;
  const when = at === "" ? "" : language === "zh" ? at : `, ${at}`;
  const number = `number: ',.${places}~f'`;
  const label = said(kind.label);
  const valued = value.label === "" ? words.value : said(value.label);
  const each = words.one(`{{ x.value | ${number} }}{{ x.after }}`, `{{ x.target | ${number} }}{{ x.after }}`);
  const listOf = (rows: string, one: string): string =>
    `{% for x in ${rows} %}${one}{% unless forloop.last %}${words.comma}{% endunless %}{% endfor %}`;
  const during = at === "" ? "" : { en: ` for ${at}`, de: ` (${at})`, zh: at }[language];
  const sentences = [
    ...(target === undefined
      ? []
      : [
          `${rowsOf("missed")}{% if missed.size > 0 %}${words.missed(listOf("missed", each))}{% endif %}`,
          `${rowsOf("above")}${rowsOf("below")}${words.unknown(listOf("above", each), listOf("below", each))}`,
        ]),
    `${rowsOf("missing")}{% if missing.size > 0 %}${words.lacking(listOf("missing", "{{ x.member }}"), during)}{% endif %}`,
  ];
  return {
    begin: "{% assign i = indicator.rows | first %}",
    subject: "i",
    label,
    title:
      target !== undefined
        ? words.title(label, when)
        : day === undefined
          ? words.listed(label)
          : words.changes(label, when),
    lead: sentences.join(language === "zh" ? "" : " "),
    figures: target === undefined ? [] : figuresOf(words),
    sections: [
      table(role, words, { label, value: valued, target: target && said(target.label), number }),
      ...(day === undefined ? [] : [courses(words, valued, target === undefined ? "" : said(target.label))]),
    ],
  };
}

function figuresOf({ figures }: IndicatorWords): readonly string[] {
  return [
    `- **{{ i.reached | number }}** ${figures.reached}\n\n  ${figures.of}`,
    `- **{{ i.missed | number }}** ${figures.missed}\n\n  ${figures.of}`,
    `{% if i.missing > 0 %}\n- **{{ i.missing | number }}** ${figures.missing}\n\n  ${figures.of}\n{% endif %}`,
  ];
}

interface Labels {
  readonly label: string;
  readonly value: string;
  readonly target: string | undefined;
  readonly number: string;
}

function table({ unit, day }: IndicatorRole, words: IndicatorWords, { label, value, target, number }: Labels): string {
  const { columns } = words;
  const signed = number.replace("',", "'+,");
  const listed = [
    `member: '${label}'`,
    `value: '${value}' | ${number}`,
    ...(target === undefined && day === undefined
      ? []
      : target === undefined
        ? [`before: '${columns.before}' | ${number}`, `change: '${columns.change}' | ${signed} | change: plain`]
        : [`target: '${target}' | ${number}`, `difference: '${columns.difference}' | ${signed} | change: plain`]),
    ...(unit === undefined ? [] : [`unit: '${columns.unit}'`]),
    ...(target === undefined ? [] : [`said: '${columns.state}'`]),
    ...(target === undefined || day === undefined ? [] : [`often: '${columns.often}'`]),
  ];
  const deck = target === undefined || day === undefined ? "" : ` deck="${words.tableDeck}"`;
  return `::table{data="indicators" title="${target === undefined ? words.tableAlone : words.table}"${deck} columns="${listed.join(", ")}"}`;
}

const courses = (words: IndicatorWords, value: string, target: string): string =>
  `{% if indicator_course.first != nil %}
::chart{spec="indicators" data="indicator_course" title="${words.chart}" deck="${words.chartDeck(value, target)}" alt="${words.alt}"}
{% endif %}`;
