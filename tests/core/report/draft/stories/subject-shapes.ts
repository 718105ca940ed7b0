import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";

type Next = () => number;

/** Numbers from 0 to 1 that are the same each time. */
export function numbersFrom(seed: number): Next {
  let state = seed * 7919 + 17;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const pick = <Value>(next: Next, all: readonly Value[]): Value => all[Math.floor(next() * all.length)]!;

/** Columns in another order, with the cells of their rows. */
function shuffled(
  next: Next,
  columns: Readonly<Record<string, readonly string[]>>,
): Pick<SubjectTable, "head" | "rows"> {
  const names = Object.keys(columns)
    .map((name) => ({ name, seat: next() }))
    .sort((a, b) => a.seat - b.seat)
    .map(({ name }) => name);
  const count = columns[names[0]!]!.length;
  return {
    head: names.join(","),
    rows: Array.from({ length: count }, (_, at) => names.map((name) => columns[name]![at]!).join(",")),
  };
}

export interface SubjectTable {
  readonly name: string;
  readonly language: DraftLanguage;
  readonly head: string;
  readonly rows: readonly string[];
}

export interface OutcomeTable extends SubjectTable {
  readonly column: string;
  /** How many rows ended so, of how many. */
  readonly n: number;
  readonly answered: number;
  /** The column by which the rate differs, and its group with the highest rate. */
  readonly by: string;
  readonly highest: string;
}

/** An outcome as a column tells it: its name, the cell of what counts, and the cells of all else. */
interface Ending {
  readonly column: string;
  readonly counts: string;
  readonly others: readonly string[];
}

const endings: Readonly<Record<DraftLanguage, readonly Ending[]>> = {
  en: [
    { column: "churned", counts: "1", others: ["0"] },
    { column: "Passed?", counts: "yes", others: ["no"] },
    { column: "Ticket status", counts: "open", others: ["closed", "resolved"] },
    { column: "result", counts: "FAILED", others: ["ok"] },
    { column: "Leaving date", counts: "2023-09-14", others: [""] },
    { column: "is_active", counts: "false", others: ["true"] },
    { column: "Date resolved", counts: "", others: ["2023-09-14", "2023-10-02"] },
  ],
  de: [
    { column: "Ergebnis", counts: "fehlerhaft", others: ["gut", "bestanden"] },
    { column: "gekündigt", counts: "ja", others: ["nein"] },
  ],
  zh: [
    { column: "状态", counts: "逾期", others: ["已付款"] },
    { column: "是否离职", counts: "是", others: ["否"] },
  ],
};

const groups: Readonly<Record<DraftLanguage, readonly [string, readonly string[]]>> = {
  en: ["Site", ["Harbour", "Mill", "Quarry"]],
  de: ["Standort", ["Hafen", "Mühle", "Werk"]],
  zh: ["门店", ["海淀店", "朝阳店", "通州店"]],
};
const amounts: Readonly<Record<DraftLanguage, string>> = { en: "Weight kg", de: "Gewicht kg", zh: "年龄" };

/** Tables whose rows end so or not, more often in one group than in the others. */
export function outcomeTables(seed: number): readonly OutcomeTable[] {
  return (Object.keys(endings) as DraftLanguage[]).flatMap((language) =>
    endings[language].map(({ column, counts, others }, at) => {
      const next = numbersFrom(seed + at);
      const [by, names] = groups[language];
      const highest = pick(next, names);
      const made = Array.from({ length: 160 }, () => {
        const group = pick(next, names);
        const ends = next() < (group === highest ? 0.6 : 0.12);
        return { group, ends, cell: ends ? counts : pick(next, others), size: (40 + 30 * next()).toFixed(1) };
      });
      const used = made.slice(0, 144);
      return {
        name: column,
        language,
        column,
        by,
        highest,
        n: used.filter(({ ends }) => ends).length,
        answered: used.length,
        ...shuffled(next, {
          [column]: made.map(({ cell }) => cell),
          [by]: made.map(({ group }) => group),
          [amounts[language]]: made.map(({ size }) => size),
        }),
      };
    }),
  );
}

/** Tables that have columns like an outcome which are none. */
export const withoutOutcome: readonly SubjectTable[] = [
  ["state", ["Ohio", "Utah", "Iowa", "Maine"]],
  ["housing", ["yes", "no"]],
  ["status", ["gold", "silver", "basic"]],
  ["Hire date", ["2021-03-01", "2020-02-02", ""]],
  ["result", ["ok", "done"]],
].map(([column, cells]) => {
  const next = numbersFrom(3);
  const rows = Array.from(
    { length: 90 },
    () => `${pick(next, cells as readonly string[])},${pick(next, ["a1", "b2"])},${(next() * 50).toFixed(1)}`,
  );
  return { name: column as string, language: "en" as const, head: `${column as string},kind,weight`, rows };
});

export interface PlanTable extends SubjectTable {
  readonly kind: "target" | "threshold" | "capacity";
  readonly actual: string;
  readonly planned: string;
  readonly says: { readonly actual: number; readonly planned: number; readonly over: number; readonly under: number };
}

const plans: readonly (readonly [DraftLanguage, PlanTable["kind"], string, string, string])[] = [
  ["en", "target", "Department", "Budget 2024", "Actual 2024"],
  ["en", "target", "region", "sales_target", "sales"],
  ["en", "threshold", "Part", "Reorder point", "On hand"],
  ["en", "capacity", "Venue", "Capacity", "Seats sold"],
  ["de", "target", "Abteilung", "Plan-Kosten", "Ist-Kosten"],
  ["zh", "target", "部门", "预算金额", "实际金额"],
];

/** Tables with what was planned and what came of it. */
export function planTables(seed: number): readonly PlanTable[] {
  return plans.map(([language, kind, member, planned, actual], at) => {
    const next = numbersFrom(seed + at);
    const count = kind === "threshold" ? 30 : 14;
    const made = Array.from({ length: count }, (_, place) => {
      const plan = 100 + Math.floor(next() * 400);
      const spread =
        kind === "threshold" ? 0.5 + 3 * next() : kind === "capacity" ? 0.4 + 0.7 * next() : 0.8 + 0.4 * next();
      return {
        name: `${member} ${String.fromCharCode(65 + place)}`,
        plan,
        real: Math.round(plan * spread),
        other: next(),
      };
    });
    const used = made.slice(0, Math.ceil(count * 0.9));
    const sum = (of: (one: (typeof made)[number]) => number): number => used.reduce((all, one) => all + of(one), 0);
    return {
      name: planned,
      language,
      kind,
      actual,
      planned,
      says: {
        actual: sum(({ real }) => real),
        planned: sum(({ plan }) => plan),
        over: used.filter(({ plan, real }) => real > plan).length,
        under: used.filter(({ plan, real }) => real < plan).length,
      },
      ...shuffled(next, {
        [member]: made.map(({ name }) => name),
        [planned]: made.map(({ plan }) => String(plan)),
        [actual]: made.map(({ real }) => String(real)),
        Score: made.map(({ other }) => other.toFixed(2)),
      }),
    };
  });
}
