import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { numbersFrom, type SubjectTable } from "./subject-shapes.ts";

/** A table between two columns of which there is something to tell, with the numbers that a reader counts. */
export interface SpanTable extends SubjectTable {
  readonly says: {
    /** Of lengths: their median, those that ended, those without an end, those that end before they begin. */
    readonly duration?: {
      readonly middle: number;
      readonly ended: number;
      readonly open: number;
      readonly reversed: number;
    };
    /** Of what was due: how many came late of how many, by how much in the middle, and what is overdue. */
    readonly lateness?: {
      readonly n: number;
      readonly answered: number;
      readonly middle: number;
      readonly overdue: number;
    };
    /** The column whose groups differ, and the longest or latest one. */
    readonly by: string;
    readonly highest: string;
    /** What the first heading is about. */
    readonly leads: "lateness" | "duration" | "value";
  };
}

interface Shape {
  readonly language: DraftLanguage;
  readonly title: string;
  readonly id: string;
  readonly by: readonly [string, readonly string[]];
  readonly begin?: string;
  readonly due?: string;
  readonly end: string;
  readonly kind: "day" | "instant" | "clock";
  /** Mean length: of days in days, otherwise in minutes. */
  readonly mean: number;
  readonly amount?: string;
  /** Share without an end. */
  readonly open?: number;
  readonly leads: SpanTable["says"]["leads"];
}

const en = ["Team", ["North", "South", "West"]] as const;
const de = ["Abteilung", ["Einkauf", "Technik", "Lager"]] as const;
const zh = ["部门", ["采购部", "技术部", "仓储部"]] as const;

