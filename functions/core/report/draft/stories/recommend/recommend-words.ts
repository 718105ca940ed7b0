import type { DraftLanguage } from "../../draft.ts";

export interface RecommendWords {
  readonly label: string;
  readonly title: string;
  /** What the score is made of. */
  readonly rule: string;
  readonly by: (label: string, list: string) => string;
  readonly comma: string;
  readonly lacking: string;
  readonly few: string;
  readonly promoters: string;
  readonly detractors: string;
  readonly limits: string;
  readonly of: string;
  readonly heading: (label: string) => string;
  readonly deck: string;
  readonly alt: string;
  readonly table: string;
  readonly columns: Readonly<
    Record<"answered" | "promoters" | "passives" | "detractors" | "score" | "low" | "high", string>
  >;
}

const score = "{{ k.score | number: 0 }}";
const [promoters, detractors] = ["{{ k.promoters | percent: 0 }}", "{{ k.detractors | percent: 0 }}"];
const answered = "{{ k.answered | number }}";
const limits = ["{{ k.low | number: 0 }}", "{{ k.high | number: 0 }}"] as const;

export const recommendWords: Readonly<Record<DraftLanguage, RecommendWords>> = {
  en: {
    label: "Net promoter score",
    title: `Net promoter score ${score}: ${promoters} promoters and ${detractors} detractors of ${answered}`,
    rule: "The score is the share of promoters (answers of 9 and 10) less that of detractors (0 to 6), in points.",
    by: (label, list) => `By ${label}: ${list}.`,
    comma: ", ",
    lacking: `{% if k.lacking > 0 %}{{ k.lacking | number }} more gave no answer.{% endif %}`,
    few: "; groups of at least 10 answers",
    promoters: "Promoters",
    detractors: "Detractors",
    limits: `95% limits: ${limits[0]} to ${limits[1]}`,
    of: `of ${answered} answers`,
    heading: (label) => `Net promoter score by ${label}`,
    deck: "The scores, with their limits of 95%",
    alt: "The scores, from the highest.",
    table: "The scores in numbers",
    columns: {
      answered: "Answers",
      promoters: "Promoters, %",
      passives: "Passives, %",
      detractors: "Detractors, %",
      score: "Score",
      low: "95% from",
      high: "to",
    },
  },
  de: {
    label: "Net Promoter Score",
    title: `Net Promoter Score ${score}: ${promoters} Promotoren und ${detractors} Kritiker von ${answered}`,
    rule: "Der Score ist der Anteil der Promotoren (Antworten 9 und 10) weniger dem der Kritiker (0 bis 6), in Punkten.",
    by: (label, list) => `Nach ${label}: ${list}.`,
    comma: ", ",
    lacking: `{% if k.lacking > 0 %}Ohne Antwort: {{ k.lacking | number }}.{% endif %}`,
    few: "; Gruppen mit mindestens 10 Antworten",
    promoters: "Promotoren",
    detractors: "Kritiker",
    limits: `95-%-Grenzen: ${limits[0]} bis ${limits[1]}`,
    of: `von ${answered} Antworten`,
    heading: (label) => `Net Promoter Score nach ${label}`,
    deck: "Die Scores mit ihren 95-%-Grenzen",
    alt: "Die Scores, vom höchsten an.",
    table: "Die Scores in Zahlen",
    columns: {
      answered: "Antworten",
      promoters: "Promotoren, %",
      passives: "Passive, %",
      detractors: "Kritiker, %",
      score: "Score",
      low: "95 % von",
      high: "bis",
    },
  },
  zh: {
    label: "净推荐值",
    title: `净推荐值${score}：${answered}份回答中推荐者占${promoters}，贬损者占${detractors}`,
    rule: "净推荐值是推荐者（9分和10分）的占比减去贬损者（0至6分）的占比。",
    by: (label, list) => `按${label}：${list}。`,
    comma: "，",
    lacking: `{% if k.lacking > 0 %}另有{{ k.lacking | number }}份没有回答。{% endif %}`,
    few: "；至少10份回答的组",
    promoters: "推荐者",
    detractors: "贬损者",
    limits: `95%界限：${limits[0]}至${limits[1]}`,
    of: `共${answered}份回答`,
    heading: (label) => `净推荐值，按${label}`,
    deck: "净推荐值及其95%界限",
    alt: "各组净推荐值，从最高开始。",
    table: "净推荐值的数值",
    columns: {
      answered: "回答",
      promoters: "推荐者（%）",
      passives: "中立者（%）",
      detractors: "贬损者（%）",
      score: "净推荐值",
      low: "95%从",
      high: "至",
    },
  },
};
