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
  readonly lead: (r: RateShown) => string;
  readonly who: (r: RateShown) => string;
  readonly change: (against: string) => string;
  readonly by: (by: string, label: string) => string;
  readonly deck: (r: RateShown, times: number) => string;
  readonly alt: (r: RateShown) => string;
  readonly first: string;
  readonly firstOfChart: string;
  readonly all: string;
  readonly note: string;
}

const hundred = (times: number, words: string): string => (times === 1 ? "" : ` × ${times}${words}`);

export const rateWords: Readonly<Record<DraftLanguage, RateWords>> = {
  en: {
    title: ({ label, value, when }) => `${label}: ${value} overall${when}`,
    lead: ({ above, below, upper, lower }) => `${above}: ${upper}; ${below}: ${lower}.`,
    who: ({ first, last }) => ` {{ k.first }} is highest with ${first}, {{ k.last }} lowest with ${last}.`,
    change: (against) => ` compared with ${against}`,
    by: (by, label) => `${label} by ${by}`,
    deck: ({ above, below }, times) => `${above} / ${below}${hundred(times, "")}`,
    alt: ({ first, last }) => `From ${first} to ${last}.`,
    firstOfChart: "; the first 15 of {{ k.members | number }}",
    first: "The first 10 of {{ k.members | number }}",
    all: "All in numbers",
    note: "quotient of the sums",
  },
  de: {
    title: ({ label, value, when }) => `${label}: insgesamt ${value}${when}`,
    lead: ({ above, below, upper, lower }) => `${above}: ${upper}; ${below}: ${lower}.`,
    who: ({ first, last }) => ` Am höchsten: {{ k.first }} mit ${first}, am niedrigsten: {{ k.last }} mit ${last}.`,
    change: (against) => ` gegenüber ${against}`,
    by: (by, label) => `${label} nach „${by}“`,
    deck: ({ above, below }, times) => `${above} / ${below}${hundred(times, "")}`,
    alt: ({ first, last }) => `Von ${first} bis ${last}.`,
    firstOfChart: "; die ersten 15 von {{ k.members | number }}",
    first: "Die ersten 10 von {{ k.members | number }}",
    all: "Alle in Zahlen",
    note: "Quotient der Summen",
  },
  zh: {
    title: ({ label, value, when }) => `${label}：总体${value}${when}`,
    lead: ({ above, below, upper, lower }) => `${above}：${upper}；${below}：${lower}。`,
    who: ({ first, last }) => `{{ k.first }}最高，为${first}；{{ k.last }}最低，为${last}。`,
    change: (against) => `（较${against}）`,
    by: (by, label) => `按“${by}”的${label}`,
    deck: ({ above, below }, times) => `${above} / ${below}${hundred(times, "")}`,
    alt: ({ first, last }) => `从${first}到${last}。`,
    firstOfChart: "；{{ k.members | number }}项中的前15项",
    first: "{{ k.members | number }}项中的前10项",
    all: "全部数值",
    note: "总和之比",
  },
};
