import type { DraftLanguage } from "../../draft.ts";

export interface KindsWords {
  readonly title: string;
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
}

const [first, second] = ["{{ k.first_value | number }}", "{{ k.second_value | number }}"];
const share = "{{ k.first_share | percent: 1 }}";
const each = (comma: string, colon: string): string =>
  `{% for x in kinds.rows limit: 5 %}{{ x.member }}${colon}{{ x.value | number }}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}`;

/** Sentences on columns that are kinds of one thing: `k` has the two largest, and all together. */
export const kindsWords: Readonly<Record<DraftLanguage, KindsWords>> = {
  en: {
    title: `{% if k.first_ties > 1 %}{{ k.first_ties }} of {{ k.counted }} share the first place with ${first}{% else %}{{ k.first }} leads with ${first}, ${share} of the total; {{ k.second }} has ${second}{% endif %}`,
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
  },
  de: {
    title: `{% if k.first_ties > 1 %}{{ k.first_ties }} von {{ k.counted }} liegen gleichauf vorn mit ${first}{% else %}{{ k.first }} vorn mit ${first}, ${share} der Summe; {{ k.second }}: ${second}{% endif %}`,
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
  },
  zh: {
    title: `{% if k.first_ties > 1 %}{{ k.counted }}列中有{{ k.first_ties }}列并列最多，为${first}{% else %}{{ k.first }}最多，为${first}，占合计的${share}；{{ k.second }}为${second}{% endif %}`,
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
  },
};