/** What an editor asked for: two moments of one record, in English, German and Chinese. */
const shapes: readonly Shape[] = [
  {
    language: "en",
    title: "tickets",
    id: "Ticket",
    by: en,
    begin: "Opened",
    end: "Closed",
    kind: "day",
    mean: 9,
    open: 0.12,
    leads: "duration",
  },
  {
    language: "en",
    title: "support",
    id: "ticket_id",
    by: ["priority", ["P1", "P2", "P3"]],
    begin: "created_at",
    end: "resolved_at",
    kind: "instant",
    mean: 900,
    open: 0.1,
    leads: "duration",
  },
  {
    language: "en",
    title: "emergency",
    id: "Case no",
    by: ["Triage", ["Red", "Yellow", "Green"]],
    begin: "Arrival",
    end: "Seen",
    kind: "instant",
    mean: 45,
    leads: "duration",
  },
  {
    language: "en",
    title: "stays",
    id: "Patient ID",
    by: ["Ward", ["A1", "B2", "C3"]],
    begin: "Admitted",
    end: "Discharged",
    kind: "day",
    mean: 7,
    open: 0.08,
    leads: "duration",
  },
  {
    language: "en",
    title: "clinic",
    id: "Visit",
    by: ["Doctor", ["Ames", "Bloom", "Carr"]],
    begin: "Check-in",
    end: "Seen",
    kind: "clock",
    mean: 25,
    leads: "duration",
  },
  {
    language: "en",
    title: "deliveries",
    id: "Order no",
    by: ["Supplier", ["Acme", "Brill", "Corex"]],
    begin: "Ordered",
    due: "Promised",
    end: "Delivered",
    kind: "day",
    mean: 12,
    open: 0.1,
    amount: "Value EUR",
    leads: "lateness",
  },
  {
    language: "en",
    title: "invoices",
    id: "Invoice",
    by: ["Customer group", ["Retail", "Public", "Trade"]],
    begin: "Invoice date",
    due: "Due date",
    end: "Paid on",
    kind: "day",
    mean: 35,
    open: 0.15,
    amount: "Amount EUR",
    leads: "lateness",
  },
  {
    language: "en",
    title: "projects",
    id: "Project",
    by: ["Department", ["IT", "Works", "Sales"]],
    due: "Planned end",
    end: "Actual end",
    kind: "day",
    mean: 10,
    open: 0.1,
    leads: "lateness",
  },
  {
    language: "en",
    title: "flights",
    id: "Flight",
    by: ["Carrier", ["AA", "BB", "CC"]],
    due: "scheduled_arrival",
    end: "actual_arrival",
    kind: "instant",
    mean: 25,
    leads: "lateness",
  },
  {
    language: "en",
    title: "orders",
    id: "order_id",
    by: ["region", ["East", "South", "West"]],
    begin: "order_date",
    end: "delivery_date",
    kind: "day",
    mean: 5,
    amount: "revenue",
    leads: "value",
  },
  {
    language: "en",
    title: "library",
    id: "Loan",
    by: ["Branch", ["Main", "East", "Park"]],
    begin: "Borrowed",
    due: "Due",
    end: "Returned",
    kind: "day",
    mean: 20,
    open: 0.1,
    leads: "lateness",
  },
  {
    language: "en",
    title: "repairs",
    id: "Job",
    by: ["Workshop", ["Dock", "Yard", "Hall"]],
    begin: "Received",
    end: "Repaired",
    kind: "day",
    mean: 11,
    open: 0.1,
    leads: "duration",
  },
  {
    language: "en",
    title: "permits",
    id: "Application",
    by: ["Type", ["Home", "Shop", "Sign"]],
    begin: "Submitted",
    end: "Decision date",
    kind: "day",
    mean: 40,
    open: 0.2,
    leads: "duration",
  },
  {
    language: "en",
    title: "parking",
    id: "Ticket no",
    by: ["Level", ["Roof", "Deck", "Base"]],
    begin: "Entry time",
    end: "Exit time",
    kind: "instant",
    mean: 95,
    leads: "duration",
  },
  {
    language: "de",
    title: "stoerungen",
    id: "Ticketnummer",
    by: de,
    begin: "Gemeldet am",
    end: "Behoben am",
    kind: "day",
    mean: 6,
    open: 0.1,
    leads: "duration",
  },
  {
    language: "de",
    title: "bestellungen",
    id: "Bestellnummer",
    by: ["Lieferant", ["Adler", "Brandt", "Conrad"]],
    begin: "Bestelldatum",
    due: "Liefertermin",
    end: "Geliefert am",
    kind: "day",
    mean: 14,
    open: 0.1,
    amount: "Wert EUR",
    leads: "lateness",
  },
  {
    language: "de",
    title: "rechnungen",
    id: "Rechnungsnummer",
    by: ["Kundengruppe", ["Handel", "Privat", "Behörde"]],
    begin: "Rechnungsdatum",
    due: "Fällig am",
    end: "Bezahlt am",
    kind: "day",
    mean: 30,
    open: 0.15,
    amount: "Betrag EUR",
    leads: "lateness",
  },
  {
    language: "de",
    title: "projekte",
    id: "Projekt",
    by: de,
    due: "Soll-Ende",
    end: "Ist-Ende",
    kind: "day",
    mean: 15,
    open: 0.1,
    leads: "lateness",
  },
  {
    language: "de",
    title: "aufenthalte",
    id: "Fallnummer",
    by: ["Station", ["Innere", "Chirurgie", "Neurologie"]],
    begin: "Aufnahmedatum",
    end: "Entlassungsdatum",
    kind: "day",
    mean: 6,
    leads: "duration",
  },
  {
    language: "de",
    title: "antraege",
    id: "Antragsnummer",
    by: ["Behörde", ["Bauamt", "Ordnungsamt", "Sozialamt"]],
    begin: "Eingang",
    end: "Erledigt",
    kind: "day",
    mean: 25,
    open: 0.15,
    leads: "duration",
  },
  {
    language: "zh",
    title: "工单",
    id: "工单编号",
    by: zh,
    begin: "报修时间",
    end: "完成时间",
    kind: "instant",
    mean: 300,
    open: 0.1,
    leads: "duration",
  },
  {
    language: "zh",
    title: "采购",
    id: "订单编号",
    by: ["供应商", ["华星", "远东", "宏达"]],
    begin: "下单日期",
    due: "承诺交货日期",
    end: "实际交货日期",
    kind: "day",
    mean: 12,
    open: 0.1,
    amount: "金额（元）",
    leads: "lateness",
  },
  {
    language: "zh",
    title: "住院",
    id: "病案号",
    by: ["科室", ["内科", "外科", "儿科"]],
    begin: "入院日期",
    end: "出院日期",
    kind: "day",
    mean: 8,
    leads: "duration",
  },
  {
    language: "zh",
    title: "项目",
    id: "项目编号",
    by: zh,
    due: "计划完成日期",
    end: "实际完成日期",
    kind: "day",
    mean: 12,
    open: 0.1,
    leads: "lateness",
  },
  {
    language: "zh",
    title: "发票",
    id: "发票号",
    by: ["客户类型", ["零售", "批发", "政府"]],
    begin: "开票日期",
    due: "到期日",
    end: "付款日期",
    kind: "day",
    mean: 30,
    open: 0.15,
    amount: "金额（元）",
    leads: "lateness",
  },
];

interface Made {
  readonly group: string;
  readonly begin: number;
  readonly due: number;
  /** Undefined if it has not ended. */
  readonly end: number | undefined;
  readonly amount: number;
}

