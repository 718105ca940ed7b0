import type { DraftLanguage } from "../../draft.ts";

export interface KindsWords {
  readonly title: string;
  /** The same of columns that make up another one, which is the whole. */
  readonly titleOfWhole: (whole: string, when: string) => string;
  /** What the columns add up to, and the largest of them. */
  readonly lead: string;
  /** In how many rows the first is highest. */
  readonly firsts: string;
  readonly label: string;
  readonly chart: string;
  readonly deck: string;
  readonly alt: string;
  readonly table: string;
  readonly column: string;
  readonly sum: string;
  readonly share: string;
  readonly rows: string;
  readonly first: string;
  readonly second: string;
  readonly total: string;
  /** Behind the sum of all: the column that has it. */
  readonly isWhole: (whole: string) => string;
  /** The section on the shares in each group. */
  readonly groups: {
    readonly heading: (by: string) => string;
    readonly title: string;
    readonly deck: (whole: string) => string;
    readonly first: string;
    readonly firstShare: string;
  };
  /** Behind a title, where the last of several times is shown. */
  readonly when: string;
}

const [first, second] = ["{{ k.first_value | number }}", "{{ k.second_value | number }}"];
/** How many groups have the first one of all as their first. */
const ofGroups = `{% assign rows = kinds_groups.rows | where: "first", k.first %}`;
const share = "{{ k.first_share | percent: 1 }}";
const each = (comma: string, colon: string): string =>
  `{% for x in kinds.rows limit: 5 %}{{ x.member }}${colon}{{ x.value | number }}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}`;

/** Sentences on columns that are kinds of one thing: `k` has the two largest, and all together. */
export const kindsWords: Readonly<Record<DraftLanguage, KindsWords>> = {
  en: {
    title: `{% if k.first_ties > 1 %}{{ k.first_ties }} of {{ k.counted }} share the first place with ${first}{% else %}{{ k.first }} leads with ${first}, ${share} of the total; {{ k.second }} has ${second}{% endif %}`,
    titleOfWhole: (whole, when) =>
      `{% if k.first_ties > 1 %}{{ k.first_ties }} of {{ k.counted }} share the first place with ${first}{% else %}{{ k.first }} leads with ${first} of {{ k.total | number }} (${whole}), ${share}; {{ k.second }} has ${second}{% endif %}${when}`,
    lead: `The {{ k.counted }} columns add up to {{ k.total | number }}{% if k.counted > 5 %}; the first five: {% else %}: {% endif %}${each(", ", " ")}.`,
    firsts: " {{ k.first }} alone is highest in {{ k.first_rows | number }} of the {{ k.rows | number }} rows.",
    label: "Compared with each other",
    chart: `{% if k.first_ties > 1 %}${first} at most{% else %}{{ k.first }} ${first}, {{ k.second }} ${second}{% endif %}`,
    deck: "Sums of all rows",
    alt: "From the largest sum to the smallest.",
    table: "All in numbers",
    column: "Column",
    sum: "Sum",
    share: "Share, %",
    rows: "Rows in which it alone is highest",
    first: "Largest",
    second: "Second",
    total: "Total",
    isWhole: (whole) => `equal to “${whole}” in each row`,
    groups: {
      heading: (by) => `Shares by ${by}`,
      title: `${ofGroups}{{ k.first }} is first in {{ rows.size }} of {{ kinds_groups.rows.size }}`,
      deck: (whole) => `Shares of “${whole}”, in percent`,
      first: "First",
      firstShare: "Share of the first, %",
    },
    when: ", {{ k.last_day | date }}",
  },
  de: {
    title: `{% if k.first_ties > 1 %}{{ k.first_ties }} von {{ k.counted }} liegen gleichauf vorn mit ${first}{% else %}{{ k.first }} vorn mit ${first}, ${share} der Summe; {{ k.second }}: ${second}{% endif %}`,
    titleOfWhole: (whole, when) =>
      `{% if k.first_ties > 1 %}{{ k.first_ties }} von {{ k.counted }} liegen gleichauf vorn mit ${first}{% else %}{{ k.first }} vorn mit ${first} von {{ k.total | number }} („${whole}“), ${share}; {{ k.second }}: ${second}{% endif %}${when}`,
    lead: `Summe der {{ k.counted }} Spalten: {{ k.total | number }}{% if k.counted > 5 %}; die ersten fünf: {% else %}; davon {% endif %}${each(", ", " ")}.`,
    firsts: " Allein am höchsten ist {{ k.first }} in {{ k.first_rows | number }} von {{ k.rows | number }} Zeilen.",
    label: "Im Vergleich",
    chart: `{% if k.first_ties > 1 %}Höchstens ${first}{% else %}{{ k.first }} ${first}, {{ k.second }} ${second}{% endif %}`,
    deck: "Summen aller Zeilen",
    alt: "Von der größten Summe bis zur kleinsten.",
    table: "Alle in Zahlen",
    column: "Spalte",
    sum: "Summe",
    share: "Anteil, %",
    rows: "Zeilen, in denen sie allein am höchsten ist",
    first: "Größte",
    second: "Zweite",
    total: "Summe",
    isWhole: (whole) => `in jeder Zeile gleich „${whole}“`,
    groups: {
      heading: (by) => `Anteile nach „${by}“`,
      title: `${ofGroups}{{ k.first }} vorn in {{ rows.size }} von {{ kinds_groups.rows.size }}`,
      deck: (whole) => `Anteile an „${whole}“, in Prozent`,
      first: "Vorn",
      firstShare: "Anteil des ersten, %",
    },
    when: ", {{ k.last_day | date }}",
  },
  zh: {
    title: `{% if k.first_ties > 1 %}{{ k.counted }}列中有{{ k.first_ties }}列并列最多，为${first}{% else %}{{ k.first }}最多，为${first}，占合计的${share}；{{ k.second }}为${second}{% endif %}`,
    titleOfWhole: (whole, when) =>
      `{% if k.first_ties > 1 %}{{ k.counted }}列中有{{ k.first_ties }}列并列最多，为${first}{% else %}{{ k.first }}最多，为${first}，占${whole}{{ k.total | number }}的${share}；{{ k.second }}为${second}{% endif %}${when}`,
    lead: `{{ k.counted }}列合计{{ k.total | number }}{% if k.counted > 5 %}，前五列为：{% else %}：{% endif %}${each("、", "为")}。`,
    firsts: "在{{ k.rows | number }}行中，{{ k.first }}单独最高的有{{ k.first_rows | number }}行。",
    label: "相互比较",
    chart: `{% if k.first_ties > 1 %}最多为${first}{% else %}{{ k.first }}为${first}，{{ k.second }}为${second}{% endif %}`,
    deck: "各行合计",
    alt: "从合计最多到最少。",
    table: "全部数值",
    column: "列",
    sum: "合计",
    share: "占比（%）",
    rows: "单独最高的行数",
    first: "最多",
    second: "其次",
    total: "合计",
    isWhole: (whole) => `各行均等于“${whole}”`,
    groups: {
      heading: (by) => `按“${by}”的占比`,
      title: `${ofGroups}{{ kinds_groups.rows.size }}项中有{{ rows.size }}项以{{ k.first }}最多`,
      deck: (whole) => `占“${whole}”的百分比`,
      first: "最多",
      firstShare: "最多者占比（%）",
    },
    when: "（{{ k.last_day | date }}）",
  },
};
