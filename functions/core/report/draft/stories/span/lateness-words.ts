import type { DraftLanguage } from "../../draft.ts";
import { statesOf } from "./span-words.ts";

/** What the sentences on what came late print: Liquid of a length, with its unit. */
export interface LatenessShown {
  readonly due: string;
  readonly actual: string;
  readonly length: (of: string) => string;
  /** The amount that is overdue, with its label and unit; nothing if nothing is added up. */
  readonly amount: { readonly label: string; readonly value: string } | undefined;
}

export interface LatenessWords {
  readonly title: (l: LatenessShown) => string;
  readonly half: (l: LatenessShown) => string;
  readonly group: (group: string) => string;
  readonly overdue: (l: LatenessShown) => string;
  readonly waiting: (l: LatenessShown) => string;
  /** What has not come and is not waited for, by its state. */
  readonly called: (l: LatenessShown) => string;
  readonly label: string;
  readonly share: string;
  readonly shareDeck: string;
  readonly late: string;
  readonly lateDeck: string;
  readonly middle: string;
  readonly middleDeck: string;
  readonly overdueTitle: string;
  readonly overdueDeck: string;
  readonly heading: (group: string) => string;
  readonly chart: string;
  readonly level: string;
  readonly deck: (l: LatenessShown) => string;
  readonly few: string;
  readonly alt: string;
  readonly table: string;
  readonly limits: string;
  readonly columns: {
    readonly n: string;
    readonly answered: string;
    readonly share: string;
    readonly low: string;
    readonly high: string;
    readonly behind: string;
    readonly since: string;
  };
  readonly worst: string;
  readonly overdueTable: string;
  readonly overdueTableDeck: string;
}

const [n, answered, share] = [
  "{{ l.n | number }}",
  "{{ l.answered | number }}",
  "{{ l.share | percent: l.places }}",
] as const;
const first = "{{ g.first_share | percent: g.places }}";
const last = "{{ g.last_share | percent: g.places }}";
const firstOf = ["{{ g.first_n | number }}", "{{ g.first_answered | number }}"] as const;
const overdue = "{{ l.overdue | number }}";
const limits = ["{{ l.low | percent: 1 }}", "{{ l.high | percent: 1 }}"] as const;

