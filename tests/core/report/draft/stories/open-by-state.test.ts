import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText, type Row, templateOf } from "../draft-of-text.ts";

/**
 * Of records that begin and end, some have no end: these wait, those were closed otherwise. Only what a column of
 * states calls open may be called so. The oracle knows which generated states wait, and counts the rows itself.
 */
interface Shape {
  readonly name: string;
  readonly language: DraftLanguage;
  /** The columns of the begin, of the end and of the states; without the last, no column tells. */
  readonly columns: readonly [string, string, string?];
  readonly ended: string;
  readonly waiting: readonly string[];
  readonly over: readonly string[];
}

const shapes: readonly Shape[] = [
  {
    name: "street reports",
    language: "en",
    columns: ["Reported on", "Repaired on", "Status"],
    ended: "Repaired",
    waiting: ["Open"],
    over: ["Duplicate", "No action"],
  },
  {
    name: "quotes",
    language: "en",
    columns: ["requested_on", "decided_on", "outcome"],
    ended: "Accepted",
    waiting: ["Pending", "Awaiting customer"],
    over: ["Expired", "Lost", "Withdrawn"],
  },
  {
    name: "applications",
    language: "en",
    columns: ["Application received", "Decision date", "Stage"],
    ended: "Approved",
    waiting: [],
    over: ["Withdrawn", "Invalid"],
  },
  {
    name: "orders",
    language: "en",
    columns: ["Ordered", "Delivered", "Order status"],
    ended: "Delivered",
    waiting: ["Shipped", "In progress"],
    over: ["Cancelled", "Rejected"],
  },
  {
    name: "Anträge",
    language: "de",
    columns: ["Eingang", "Entscheidung am", "Status"],
    ended: "Bewilligt",
    waiting: ["In Bearbeitung", "Neu"],
    over: ["Zurückgezogen", "Duplikat", "Nicht zuständig"],
  },
  {
    name: "Meldungen",
    language: "de",
    columns: ["Gemeldet am", "Behoben am", "Stand"],
    ended: "Behoben",
    waiting: ["Offen"],
    over: ["Abgelehnt", "Kein Handlungsbedarf", "Storniert"],
  },
  {
    name: "工单",
    language: "zh",
    columns: ["报修时间", "完成时间", "状态"],
    ended: "已完成",
    waiting: ["待处理", "维修中"],
    over: ["已取消", "重复"],
  },
  {
    name: "申请",
    language: "zh",
    columns: ["申请日期", "审批日期", "审批状态"],
    ended: "已批准",
    waiting: ["审核中"],
    over: ["已撤回", "无需处理"],
  },
];

const dayOf = (days: number): string => new Date(Date.UTC(2025, 0, 2) + days * 86_400_000).toISOString().slice(0, 10);

interface Made {
  readonly begin: number;
  readonly end: number | undefined;
  readonly state: string;
}

/** Records of 240 days; what was closed otherwise lies anywhere, what waits among the last two months. */
function records({ waiting, over, ended }: Shape, count = 400): readonly Made[] {
  return Array.from({ length: count }, (_, at) => {
    const begin = Math.floor((at * 240) / count);
    const kind = (at * 37) % 100;
    if (kind < 18) return { begin, end: undefined, state: over[(at * 7) % over.length]! };
    if (waiting.length > 0 && begin > 180 && kind < 45)
      return { begin, end: undefined, state: waiting[at % waiting.length]! };
    return { begin, end: begin + 1 + ((at * 13) % 19), state: ended };
  });
}

const groups: { readonly [language in DraftLanguage]: readonly string[] } = {
  en: ["North", "South", "West"],
  de: ["Nord", "Süd", "West"],
  zh: ["东区", "南区", "西区"],
};

function tableOf(shape: Shape, rows: readonly Made[], hasStates = true) {
  const [begin, end, state] = shape.columns;
  const area = { en: "Area", de: "Bezirk", zh: "区域" }[shape.language];
  return openText(
    ["No", area, begin, end, ...(hasStates ? [state] : [])].join(","),
    rows.map((row, at) =>
      [
        `R-${1000 + at}`,
        groups[shape.language][(at * 11) % 3],
        dayOf(row.begin),
        row.end === undefined ? "" : dayOf(row.end),
        ...(hasStates ? [row.state] : []),
      ].join(","),
    ),
  );
}

type Table = Awaited<ReturnType<typeof tableOf>>;

