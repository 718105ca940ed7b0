import type { DraftLanguage } from "../../draft.ts";
import type { PlanRole } from "./plan-role.ts";

/** What the sentences on a plan print: Liquid of values with their units, and the names of the two measures. */
export interface PlanShown {
  readonly actual: string;
  readonly planned: string;
  /** The two, and their difference without its sign. */
  readonly values: { readonly actual: string; readonly planned: string; readonly difference: string };
  /** The difference of the first and of the last member, with their signs. */
  readonly first: string;
  readonly last: string;
  /** The two in the last period, where the values are of all. */
  readonly ofLast: { readonly actual: string; readonly planned: string };
  /** “, June 2025”, “, 1 June 2025 to 31 August 2025”, or nothing. */
  readonly when: string;
}

export interface PlanWords {
  readonly target: {
    readonly title: (p: PlanShown) => string;
    readonly lead: (p: PlanShown) => string;
    readonly who: (p: PlanShown) => string;
  };
  /** Of values that may not be added up. */
  readonly apart: { readonly title: (p: PlanShown) => string; readonly who: (p: PlanShown) => string };
  readonly threshold: { readonly title: (p: PlanShown) => string; readonly who: (p: PlanShown) => string };
  readonly capacity: {
    readonly title: (p: PlanShown) => string;
    readonly lead: (p: PlanShown) => string;
    readonly who: (p: PlanShown) => string;
  };
  /** From the first day to the last, in titles. */
  readonly span: string;
  /** The two in the last period, behind those of all periods together. */
  readonly last: (period: string, p: PlanShown) => string;
  /** Behind the name of what has no sum. */
  readonly mean: string;
  /** What was used of all that there was in the periods together. */
  readonly overall: string;
  /** When most and when least of it was, with both shares. */
  readonly extremes: (highest: string, lowest: string) => string;
  readonly difference: string;
  readonly percent: string;
  readonly part: string;
  readonly over: string;
  readonly under: string;
  readonly of: string;
  readonly heading: (by: string) => string;
  /** The same of what is used. */
  readonly partHeading: (by: string) => string;
  readonly chart: {
    readonly target: (p: PlanShown) => string;
    readonly threshold: (p: PlanShown) => string;
    readonly capacity: (p: PlanShown) => string;
  };
  readonly deck: (p: PlanShown) => string;
  readonly partDeck: (p: PlanShown) => string;
  readonly alt: string;
  readonly table: string;
  readonly lowest: string;
  /** Of what is used, and where fewer than ten differ. */
  readonly ten: string;
  readonly all: string;
  /** Behind a deck, where a chart has not all: which it has. */
  readonly some: Readonly<Record<PlanRole["kind"], string>>;
  readonly course: (p: PlanShown) => string;
  readonly courseAlt: string;
}

const signed = "{{ p.percent | number: '+.1f' }}";
const part = "{{ p.part | percent: 0 }}";
const [members, over, under, reached] = ["members", "over", "under", "reached"].map(
  (name) => `{{ p.${name} | number }}`,
);
const [fullest, emptiest] = ["{{ p.fullest | percent: 0 }}", "{{ p.emptiest | percent: 0 }}"];

/** One word for the first or the last where it is alone in its place, and another where several share it. */
const placed = (place: "first" | "last", alone: string, several: string): string =>
  `{% if p.${place}_ties > 1 %}${several}{% else %}${alone}{% endif %}`;
const ties = { first: "{{ p.first_ties | number }}", last: "{{ p.last_ties | number }}" };
const names = { first: "{{ p.first }}", last: "{{ p.last }}" };

const en = {
  first: placed("first", `${names.first} is`, `${ties.first} are`),
  last: placed("last", `${names.last} is`, `${ties.last} are`),
};
const de = {
  first: placed("first", names.first, `${ties.first} gleichauf`),
  last: placed("last", names.last, `${ties.last} gleichauf`),
};
const zh = {
  first: placed("first", names.first, `${ties.first}项并列`),
  last: placed("last", names.last, `${ties.last}项并列`),
};

const [day, until] = ["{{ p.first_day | date }}", "{{ p.last_day | date }}"];

/** A sentence on the last period, if there are others and both are known of it. */
const ifLast = (said: string): string =>
  `{% if p.now != nil and p.now_actual != nil and p.now_planned != nil %}${said}{% endif %}`;

/** Words for a difference above zero, below it, and none. */
const either = (above: string, below: string, same: string): string =>
  `{% if p.difference > 0 %}${above}{% elsif p.difference < 0 %}${below}{% else %}${same}{% endif %}`;

