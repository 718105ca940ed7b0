import type { Put } from "../../words/means.ts";
import { tiedFirst } from "../../words/tied.ts";
import type { DraftLanguage } from "../../draft.ts";

/** What the sentences on all records print: Liquid of values with their units. */
export interface WholeShown {
  /** The whole, and the values of the first, the second and the last of a column. */
  readonly value: string;
  readonly first: string;
  readonly second: string;
  readonly last: string;
  /** How many records, with their word. */
  readonly records: string;
}

export interface WholeWords {
  readonly span: string;
  /** Titles: of how many records there are, of a sum, of a mean. */
  readonly counted: (w: WholeShown) => string;
  readonly added: (w: WholeShown) => string;
  readonly apart: (w: WholeShown, put: Put) => string;
  /** Behind a title: how many did not come about, and what these add up to. */
  readonly voids: (states: string) => string;
  readonly voided: (states: string, value: string) => string;
  /** Behind a title: how many are left out of a sum. */
  readonly unvoided: (states: string) => string;
  readonly quote: (text: string) => string;
  readonly or: string;
  readonly who: (by: string, w: WholeShown) => string;
  readonly missing: string;
  readonly undated: string;
  readonly inAll: string;
  readonly mean: string;
  readonly behindMedian: string;
  readonly median: string;
  readonly ofRecord: string;
  readonly records: string;
  /** Of records: that they have a value, behind how many do. */
  readonly withValue: (count: string) => string;
  readonly heading: (by: string) => string;
  readonly chart: (w: WholeShown) => string;
  readonly most: string;
  readonly absent: string;
  /** What is left out, since it was cancelled, given back or refused. */
  readonly leftOut: string;
  readonly alt: string;
  readonly table: string;
  readonly share: string;
}

const share = "{% if g.first_share != nil %} ({{ g.first_share | percent: 0 }}){% endif %}";
const ties = "{{ g.first_ties | number }}";
const [day, until] = ["{{ t.first_day | date }}", "{{ t.last_day | date }}"];

