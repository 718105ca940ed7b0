import type { DraftLanguage } from "../../draft.ts";

/** What the sentences on a rate print. */
export interface RateShown {
  readonly label: string;
  readonly value: string;
  readonly first: string;
  readonly last: string;
  readonly above: string;
  readonly below: string;
  readonly upper: string;
  readonly lower: string;
  /** “, June 2025”, or nothing. */
  readonly when: string;
}

export interface RateWords {
  readonly title: (r: RateShown) => string;
  /** Where nothing is compared. */
  readonly alone: (r: RateShown) => string;
  /** Where two are compared, or the whole is put together from what is far apart. */
  readonly range: (r: RateShown) => string;
  readonly lead: (r: RateShown) => string;
  /** Another share of the same rows, and what it is of. */
  readonly beside: (label: string, value: string, below: string) => string;
  readonly who: (r: RateShown) => string;
  /** All have the same, as it is printed: a sentence, and a title. */
  readonly same: (r: RateShown) => string;
  readonly level: (r: RateShown) => string;
  /** The names of the first and the last in a title, or how many share its place. */
  readonly firstName: string;
  readonly lastName: string;
  readonly change: (against: string) => string;
  readonly by: (by: string, label: string) => string;
  readonly deck: (r: RateShown, times: number) => string;
  readonly alt: (r: RateShown) => string;
  readonly first: string;
  readonly firstOfChart: string;
  readonly all: string;
  readonly note: string;
  /** By another column: of two members both, of more the highest and the lowest. */
  readonly others: {
    readonly by: (label: string) => string;
    readonly two: (first: string, last: string) => string;
    readonly more: (first: string, last: string) => string;
  };
  /** Of all times together, and when it was highest. */
  readonly course: {
    readonly whole: (begin: string, until: string, value: string, upper: string, lower: string) => string;
    readonly top: (value: string, when: string) => string;
    readonly end: string;
    /** Of a share of all times: when it was highest, and what it was at last. */
    readonly within: (value: string, when: string, last: string, until: string) => string;
  };
}

const hundred = (times: number, words: string): string => (times === 1 ? "" : ` × ${times}${words}`);

/** The name of the first or the last where it is alone in its place, both if two share it, otherwise how many do. */
const named = (place: "first" | "last", and: string, behind: string, alone = "", both = behind): string =>
  `{% if k.${place}_ties == 2 %}{{ k.${place} }}${and}{{ k.${place}_other }}${both}{% elsif k.${place}_ties > 2 %}{{ k.${place}_ties | number }}${behind}{% else %}{{ k.${place} }}${alone}{% endif %}`;