export const planWords: Readonly<Record<DraftLanguage, PlanWords>> = {
  en: {
    target: {
      title: ({ actual, planned, values, when }) =>
        either(
          `${actual}: ${values.difference} above ${planned}{% if p.percent != nil %} (${signed}%){% endif %}${when}`,
          `${actual}: ${values.difference} below ${planned}{% if p.percent != nil %} (${signed}%){% endif %}${when}`,
          `${actual}: as much as ${planned}, ${values.actual}${when}`,
        ),
      lead: ({ actual, planned, values }) => `${actual} is ${values.actual}, ${planned} ${values.planned}.`,
      who: ({ first, last }) =>
        ` {% if p.over == 0 %}None{% else %}${over}{% endif %} of ${members} {% if p.over > 1 %}are{% else %}is{% endif %} above it and {% if p.under == 0 %}none{% else %}${under}{% endif %} below{% if p.over > 0 %}; ${en.first} furthest above (${first}){% endif %}{% if p.under > 0 %}; ${en.last} furthest below (${last}){% endif %}.`,
    },
    apart: {
      title: ({ actual, planned, when }) => `${actual}: ${reached} of ${members} reach ${planned}${when}`,
      who: ({ first, last }) =>
        `{% if p.over > 0 %}${en.first} furthest above (${first}){% else %}None is above{% endif %}; {% if p.under > 0 %}${en.last} furthest below (${last}){% else %}none is below{% endif %}.`,
    },
    threshold: {
      title: ({ actual, planned, when }) => `${actual}: ${under} of ${members} below ${planned}${when}`,
      who: ({ last, planned }) =>
        `{% if p.under > 0 %}${en.last} furthest below (${last}){% else %}None is below ${planned}; ${en.last} nearest to it (${last}){% endif %}.`,
    },
    capacity: {
      title: ({ actual, planned, when }) => `${actual}: ${part} of ${planned}${when}`,
      lead: ({ actual, planned, values }) => `${actual} is ${values.actual}, ${planned} ${values.planned}.`,
      who: () =>
        ` ${en.first} fullest with ${fullest}, ${en.last} emptiest with ${emptiest}{% if p.over > 0 %}; ${over} of ${members} {% if p.over == 1 %}has{% else %}have{% endif %} more than there is room for{% endif %}.`,
    },
    span: `${day} to ${until}`,
    last: (period, { actual, planned, ofLast }) =>
      ifLast(` ${period}: ${actual} ${ofLast.actual}, ${planned} ${ofLast.planned}.`),
    mean: ", mean",
    overall: "{% if p.all_part != nil %} Over all periods {{ p.all_part | percent: 1 }} is used.{% endif %}",
    extremes: (highest, lowest) =>
      `{% if p.highest_part > p.lowest_part %} The highest share was {{ p.highest_part | percent: 1 }} (${highest}), the lowest {{ p.lowest_part | percent: 1 }} (${lowest}).{% endif %}`,
    difference: "Difference",
    percent: "Difference, %",
    part: "Used, %",
    over: "Above",
    under: "Below",
    of: `of ${members}`,
    heading: (by) => `Difference by ${by}`,
    partHeading: (by) => `Share used, by ${by}`,
    chart: {
      target: ({ first, last }) =>
        `{% if p.over > 0 %}${placed("first", `${names.first}: ${first}`, `${ties.first} share ${first}`)}{% endif %}{% if p.over > 0 and p.under > 0 %}; {% endif %}{% if p.under > 0 %}${placed("last", `${names.last}: ${last}`, `${ties.last} share ${last}`)}{% endif %}{% if p.over == 0 and p.under == 0 %}No difference{% endif %}`,
      threshold: () => `{% if p.under > 0 %}${under} below{% else %}None below{% endif %}`,
      capacity: () =>
        `${placed("first", names.first, `${ties.first} with`)} ${fullest}, ${placed("last", names.last, `${ties.last} with`)} ${emptiest}`,
    },
    deck: ({ actual, planned }) => `${actual} less ${planned}`,
    partDeck: ({ actual, planned }) => `${actual} in percent of ${planned}`,
    alt: "From the highest to the lowest.",
    table: "The ten with the largest difference, of {{ p.members | number }}",
    lowest: "The ten that are lowest, of {{ p.members | number }}",
    ten: "Ten of the {{ p.members | number }}",
    all: "All in numbers",
    some: {
      target: "; the 8 highest and the 7 lowest of {{ p.members | number }}",
      threshold: "; the 15 lowest of {{ p.members | number }}",
      capacity:
        "{% if p.first_ties > 8 %}; the 15 emptiest of {{ p.members | number }}{% else %}; the first 15 of {{ p.members | number }}{% endif %}",
    },
    course: ({ actual, planned }) => `${actual} and ${planned} over time`,
    courseAlt: "The course over the periods.",
  },
  de: {
    target: {
      title: ({ actual, planned, values, when }) =>
        either(
          `${actual}: ${values.difference} über „${planned}“{% if p.percent != nil %} (${signed} %){% endif %}${when}`,
          `${actual}: ${values.difference} unter „${planned}“{% if p.percent != nil %} (${signed} %){% endif %}${when}`,
          `${actual}: so viel wie „${planned}“, ${values.actual}${when}`,
        ),
      lead: ({ actual, planned, values }) => `${actual}: ${values.actual}; ${planned}: ${values.planned}.`,
      who: ({ first, last }) =>
        ` Von ${members} {% if p.over == 1 %}liegt 1{% else %}liegen ${over}{% endif %} darüber, ${under} darunter{% if p.over > 0 %}; am weitesten darüber: ${de.first} (${first}){% endif %}{% if p.under > 0 %}; am weitesten darunter: ${de.last} (${last}){% endif %}.`,
    },
    apart: {
      title: ({ actual, planned, when }) => `${actual}: ${reached} von ${members} erreichen „${planned}“${when}`,
      who: ({ first, last }) =>
        `{% if p.over > 0 %}Am weitesten darüber: ${de.first} (${first}){% else %}Darüber liegt nichts{% endif %}; {% if p.under > 0 %}am weitesten darunter: ${de.last} (${last}){% else %}darunter liegt nichts{% endif %}.`,
    },
    threshold: {
      title: ({ actual, planned, when }) => `${actual}: ${under} von ${members} unter „${planned}“${when}`,
      who: ({ last, planned }) =>
        `{% if p.under > 0 %}Am weitesten darunter: ${de.last} (${last}){% else %}Nichts liegt unter „${planned}“; am nächsten: ${de.last} (${last}){% endif %}.`,
    },
    capacity: {
      title: ({ actual, planned, when }) => `${actual}: ${part} von „${planned}“${when}`,
      lead: ({ actual, planned, values }) => `${actual}: ${values.actual}; ${planned}: ${values.planned}.`,
      who: () =>
        ` Am vollsten: ${de.first} mit ${fullest}, am leersten: ${de.last} mit ${emptiest}{% if p.over > 0 %}; mehr, als Platz ist: ${over} von ${members}{% endif %}.`,
    },
    span: `${day} bis ${until}`,
    last: (period, { actual, planned, ofLast }) =>
      ifLast(` ${period}: ${actual} ${ofLast.actual}, ${planned} ${ofLast.planned}.`),
    mean: ", Mittel",
    overall: "{% if p.all_part != nil %} Über alle Zeiträume: {{ p.all_part | percent: 1 }}.{% endif %}",
    extremes: (highest, lowest) =>
      `{% if p.highest_part > p.lowest_part %} Höchster Anteil: {{ p.highest_part | percent: 1 }} (${highest}), niedrigster: {{ p.lowest_part | percent: 1 }} (${lowest}).{% endif %}`,
    difference: "Abweichung",
    percent: "Abweichung, %",
    part: "Genutzt, %",
    over: "Darüber",
    under: "Darunter",
    of: `von ${members}`,
    heading: (by) => `Abweichung nach „${by}“`,
    partHeading: (by) => `Auslastung nach „${by}“`,
    chart: {
      target: ({ first, last }) =>
        `{% if p.over > 0 %}${de.first}: ${first}{% endif %}{% if p.over > 0 and p.under > 0 %}; {% endif %}{% if p.under > 0 %}${de.last}: ${last}{% endif %}{% if p.over == 0 and p.under == 0 %}Keine Abweichung{% endif %}`,
      threshold: () => `${under} darunter`,
      capacity: () => `${de.first} ${fullest}, ${de.last} ${emptiest}`,
    },
    deck: ({ actual, planned }) => `${actual} abzüglich ${planned}`,
    partDeck: ({ actual, planned }) => `${actual} in Prozent von „${planned}“`,
    alt: "Vom höchsten bis zum tiefsten Wert.",
    table: "Die zehn größten Abweichungen, von {{ p.members | number }}",
    lowest: "Die zehn niedrigsten, von {{ p.members | number }}",
    ten: "Zehn von {{ p.members | number }}",
    all: "Alle in Zahlen",
    some: {
      target: "; die 8 höchsten und die 7 niedrigsten von {{ p.members | number }}",
      threshold: "; die 15 niedrigsten von {{ p.members | number }}",
      capacity:
        "{% if p.first_ties > 8 %}; die 15 leersten von {{ p.members | number }}{% else %}; die ersten 15 von {{ p.members | number }}{% endif %}",
    },
    course: ({ actual, planned }) => `${actual} und ${planned} im Verlauf`,
    courseAlt: "Der Verlauf über die Zeiträume.",
  },
  zh: {
    target: {
      title: ({ actual, planned, values, when }) =>
        either(
          `${actual}：比${planned}高${values.difference}{% if p.percent != nil %}（${signed}%）{% endif %}${when}`,
          `${actual}：比${planned}低${values.difference}{% if p.percent != nil %}（${signed}%）{% endif %}${when}`,
          `${actual}：与${planned}相同，${values.actual}${when}`,
        ),
      lead: ({ actual, planned, values }) => `${actual}为${values.actual}，${planned}为${values.planned}。`,
      who: ({ first, last }) =>
        `${members}项中有${over}项偏高，${under}项偏低{% if p.over > 0 %}；${zh.first}高出最多（${first}）{% endif %}{% if p.under > 0 %}；${zh.last}低得最多（${last}）{% endif %}。`,
    },
    apart: {
      title: ({ actual, planned, when }) => `${actual}：${members}项中有${reached}项达到${planned}${when}`,
      who: ({ first, last }) =>
        `{% if p.over > 0 %}${zh.first}高出最多（${first}）{% else %}没有偏高的{% endif %}；{% if p.under > 0 %}${zh.last}低得最多（${last}）{% else %}没有偏低的{% endif %}。`,
    },
    threshold: {
      title: ({ actual, planned, when }) => `${actual}：${members}项中有${under}项低于${planned}${when}`,
      who: ({ last, planned }) =>
        `{% if p.under > 0 %}${zh.last}低得最多（${last}）{% else %}没有低于${planned}的；${zh.last}最接近（${last}）{% endif %}。`,
    },
    capacity: {
      title: ({ actual, planned, when }) => `${actual}：占${planned}的${part}${when}`,
      lead: ({ actual, planned, values }) => `${actual}为${values.actual}，${planned}为${values.planned}。`,
      who: () =>
        `${zh.first}最高，为${fullest}；${zh.last}最低，为${emptiest}{% if p.over > 0 %}；${members}项中有${over}项超出{% endif %}。`,
    },
    span: `${day}至${until}`,
    last: (period, { actual, planned, ofLast }) =>
      ifLast(`${period}：${actual}为${ofLast.actual}，${planned}为${ofLast.planned}。`),
    mean: "，平均",
    overall: "{% if p.all_part != nil %}全部时期合计为{{ p.all_part | percent: 1 }}。{% endif %}",
    extremes: (highest, lowest) =>
      `{% if p.highest_part > p.lowest_part %}最高为{{ p.highest_part | percent: 1 }}（${highest}），最低为{{ p.lowest_part | percent: 1 }}（${lowest}）。{% endif %}`,
    difference: "差额",
    percent: "差额（%）",
    part: "使用率（%）",
    over: "偏高",
    under: "偏低",
    of: `共${members}项`,
    heading: (by) => `按“${by}”的差额`,
    partHeading: (by) => `按“${by}”的使用率`,
    chart: {
      target: ({ first, last }) =>
        `{% if p.over > 0 %}${zh.first}：${first}{% endif %}{% if p.over > 0 and p.under > 0 %}；{% endif %}{% if p.under > 0 %}${zh.last}：${last}{% endif %}{% if p.over == 0 and p.under == 0 %}没有差额{% endif %}`,
      threshold: () => `${under}项偏低`,
      capacity: () => `${zh.first}为${fullest}，${zh.last}为${emptiest}`,
    },
    deck: ({ actual, planned }) => `${actual}减${planned}`,
    partDeck: ({ actual, planned }) => `${actual}占${planned}的百分比`,
    alt: "从最高到最低。",
    table: "{{ p.members | number }}项中差额最大的十项",
    lowest: "{{ p.members | number }}项中最低的十项",
    ten: "{{ p.members | number }}项中的十项",
    all: "全部数值",
    some: {
      target: "；{{ p.members | number }}项中最高的8项与最低的7项",
      threshold: "；{{ p.members | number }}项中最低的15项",
      capacity:
        "{% if p.first_ties > 8 %}；{{ p.members | number }}项中最低的15项{% else %}；{{ p.members | number }}项中的前15项{% endif %}",
    },
    course: ({ actual, planned }) => `${actual}与${planned}的变化`,
    courseAlt: "各期的走势。",
  },
};
