import type { DraftLanguage } from "../../draft.ts";

/** Liquid of the numbers that the sentences on an outcome print. */
const [n, answered] = ["{{ e.n | number }}", "{{ e.answered | number }}"];
const share = "{{ e.share | percent: e.places }}";
const first = "{{ g.first_share | percent: g.places }}";
const last = "{{ g.last_share | percent: g.places }}";
const firstOf = ["{{ g.first_n | number }}", "{{ g.first_answered | number }}"] as const;

/** Words for a share: in a sentence, and as a title. */
interface ShareWords {
  readonly is: string;
  readonly title: string;
}

/** The sentences on what the rows of a table end in. */
export interface OutcomeWords {
  readonly leavers: string;
  readonly or: string;
  readonly quote: (text: string) => string;
  /** Titles, behind a label: by yes, by a word, with a date, without one. */
  readonly of: string;
  readonly worded: (words: string) => string;
  /** By a state that a row is in. */
  readonly stated: (words: string) => string;
  readonly dated: string;
  /** Of what lacks the date of its end. */
  readonly unsettled: (words: string) => string;
  /** Of what is won or lost, and which records these are. */
  readonly won: (words: string) => string;
  readonly decided: string;
  /** What a share is of that leaves out what is undecided, and how many that are. */
  readonly verdict: string;
  readonly undecided: (states: string) => string;
  readonly inAll: string;
  /** A title of amounts. */
  readonly amounts: (label: string, part: string, whole: string, words: string) => string;
  readonly yes: string;
  readonly no: string;
  /** The first sentence, by a column. */
  readonly byGroup: (group: string, share: string) => string;
  readonly bySteps: (label: string, share: string) => string;
  /** What shares are of, in a sentence and as a title: beside amounts they say that they count records. */
  readonly shares: ShareWords;
  readonly sharesOfRecords: ShareWords;
  readonly limits: string;
  /** How many there were at the beginning. */
  readonly begun: (when: string) => string;
  readonly amountBy: (label: string, state: string) => string;
  readonly and: string;
  readonly rateDeck: string;
  readonly records: string;
  readonly recordsDeck: string;
  /** Of what a share of passes is: of tests that took place. */
  readonly taken: string;
  readonly amountDeck: string;
  readonly heading: (group: string) => string;
  readonly chart: string;
  readonly level: string;
  readonly deck: (share: string) => string;
  readonly few: string;
  readonly alt: string;
  readonly table: string;
  readonly states: string;
  readonly statesDeck: string;
  readonly columns: {
    readonly n: string;
    readonly answered: string;
    readonly share: (share: string) => string;
    readonly low: string;
    readonly high: string;
  };
  readonly stepsChart: (label: string) => string;
  readonly stepsAlt: string;
  readonly from: string;
  readonly to: string;
}

const steps = [
  "{{ x.first.lowest | percent: x.first.places }}",
  "{{ x.first.highest | percent: x.first.places }}",
] as const;