export const wholeWords: Readonly<Record<DraftLanguage, WholeWords>> = {
  en: {
    span: `${day} to ${until}`,
    counted: ({ value }) => `{{ m.label }}: ${value} from ${day} to ${until}`,
    added: ({ value, records }) => `{{ m.label }}: ${value} in all, ${records} from ${day} to ${until}`,
    apart: ({ value, records }, put) => `{{ m.label }}: ${value}, the ${put} of ${records} from ${day} to ${until}`,
    voids: (states) => `; {{ t.voids | number }} of them {% if t.voids == 1 %}is{% else %}are{% endif %} ${states}`,
    voided: (states, value) =>
      `; ${value} of it in {{ t.voids | number }} {% if t.voids == 1 %}record that is{% else %}records that are{% endif %} ${states}`,
    unvoided: (states) =>
      `, without {{ t.voids | number }} {% if t.voids == 1 %}that is{% else %}that are{% endif %} ${states}`,
    quote: (text) => `“${text}”`,
    or: " or ",
    who: (by, { first, second, last }) =>
      `By ${by}, {% if g.first_ties > 1 %}${tiedFirst("g", "en", `${ties} share the highest value, ${first}`)}{% else %}{{ g.first }} is highest with ${first}${share}{% if g.second != nil and g.members > 2 %}, ahead of {{ g.second }} with ${second}{% endif %}{% endif %}{% if g.last_ties == 1 and g.last_value < g.first_value %}; {{ g.last }} is lowest with ${last}{% endif %}.`,
    missing:
      "{{ t.missing | number }} more {% if t.missing == 1 %}record has{% else %}records have{% endif %} no value.",
    undated: "{{ t.undated | number }} of them {% if t.undated == 1 %}has{% else %}have{% endif %} no date.",
    inAll: "in all",
    mean: ", mean",
    behindMedian: ", median",
    median: "Median",
    ofRecord: "of a record",
    records: "Records",
    withValue: (count) => `${count} with a value`.trimStart(),
    heading: (by) => `By ${by}, in all`,
    chart: ({ first, second, last }) =>
      `{% if g.first_ties > 1 and g.first_value == g.last_value %}${tiedFirst("g", "en", `All have ${first}`, true)}{% elsif g.first_ties > 1 %}${tiedFirst("g", "en", `${ties} share the highest value, ${first}`, true)}{% elsif g.first_share != nil %}{{ g.first }}: {{ g.first_share | percent: 0 }} of the total{% elsif g.second_value == nil %}{{ g.first }}: ${first}{% else %}{{ g.first }} ${first}, {% if g.last_ties == 1 %}{{ g.last }} ${last}{% else %}{{ g.second }} ${second}{% endif %}{% endif %}`,
    most: "; the first 15 of {{ g.members | number }}",
    absent: "; without a value: {{ g.absent }}",
    leftOut: "; left out: {{ g.voided }}",
    alt: "From the highest value down.",
    table: "{% if g.rows_of > 20 %}The first 10 of {{ g.members | number }}{% else %}All in numbers{% endif %}",
    share: "Share",
  },
  de: {
    span: `${day} bis ${until}`,
    counted: ({ value }) => `{{ m.label }}: ${value} (${day} bis ${until})`,
    added: ({ value, records }) => `{{ m.label }}: insgesamt ${value}, ${records} (${day} bis ${until})`,
    apart: ({ value, records }, put) =>
      `{{ m.label }}: im ${put === "mean" ? "Mittel" : "Median"} ${value}, ${records} (${day} bis ${until})`,
    voids: (states) => `; davon {{ t.voids | number }} ${states}`,
    voided: (states, value) =>
      `; davon ${value} in {{ t.voids | number }}{% if t.voids == 1 %} Zeile{% else %} Zeilen{% endif %} mit ${states}`,
    unvoided: (states) => `, ohne {{ t.voids | number }} ${states}`,
    quote: (text) => `„${text}“`,
    or: " oder ",
    who: (by, { first, second, last }) =>
      `Nach „${by}“ am höchsten: {% if g.first_ties > 1 %}${tiedFirst("g", "de", `${ties} gleichauf mit je ${first}`)}{% else %}{{ g.first }}, ${first}${share}{% if g.second != nil and g.members > 2 %}, danach {{ g.second }}, ${second}{% endif %}{% endif %}{% if g.last_ties == 1 and g.last_value < g.first_value %}; am niedrigsten: {{ g.last }}, ${last}{% endif %}.`,
    missing: "Ohne Wert: {{ t.missing | number }} weitere Zeilen.",
    undated: "Ohne Datum: {{ t.undated | number }} davon.",
    inAll: "insgesamt",
    mean: ", Mittel",
    behindMedian: ", Median",
    median: "Median",
    ofRecord: "einer Zeile",
    records: "Zeilen",
    withValue: (count) => `${count} mit einem Wert`.trimStart(),
    heading: (by) => `Insgesamt nach „${by}“`,
    chart: ({ first, second, last }) =>
      `{% if g.first_ties > 1 and g.first_value == g.last_value %}${tiedFirst("g", "de", `Überall ${first}`)}{% elsif g.first_ties > 1 %}${tiedFirst("g", "de", `${ties} gleichauf: ${first}`)}{% elsif g.first_share != nil %}{{ g.first }}: {{ g.first_share | percent: 0 }} der Summe{% elsif g.second_value == nil %}{{ g.first }}: ${first}{% else %}{{ g.first }}: ${first}; {% if g.last_ties == 1 %}{{ g.last }}: ${last}{% else %}{{ g.second }}: ${second}{% endif %}{% endif %}`,
    most: "; die ersten 15 von {{ g.members | number }}",
    absent: "; ohne Wert: {{ g.absent }}",
    leftOut: "; nicht mitgezählt: {{ g.voided }}",
    alt: "Vom höchsten Wert an.",
    table: "{% if g.rows_of > 20 %}Die ersten 10 von {{ g.members | number }}{% else %}Alle in Zahlen{% endif %}",
    share: "Anteil",
  },
  zh: {
    span: `${day}至${until}`,
    counted: ({ value }) => `{{ m.label }}：${day}至${until}共${value}条`,
    added: ({ value, records }) => `{{ m.label }}：${day}至${until}合计${value}，共${records}`,
    apart: ({ value, records }, put) =>
      `{{ m.label }}：${day}至${until}${put === "mean" ? "平均" : "中位数"}${value}，共${records}`,
    voids: (states) => `；其中{{ t.voids | number }}条为${states}`,
    voided: (states, value) => `；其中${value}属于{{ t.voids | number }}条${states}`,
    unvoided: (states) => `，不含{{ t.voids | number }}条${states}`,
    quote: (text) => `“${text}”`,
    or: "或",
    who: (by, { first, second, last }) =>
      `按“${by}”比较，{% if g.first_ties > 1 %}${tiedFirst("g", "zh", `${ties}项并列最高，为${first}`)}{% else %}{{ g.first }}最高，为${first}{% if g.first_share != nil %}（{{ g.first_share | percent: 0 }}）{% endif %}{% if g.second != nil and g.members > 2 %}，其次是{{ g.second }}（${second}）{% endif %}{% endif %}{% if g.last_ties == 1 and g.last_value < g.first_value %}；{{ g.last }}最低，为${last}{% endif %}。`,
    missing: "另有{{ t.missing | number }}条没有数值。",
    undated: "其中{{ t.undated | number }}条没有日期。",
    inAll: "合计",
    mean: "（平均）",
    behindMedian: "（中位数）",
    median: "中位数",
    ofRecord: "每条",
    records: "记录",
    withValue: (count) => (count === "" ? "有数值" : `其中${count}条有数值`),
    heading: (by) => `全期：按“${by}”比较`,
    chart: ({ first, second, last }) =>
      `{% if g.first_ties > 1 and g.first_value == g.last_value %}${tiedFirst("g", "zh", `各项均为${first}`)}{% elsif g.first_ties > 1 %}${tiedFirst("g", "zh", `${ties}项并列最高，为${first}`)}{% elsif g.first_share != nil %}{{ g.first }}占{{ g.first_share | percent: 0 }}{% elsif g.second_value == nil %}{{ g.first }}为${first}{% else %}{{ g.first }}为${first}，{% if g.last_ties == 1 %}{{ g.last }}为${last}{% else %}{{ g.second }}为${second}{% endif %}{% endif %}`,
    most: "；{{ g.members | number }}项中的前15项",
    absent: "；没有数值：{{ g.absent }}",
    leftOut: "；未计入：{{ g.voided }}",
    alt: "从最高的开始。",
    table: "{% if g.rows_of > 20 %}{{ g.members | number }}项中的前10项{% else %}全部数值{% endif %}",
    share: "占比",
  },
};