/** What a draft of a table says of rows, which may be later ones. */
async function saidOf(table: Table, language: DraftLanguage, later?: Table) {
  const { world, template } = await templateOf(later === undefined ? table : { ...table, sample: later.sample }, {
    language,
  });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  return {
    text: shownLines(document)
      .map(({ place, text }) => `${place}: ${text}`)
      .join("\n"),
    rows: (query: string): readonly Row[] => tables.get(query)?.rows ?? [],
  };
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

/** What a reader counts: what ended, what waits and for how long, and what was closed otherwise, by its state. */
function counted(shape: Shape, rows: readonly Made[]) {
  const ended = rows.filter(({ end }) => end !== undefined);
  const last = Math.max(...rows.map(({ begin, end }) => end ?? begin));
  const open = rows.filter(({ end, state }) => end === undefined && shape.waiting.includes(state));
  const others = rows.filter(({ end, state }) => end === undefined && !shape.waiting.includes(state));
  const states = [...new Set(others.map(({ state }) => state))].map((state) => ({
    state,
    n: others.filter((row) => row.state === state).length,
  }));
  return {
    ended: ended.length,
    middle: median(ended.map(({ begin, end }) => end! - begin)),
    open: open.length,
    oldest: open.length === 0 ? undefined : last - Math.min(...open.map(({ begin }) => begin)),
    others: others.length,
    states,
  };
}

/** Words that call rows open or waiting in the figure of the report. */
const openWord: { readonly [language in DraftLanguage]: RegExp } = {
  en: /“Open”: \d+ · /,
  de: /“Offen”: \d+ · /,
  zh: /“未结束”: \d+ · /,
};

const byState = (a: { state: string }, b: { state: string }): number => (a.state < b.state ? -1 : 1);

function expectTold(shape: Shape, rows: readonly Made[], said: Awaited<ReturnType<typeof saidOf>>): void {
  const truth = counted(shape, rows);
  const [span = {}] = said.rows("span");
  expect(span).toMatchObject({ ended: truth.ended, open: truth.open, not_open: truth.others, middle: truth.middle });
  expect(span["oldest"] ?? undefined).toBe(truth.oldest);
  expect(openWord[shape.language].test(said.text)).toBe(truth.open > 0);
  const told = said.rows("span_states").map(({ state, n }) => ({ state: String(state), n: Number(n) }));
  expect(told.toSorted(byState)).toEqual(truth.states.toSorted(byState));
  for (const { state, n } of truth.states) {
    expect(said.text).toContain(state);
    expect(said.text).toContain(String(n));
  }
}

test.each(shapes)("$name ($language): only what its state calls open is", { timeout: 60_000 }, async (shape) => {
  const rows = records(shape);
  expectTold(shape, rows, await saidOf(await tableOf(shape, rows), shape.language));
});

test.each(shapes)("$name ($language): next month's rows are told alike", { timeout: 60_000 }, async (shape) => {
  const rows = records(shape);
  const later = [
    ...rows.slice(60),
    ...Array.from({ length: 70 }, (_, at): Made => {
      const begin = 240 + Math.floor(at / 3);
      const state = at % 4 === 0 ? shape.over[at % shape.over.length]! : shape.ended;
      return { begin, end: at % 4 === 0 ? undefined : begin + 2 + (at % 5), state };
    }),
  ];
  const said = await saidOf(await tableOf(shape, rows), shape.language, await tableOf(shape, later));
  expectTold(shape, later, said);
});

test.each(shapes)("$name ($language): without states nothing is called open", { timeout: 60_000 }, async (shape) => {
  const rows = records(shape);
  const said = await saidOf(await tableOf(shape, rows, false), shape.language);
  const truth = counted(shape, rows);
  expect(said.rows("span")[0]).toMatchObject({ ended: truth.ended, middle: truth.middle });
  expect(openWord[shape.language].test(said.text)).toBe(false);
  expect(said.text).toContain({ en: "Without an end date", de: "Ohne Enddatum", zh: "没有结束日期" }[shape.language]);
  expect(said.text).toContain(String(truth.open + truth.others));
});

test("a state that no word knows is told with its number, and is not open", { timeout: 60_000 }, async () => {
  const shape: Shape = { ...shapes[0]!, over: ["Duplicate", "Parked with contractor"] };
  const rows = records(shape);
  expectTold(shape, rows, await saidOf(await tableOf(shape, rows), "en"));
});

test("rows without an end and without a state are told apart", { timeout: 60_000 }, async () => {
  const shape: Shape = { ...shapes[0]!, over: ["Duplicate", ""] };
  const rows = records(shape);
  const { text, rows: found } = await saidOf(await tableOf(shape, rows), "en");
  expect(found("span")[0]).toMatchObject({ open: counted(shape, rows).open, not_open: counted(shape, rows).others });
  expect(text).toContain("none");
});

interface Flights {
  readonly language: DraftLanguage;
  readonly head: string;
  readonly done: string;
  readonly waiting: string;
  readonly off: readonly [string, string];
}

const flights: readonly Flights[] = [
  {
    language: "en",
    head: "Flight,Airline,Scheduled departure,Actual departure,Status",
    done: "Departed",
    waiting: "Boarding",
    off: ["Cancelled", "Withdrawn"],
  },
  {
    language: "de",
    head: "Rechnung,Gruppe,Fällig am,Bezahlt am,Status",
    done: "Bezahlt",
    waiting: "Offen",
    off: ["Storniert", "Duplikat"],
  },
  {
    language: "zh",
    head: "单号,部门,计划完成日期,实际完成日期,状态",
    done: "已完成",
    waiting: "进行中",
    off: ["已取消", "已撤回"],
  },
];

test.each(flights)("what was called off is not overdue ($language)", { timeout: 60_000 }, async (shape) => {
  const { language, head, done, waiting, off } = shape;
  const made = Array.from({ length: 240 }, (_, at) => {
    const kind = (at * 37) % 100;
    const state = kind < 12 ? off[at % 2]! : kind < 22 ? waiting : done;
    const late = (at * 11) % 7 < 3 ? 1 + (at % 6) : -(at % 2);
    return { due: at, state, end: state === done ? at + late : undefined };
  });
  const rows = made.map(
    ({ due, state, end }, at) =>
      `F${100 + at},${["Ash", "Birch", "Cedar"][(at * 7) % 3]},${dayOf(due)},${end === undefined ? "" : dayOf(end)},${state}`,
  );
  const { text, rows: found } = await saidOf(await openText(head, rows), language);
  const last = Math.max(...made.map(({ end }) => end ?? 0));
  const overdue = made.filter(({ state, due }) => state === waiting && due < last);
  const called = made.filter(({ state }) => off.includes(state));
  expect(found("late")[0]).toMatchObject({
    n: made.filter(({ end, due }) => end !== undefined && end > due).length,
    overdue: overdue.length,
    open: made.filter(({ state }) => state === waiting).length,
    not_open: called.length,
  });
  expect(found("late")[0]!["oldest"]).toBe(last - overdue[0]!.due);
  for (const state of off) expect(text).toContain(state);
});