export const latenessWords: Readonly<Record<DraftLanguage, LatenessWords>> = {
  en: {
    title: ({ due, actual }) => `${n} of ${answered} late (${share}): “${actual}” after “${due}”`,
    half: ({ length }) =>
      `{% if l.n > 0 %}Half of the late ones were at most ${length("l.middle")} late, the latest ${length("l.most")}.{% endif %}`,
    group: (group) =>
      `By ${group}, the share that is late {% if g.apart %}is highest for {{ g.first }}, ${first}{% if g.first_ties == 1 %} (${firstOf[0]} of ${firstOf[1]}){% endif %}, and lowest for {{ g.last }}, ${last}{% else %}lies between ${last} ({{ g.last }}) and ${first} ({{ g.first }}), which may be chance{% endif %}.`,
    overdue: ({ actual, amount }) =>
      `${overdue} {% if l.overdue == 1 %}is{% else %}are{% endif %} overdue: without “${actual}”, and due before {{ l.last_day | date }}, the last day on which anything happened${amount === undefined ? "" : `; ${amount.label}: ${amount.value}`}.`,
    waiting: ({ actual }) =>
      `{% assign waiting = l.open | minus: l.overdue %}{% if waiting > 0 %}{{ waiting | number }} more {% if waiting == 1 %}has{% else %}have{% endif %} no “${actual}” and {% if waiting == 1 %}is{% else %}are{% endif %} not counted.{% endif %}`,
    called: ({ actual }) =>
      `{{ l.not_open | number }} without “${actual}” {% if l.not_open == 1 %}counts{% else %}count{% endif %} neither as late nor as overdue: ${statesOf("late_states", "none", ", ", "“{{ x.state }}”")}.`,
    label: "Late",
    share: "Share late",
    shareDeck: `95% limits: ${limits[0]} to ${limits[1]}`,
    late: "Late",
    lateDeck: `of ${answered}`,
    middle: "Median of the late ones",
    middleDeck: "late",
    overdueTitle: "Overdue",
    overdueDeck: "on {{ l.last_day | date }}",
    heading: (group) => `Late by ${group}`,
    chart: `{{ g.first }}: ${first}; {{ g.last }}: ${last}`,
    level: `All have ${first}`,
    deck: () => "Share late, %; with the 95% limits",
    few: "; groups of fewer than ten, {{ g.few | number }} records in all, left out",
    alt: `The shares, from ${last} to ${first}.`,
    table: "The groups in numbers",
    limits: "Limits: between them the share of all would lie with 95% confidence, had the records been drawn by chance",
    columns: {
      n: "Late",
      answered: "of",
      share: "Share late, %",
      low: "Lower limit",
      high: "Upper limit",
      behind: "Late",
      since: "Overdue",
    },
    worst: "The latest",
    overdueTable: "The longest overdue",
    overdueTableDeck: "On {{ l.last_day | date }}, days",
  },
  de: {
    title: ({ due, actual }) => `${n} von ${answered} verspätet (${share}): „${actual}“ nach „${due}“`,
    half: ({ length }) =>
      `{% if l.n > 0 %}Verspätung, Median: ${length("l.middle")}, höchste: ${length("l.most")}.{% endif %}`,
    group: (group) =>
      `Nach „${group}“ {% if g.apart %}ist der verspätete Anteil am höchsten bei {{ g.first }}, ${first}{% if g.first_ties == 1 %} (${firstOf[0]} von ${firstOf[1]}){% endif %}, am niedrigsten bei {{ g.last }}, ${last}{% else %}liegt der verspätete Anteil zwischen ${last} ({{ g.last }}) und ${first} ({{ g.first }}), was Zufall sein kann{% endif %}.`,
    overdue: ({ actual, amount }) =>
      `Überfällig: ${overdue}, ohne „${actual}“ und fällig vor dem {{ l.last_day | date }}, dem letzten Tag, an dem etwas geschah${amount === undefined ? "" : `; ${amount.label}: ${amount.value}`}.`,
    waiting: ({ actual }) =>
      `{% assign waiting = l.open | minus: l.overdue %}{% if waiting > 0 %}Ohne „${actual}“ und nicht gezählt: {{ waiting | number }}.{% endif %}`,
    called: ({ actual }) =>
      `Ohne „${actual}“ und weder verspätet noch überfällig: {{ l.not_open | number }} (${statesOf("late_states", "ohne Angabe", ", ", "„{{ x.state }}“")}).`,
    label: "Verspätet",
    share: "Verspäteter Anteil",
    shareDeck: `Grenzen für 95 %: ${limits[0]} bis ${limits[1]}`,
    late: "Verspätet",
    lateDeck: `von ${answered}`,
    middle: "Median der verspäteten",
    middleDeck: "Verspätung",
    overdueTitle: "Überfällig",
    overdueDeck: "am {{ l.last_day | date }}",
    heading: (group) => `Verspätung nach „${group}“`,
    chart: `{{ g.first }}: ${first}; {{ g.last }}: ${last}`,
    level: `Überall ${first}`,
    deck: () => "Verspäteter Anteil, %; mit den Grenzen für 95 %",
    few: "; ohne Gruppen von weniger als zehn, zusammen {{ g.few | number }} Zeilen",
    alt: `Die Anteile, von ${last} bis ${first}.`,
    table: "Die Gruppen in Zahlen",
    limits: "Grenzen: zwischen ihnen läge der Anteil aller mit 95 % Sicherheit, wären die Zeilen zufällig gezogen",
    columns: {
      n: "Verspätet",
      answered: "von",
      share: "Verspäteter Anteil, %",
      low: "Untere Grenze",
      high: "Obere Grenze",
      behind: "Verspätung",
      since: "Überfällig seit",
    },
    worst: "Die größten Verspätungen",
    overdueTable: "Am längsten überfällig",
    overdueTableDeck: "Am {{ l.last_day | date }}, Tage",
  },
  zh: {
    title: ({ due, actual }) => `${answered}条中有${n}条延迟（${share}）：“${actual}”晚于“${due}”`,
    half: ({ length }) =>
      `{% if l.n > 0 %}延迟的一半不超过${length("l.middle")}，最长为${length("l.most")}。{% endif %}`,
    group: (group) =>
      `按“${group}”比较，{% if g.apart %}{{ g.first }}的延迟占比最高，为${first}{% if g.first_ties == 1 %}（${firstOf[1]}条中的${firstOf[0]}条）{% endif %}；{{ g.last }}最低，为${last}{% else %}延迟占比在${last}（{{ g.last }}）与${first}（{{ g.first }}）之间，可能出于偶然{% endif %}。`,
    overdue: ({ actual, amount }) =>
      `${overdue}条已逾期：没有“${actual}”，且期限早于表中最后一次有记录的日期{{ l.last_day | date }}${amount === undefined ? "" : `；${amount.label}：${amount.value}`}。`,
    waiting: ({ actual }) =>
      `{% assign waiting = l.open | minus: l.overdue %}{% if waiting > 0 %}另有{{ waiting | number }}条没有“${actual}”，未计入。{% endif %}`,
    called: ({ actual }) =>
      `{{ l.not_open | number }}条没有“${actual}”，不计为延迟或逾期：${statesOf("late_states", "未填写", "、", "“{{ x.state }}”")}。`,
    label: "延迟",
    share: "延迟占比",
    shareDeck: `95%的界限：${limits[0]}至${limits[1]}`,
    late: "延迟",
    lateDeck: `共${answered}条`,
    middle: "延迟的中位数",
    middleDeck: "仅计延迟的",
    overdueTitle: "逾期",
    overdueDeck: "截至{{ l.last_day | date }}",
    heading: (group) => `按“${group}”的延迟`,
    chart: `{{ g.first }}为${first}，{{ g.last }}为${last}`,
    level: `各项均为${first}`,
    deck: () => "延迟占比，%；点，线为95%的界限",
    few: "；不含少于十条的各组，共{{ g.few | number }}条",
    alt: `占比的点，从${last}到${first}。`,
    table: "各组数值",
    limits: "界限：如果各条是随机抽取的，全体的占比有95%的把握在其间",
    columns: {
      n: "延迟",
      answered: "总数",
      share: "延迟占比（%）",
      low: "下限",
      high: "上限",
      behind: "延迟",
      since: "逾期",
    },
    worst: "延迟最久的记录",
    overdueTable: "逾期最久的记录",
    overdueTableDeck: "截至{{ l.last_day | date }}，天",
  },
};