export const outcomeWords: Readonly<Record<DraftLanguage, OutcomeWords>> = {
  en: {
    leavers: "Leavers",
    or: " or ",
    quote: (text) => `“${text}”`,
    of: `${n} of ${answered} (${share})`,
    worded: (words) => `${words} for ${n} of ${answered} (${share})`,
    stated: (words) => `${n} of ${answered} {% if e.n == 1 %}is{% else %}are{% endif %} ${words} (${share})`,
    dated: `${n} of ${answered} have one (${share})`,
    unsettled: (words) => `${n} of ${answered} {% if e.n == 1 %}is{% else %}are{% endif %} ${words} (${share})`,
    won: (words) => `${n} of ${answered} decided {% if e.n == 1 %}is{% else %}are{% endif %} ${words} (${share})`,
    decided: "won or lost",
    verdict: "decided",
    undecided: (states) =>
      `{{ e.undecided | number }} more {% if e.undecided == 1 %}is{% else %}are{% endif %} ${states}, and not counted.`,
    inAll: "in all",
    amounts: (label, part, whole, words) =>
      `${label}: ${part} of ${whole} is ${words} ({{ e.part_share | percent: 0 }})`,
    yes: "“yes”",
    no: "“no”",
    byGroup: (group, of) =>
      `By ${group}, ${of} {% if g.apart %}is highest for {{ g.first }}, ${first}{% if g.first_ties == 1 %} (${firstOf[0]} of ${firstOf[1]}){% endif %}, and lowest for {{ g.last }}, ${last}{% else %}lies between ${last} ({{ g.last }}) and ${first} ({{ g.first }}), which may be chance{% endif %}.`,
    bySteps: (label, of) =>
      `In five steps by ${label}, ${of} lies between ${steps[0]} and ${steps[1]}{% unless x.first.apart %}, which may be chance{% endunless %}.`,
    limits:
      "Had the rows been drawn by chance, the share of all would lie between {{ e.low | percent: 1 }} and {{ e.high | percent: 1 }}, with 95% confidence.",
    begun: (when) =>
      `At the beginning, ${when}: {{ b.n | number }} of {{ b.answered | number }} ({{ b.share | percent: b.places }}).`,
    amountBy: (label, state) => `${label} by ${state}`,
    and: ", ",
    shares: { is: "the share", title: "Share" },
    sharesOfRecords: { is: "the share of records", title: "Share of records" },
    rateDeck: "95% limits: {{ e.low | percent: 1 }} to {{ e.high | percent: 1 }}",
    records: "Records",
    recordsDeck: "with a value",
    taken: "that took place",
    amountDeck: "{{ e.part_share | percent: 0 }} of the total",
    heading: (group) => `By ${group}`,
    chart: `{{ g.first }}: ${first}; {{ g.last }}: ${last}`,
    level: `All have ${first}`,
    deck: (of) => `${of}, %; with the 95% limits`,
    few: "; groups of fewer than ten, {{ g.few | number }} rows in all, left out",
    alt: `The shares, from ${last} to ${first}.`,
    table: "The groups in numbers",
    states: "All states",
    statesDeck:
      "Limits: between them the share of all would lie with 95% confidence, had the rows been drawn by chance",
    columns: { n: "Records", answered: "of", share: (of) => `${of}, %`, low: "Lower limit", high: "Upper limit" },
    stepsChart: (label) => `From ${steps[0]} to ${steps[1]} by ${label}`,
    stepsAlt: `The shares of five steps, from ${steps[0]} to ${steps[1]}.`,
    from: "from",
    to: "to",
  },
  de: {
    leavers: "Austritte",
    or: " oder ",
    quote: (text) => `„${text}“`,
    of: `${n} von ${answered} (${share})`,
    worded: (words) => `${words} bei ${n} von ${answered} (${share})`,
    stated: (words) => `${words} bei ${n} von ${answered} (${share})`,
    dated: `bei ${n} von ${answered} angegeben (${share})`,
    unsettled: (words) => `${n} von ${answered} ${words} (${share})`,
    won: (words) => `${n} von ${answered} entschiedenen ${words} (${share})`,
    decided: "gewonnen oder verloren",
    verdict: "entschieden",
    undecided: (states) => `Nicht mitgezählt: {{ e.undecided | number }} mit ${states}.`,
    inAll: "insgesamt",
    amounts: (label, part, whole, words) => `${label}: ${part} von ${whole} ${words} ({{ e.part_share | percent: 0 }})`,
    yes: "„ja“",
    no: "„nein“",
    byGroup: (group, of) =>
      `Nach „${group}“ {% if g.apart %}ist ${of} am höchsten bei {{ g.first }}, ${first}{% if g.first_ties == 1 %} (${firstOf[0]} von ${firstOf[1]}){% endif %}, am niedrigsten bei {{ g.last }}, ${last}{% else %}liegt ${of} zwischen ${last} ({{ g.last }}) und ${first} ({{ g.first }}), was Zufall sein kann{% endif %}.`,
    bySteps: (label, of) =>
      `In fünf Stufen nach „${label}“ liegt ${of} zwischen ${steps[0]} und ${steps[1]}{% unless x.first.apart %}, was Zufall sein kann{% endunless %}.`,
    limits:
      "Wären die Zeilen zufällig gezogen, läge der Anteil aller mit 95 % Sicherheit zwischen {{ e.low | percent: 1 }} und {{ e.high | percent: 1 }}.",
    begun: (when) =>
      `Am Anfang, ${when}: {{ b.n | number }} von {{ b.answered | number }} ({{ b.share | percent: b.places }}).`,
    amountBy: (label, state) => `${label} nach „${state}“`,
    and: ", ",
    shares: { is: "der Anteil", title: "Anteil" },
    sharesOfRecords: { is: "der Anteil der Zeilen", title: "Anteil der Zeilen" },
    rateDeck: "Grenzen für 95 %: {{ e.low | percent: 1 }} bis {{ e.high | percent: 1 }}",
    records: "Zeilen",
    recordsDeck: "mit Angabe",
    taken: "durchgeführt",
    amountDeck: "{{ e.part_share | percent: 0 }} der Summe",
    heading: (group) => `Anteil nach „${group}“`,
    chart: `{{ g.first }}: ${first}; {{ g.last }}: ${last}`,
    level: `Überall ${first}`,
    deck: (of) => `${of}, %; mit den Grenzen für 95 %`,
    few: "; ohne Gruppen von weniger als zehn, zusammen {{ g.few | number }} Zeilen",
    alt: `Die Anteile, von ${last} bis ${first}.`,
    table: "Die Gruppen in Zahlen",
    states: "Alle Zustände",
    statesDeck: "Grenzen: zwischen ihnen läge der Anteil aller mit 95 % Sicherheit, wären die Zeilen zufällig gezogen",
    columns: { n: "Zeilen", answered: "von", share: (of) => `${of}, %`, low: "Untere Grenze", high: "Obere Grenze" },
    stepsChart: (label) => `Von ${steps[0]} bis ${steps[1]} nach „${label}“`,
    stepsAlt: `Die Anteile von fünf Stufen, von ${steps[0]} bis ${steps[1]}.`,
    from: "von",
    to: "bis",
  },
  zh: {
    leavers: "离职",
    or: "或",
    quote: (text) => `“${text}”`,
    of: `${answered}条中有${n}条（${share}）`,
    worded: (words) => `${answered}条中有${n}条为${words}（${share}）`,
    stated: (words) => `${answered}条中有${n}条为${words}（${share}）`,
    dated: `${answered}条中有${n}条已填（${share}）`,
    unsettled: (words) => `${answered}条中有${n}条${words}（${share}）`,
    won: (words) => `已决的${answered}条中有${n}条为${words}（${share}）`,
    decided: "已赢或已输",
    verdict: "已决",
    undecided: (states) => `另有{{ e.undecided | number }}条为${states}，不计入。`,
    inAll: "合计",
    amounts: (label, part, whole, words) =>
      `${label}：${whole}中有${part}为${words}（{{ e.part_share | percent: 0 }}）`,
    yes: "“是”",
    no: "“否”",
    byGroup: (group, of) =>
      `按“${group}”比较，{% if g.apart %}{{ g.first }}的${of}最高，为${first}{% if g.first_ties == 1 %}（${firstOf[1]}条中的${firstOf[0]}条）{% endif %}；{{ g.last }}最低，为${last}{% else %}${of}在${last}（{{ g.last }}）与${first}（{{ g.first }}）之间，可能出于偶然{% endif %}。`,
    bySteps: (label, of) =>
      `按“${label}”分为五组，${of}在${steps[0]}与${steps[1]}之间{% unless x.first.apart %}，可能出于偶然{% endunless %}。`,
    limits: "如果各行是随机抽取的，全体的占比有95%的把握在{{ e.low | percent: 1 }}与{{ e.high | percent: 1 }}之间。",
    begun: (when) =>
      `起初（${when}）：{{ b.answered | number }}条中有{{ b.n | number }}条（{{ b.share | percent: b.places }}）。`,
    amountBy: (label, state) => `按“${state}”的${label}`,
    and: "，",
    shares: { is: "占比", title: "占比" },
    sharesOfRecords: { is: "条数占比", title: "条数占比" },
    rateDeck: "95%的界限：{{ e.low | percent: 1 }}至{{ e.high | percent: 1 }}",
    records: "记录",
    recordsDeck: "有此项",
    taken: "已实施",
    amountDeck: "占总额的{{ e.part_share | percent: 0 }}",
    heading: (group) => `按“${group}”的占比`,
    chart: `{{ g.first }}为${first}，{{ g.last }}为${last}`,
    level: `各项均为${first}`,
    deck: (of) => `${of}，%；点，线为95%的界限`,
    few: "；不含少于十条的各组，共{{ g.few | number }}行",
    alt: `占比的点，从${last}到${first}。`,
    table: "各组数值",
    states: "各种状态",
    statesDeck: "界限：如果各行是随机抽取的，全体的占比有95%的把握在其间",
    columns: { n: "记录", answered: "总数", share: (of) => `${of}（%）`, low: "下限", high: "上限" },
    stepsChart: (label) => `按“${label}”从${steps[0]}到${steps[1]}`,
    stepsAlt: `五组占比的点，从${steps[0]}到${steps[1]}。`,
    from: "从",
    to: "到",
  },
};