export const rateWords: Readonly<Record<DraftLanguage, RateWords>> = {
  en: {
    title: ({ label, value, when }) => `${label}: ${value} overall${when}`,
    alone: ({ label, value, when }) => `${label}: ${value}${when}`,
    range: ({ label, value, first, last, when }) =>
      `${label}: ${first} for {{ k.first }}, ${last} for {{ k.last }}{% if k.members > 2 %}; ${value} overall{% endif %}${when}`,
    lead: ({ above, below, upper, lower }) => `${above}: ${upper}; ${below}: ${lower}.`,
    beside: (label, value, below) => ` ${label}: ${value} of “${below}”.`,
    who: ({ first, last }) =>
      `${named("first", " and ", " are", " is")} highest with ${first}, ${named("last", " and ", " are", " is")} lowest with ${last}.`,
    same: ({ first }) => `All {{ k.members | number }} have ${first}.`,
    level: ({ first }) => `All have ${first}`,
    firstName: named("first", " and ", " with"),
    lastName: named("last", " and ", " with"),
    change: (against) => ` compared with ${against}`,
    by: (by, label) => `${label} by ${by}`,
    deck: ({ above, below }, times) => `${above} / ${below}${hundred(times, "")}`,
    alt: ({ first, last }) => `From ${first} to ${last}.`,
    firstOfChart: "; the first 15 of {{ k.members | number }}",
    first: "The first 10 of {{ k.members | number }}",
    all: "All in numbers",
    note: "quotient of the sums",
    others: {
      by: (label) => ` By ${label}: `,
      two: (first, last) => `${first} for {{ o.first }}, ${last} for {{ o.last }}.`,
      more: (first, last) => `highest for {{ o.first }} (${first}), lowest for {{ o.last }} (${last}).`,
    },
    course: {
      whole: (begin, until, value, upper, lower) =>
        ` From ${begin} to ${until} it was ${value} in all, ${upper} of ${lower}`,
      top: (value, when) => `; the highest was ${value}, ${when}`,
      end: ".",
      within: (value, when, last, until) => ` It was highest with ${value} (${when}); the last was ${last} (${until}).`,
    },
  },
  de: {
    title: ({ label, value, when }) => `${label}: insgesamt ${value}${when}`,
    alone: ({ label, value, when }) => `${label}: ${value}${when}`,
    range: ({ label, value, first, last, when }) =>
      `${label}: {{ k.first }} ${first}, {{ k.last }} ${last}{% if k.members > 2 %}, insgesamt ${value}{% endif %}${when}`,
    lead: ({ above, below, upper, lower }) => `${above}: ${upper}; ${below}: ${lower}.`,
    beside: (label, value, below) => ` ${label}: ${value} von „${below}“.`,
    who: ({ first, last }) =>
      `Am höchsten: ${named("first", " und ", " gleichauf")} mit ${first}, am niedrigsten: ${named("last", " und ", " gleichauf")} mit ${last}.`,
    same: ({ first }) => `Bei allen {{ k.members | number }}: ${first}.`,
    level: ({ first }) => `Überall ${first}`,
    firstName: named("first", " und ", " gleichauf"),
    lastName: named("last", " und ", " gleichauf"),
    change: (against) => ` gegenüber ${against}`,
    by: (by, label) => `${label} nach „${by}“`,
    deck: ({ above, below }, times) => `${above} / ${below}${hundred(times, "")}`,
    alt: ({ first, last }) => `Von ${first} bis ${last}.`,
    firstOfChart: "; die ersten 15 von {{ k.members | number }}",
    first: "Die ersten 10 von {{ k.members | number }}",
    all: "Alle in Zahlen",
    note: "Quotient der Summen",
    others: {
      by: (label) => ` Nach „${label}“: `,
      two: (first, last) => `{{ o.first }} ${first}, {{ o.last }} ${last}.`,
      more: (first, last) => `am höchsten {{ o.first }} (${first}), am niedrigsten {{ o.last }} (${last}).`,
    },
    course: {
      whole: (begin, until, value, upper, lower) =>
        ` Über alles, ${begin} bis ${until}: ${value}, ${upper} von ${lower}`,
      top: (value, when) => `; höchster Wert: ${value} (${when})`,
      end: ".",
      within: (value, when, last, until) => ` Höchster Wert: ${value} (${when}), zuletzt ${last} (${until}).`,
    },
  },
  zh: {
    title: ({ label, value, when }) => `${label}：总体${value}${when}`,
    alone: ({ label, value, when }) => `${label}：${value}${when}`,
    range: ({ label, value, first, last, when }) =>
      `${label}：{{ k.first }}为${first}，{{ k.last }}为${last}{% if k.members > 2 %}，总体${value}{% endif %}${when}`,
    lead: ({ above, below, upper, lower }) => `${above}：${upper}；${below}：${lower}。`,
    beside: (label, value, below) => `${label}：“${below}”的${value}。`,
    who: ({ first, last }) =>
      `${named("first", "与", "项并列", "", "并列")}最高，为${first}；${named("last", "与", "项并列", "", "并列")}最低，为${last}。`,
    same: ({ first }) => `{{ k.members | number }}项均为${first}。`,
    level: ({ first }) => `各项均为${first}`,
    firstName: named("first", "与", "项并列", "", "并列"),
    lastName: named("last", "与", "项并列", "", "并列"),
    change: (against) => `（较${against}）`,
    by: (by, label) => `按“${by}”的${label}`,
    deck: ({ above, below }, times) => `${above} / ${below}${hundred(times, "")}`,
    alt: ({ first, last }) => `从${first}到${last}。`,
    firstOfChart: "；{{ k.members | number }}项中的前15项",
    first: "{{ k.members | number }}项中的前10项",
    all: "全部数值",
    note: "总和之比",
    others: {
      by: (label) => `按“${label}”：`,
      two: (first, last) => `{{ o.first }}为${first}，{{ o.last }}为${last}。`,
      more: (first, last) => `{{ o.first }}最高（${first}），{{ o.last }}最低（${last}）。`,
    },
    course: {
      whole: (begin, until, value, upper, lower) => `${begin}至${until}合计为${value}（${lower}中的${upper}）`,
      top: (value, when) => `，最高为${when}的${value}`,
      end: "。",
      within: (value, when, last, until) => `最高为${when}的${value}，${until}为${last}。`,
    },
  },
};