const minuteOfDay = 1440;
const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as a cell: minutes since the first of January 2024, which of days are whole days. */
function cell(minutes: number | undefined, kind: Shape["kind"]): string {
  if (minutes === undefined) return "";
  if (kind === "clock") return `${two(Math.floor((minutes % minuteOfDay) / 60))}:${two(minutes % 60)}`;
  const text = new Date(Date.UTC(2024, 0, 1) + minutes * 60_000).toISOString();
  return kind === "day" ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

function madeBy(shape: Shape, seed: number): readonly Made[] {
  const next = numbersFrom(seed);
  const [, groups] = shape.by;
  const highest = groups[1]!;
  const step = shape.kind === "day" ? minuteOfDay : 1;
  return Array.from({ length: 180 }, (_, at) => {
    const group = groups[Math.floor(next() * groups.length)]!;
    const begin =
      shape.kind === "clock"
        ? 480 + Math.floor(next() * 500)
        : at * minuteOfDay + (shape.kind === "day" ? 0 : 420 + Math.floor(next() * 600));
    const takes = Math.round(shape.mean * (0.2 + 1.3 * next()) * (group === highest ? 1.9 : 0.8));
    const promised = Math.round(shape.mean * (0.9 + 0.3 * next()));
    const isOpen = next() < (shape.open ?? 0) * (at > 90 ? 1.7 : 0.3);
    // A slip: it ends before it begins.
    const isReversed = shape.due === undefined && shape.kind === "day" && at % 60 === 7;
    return {
      group,
      begin,
      due: begin + promised * step,
      end: isOpen ? undefined : begin + (isReversed ? -2 : takes) * step,
      amount: Math.round(100 + 900 * next()),
    };
  });
}

const middleOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** Of days in days, of what takes less in minutes. */
const lengthOf = (from: number, to: number, { kind }: Shape): number =>
  kind === "day" ? (to - from) / minuteOfDay : to - from;

function durationOf(shape: Shape, made: readonly Made[]): NonNullable<SpanTable["says"]["duration"]> {
  const lengths = made.flatMap(({ begin, end }) => (end === undefined ? [] : [lengthOf(begin, end, shape)]));
  const whole = lengths.filter((length) => length >= 0);
  return {
    middle: middleOf(whole),
    ended: whole.length,
    open: made.length - lengths.length,
    reversed: lengths.length - whole.length,
  };
}

function latenessOf(shape: Shape, made: readonly Made[]): NonNullable<SpanTable["says"]["lateness"]> {
  const done = made.filter(({ end }) => end !== undefined);
  const behind = done.map(({ due, end }) => lengthOf(due, end!, shape));
  const last = Math.max(...made.map(({ begin, end }) => Math.max(shape.begin === undefined ? 0 : begin, end ?? 0)));
  return {
    n: behind.filter((length) => length > 0).length,
    answered: behind.length,
    middle: middleOf(behind.filter((length) => length > 0)),
    overdue: made.filter(
      ({ due, end }) => end === undefined && Math.floor(due / minuteOfDay) < Math.floor(last / minuteOfDay),
    ).length,
  };
}

/** The tables, whose last tenth comes after the draft. */
export function spanTables(seed: number): readonly SpanTable[] {
  return shapes.map((shape, at) => {
    const { language, title, id, by, begin, due, end, kind, amount, leads } = shape;
    const made = madeBy(shape, seed + at);
    const used = made.slice(0, 162);
    const columns: readonly (readonly [string, (one: Made, row: number) => string])[] = [
      [id, (_, row) => String(10_001 + row)],
      [by[0], ({ group }) => group],
      ...(begin === undefined ? [] : [[begin, (one: Made) => cell(one.begin, kind)] as const]),
      ...(due === undefined ? [] : [[due, (one: Made) => cell(one.due, kind)] as const]),
      [end, (one) => cell(one.end, kind)],
      ...(amount === undefined ? [] : [[amount, (one: Made) => String(one.amount)] as const]),
    ];
    return {
      name: title,
      language,
      head: columns.map(([name]) => name).join(","),
      rows: made.map((one, row) => columns.map(([, of]) => of(one, row)).join(",")),
      says: {
        by: by[0],
        highest: by[1][1]!,
        leads,
        ...(begin !== undefined && { duration: durationOf(shape, used) }),
        ...(due !== undefined && { lateness: latenessOf(shape, used) }),
      },
    };
  });
}

/** Tables with two days that look alike, of which nobody asks how long it took. */
export const withoutSpan: readonly SubjectTable[] = (
  [
    ["staff", "Birth date", "Hire date", 9000, 400],
    ["firms", "Founded", "Dissolved", 9000, 900],
    ["prices", "Valid from", "Valid to", 90, 5],
    ["measurements", "First measurement", "Second measurement", 30, 4],
    ["mitarbeiter", "Geburtsdatum", "Eintrittsdatum", 9000, 400],
    ["preise", "Gültig ab", "Gültig bis", 60, 6],
    ["价目表", "生效日期", "失效日期", 90, 9],
    ["shops", "Opened", "Last inspected", 700, 90],
  ] as const
).map(([name, one, other, days, spread]) => {
  const next = numbersFrom(11);
  const rows = Array.from({ length: 90 }, (_, at) => {
    const from = Math.floor(next() * 300) * minuteOfDay;
    const to = from + (days + Math.floor(next() * spread)) * minuteOfDay;
    return `A${at},${at % 3 === 0 ? "x" : "y"},${cell(from, "day")},${cell(to, "day")},${(20 + next() * 50).toFixed(1)}`;
  });
  return { name, language: "en" as const, head: `Name,Kind,${one},${other},Score`, rows };
});
