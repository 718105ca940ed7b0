import type { Stage } from "./stage.ts";
import type { StageDatabase } from "./stage-database.ts";
import { stageTable } from "./stage-database.ts";

/** Rows that a value was computed from, or rows that decided which ones count. */
export type Role = "value" | "deciding";

/** Rows of a stage: a table of their numbers in the column `r`, or all. */
export type Rows = { readonly table: string } | "all";

/** Rows of a stage that had a say. */
export interface Demand {
  readonly stage: Stage;
  readonly role: Role;
  /** The column that was read; undefined for the row itself, because it was counted or came so far. */
  readonly column: string | undefined;
  readonly rows: Rows;
}

/** The condition that a table's row is among some rows. @param row its number in SQL */
export function among(rows: Rows, row: string): string {
  return rows === "all" ? "TRUE" : `${row} IN (SELECT r FROM ${stageTable(rows.table)})`;
}

/** What was put together: the tables that each table of rows was made from, and the table of each such set. */
interface United {
  readonly parts: Map<string, readonly string[]>;
  readonly tables: Map<string, string>;
}

/** By database; tables of rows never change, and no name is given twice. */
const unitedIn = new WeakMap<StageDatabase, United>();

/** Puts rows together; the same ones only once, since over many rows this takes longer than to find them. */
export async function unite(database: StageDatabase, every: readonly Rows[]): Promise<Rows> {
  if (every.includes("all")) return "all";
  const united = unitedIn.get(database) ?? { parts: new Map(), tables: new Map() };
  unitedIn.set(database, united);
  const given = [...new Set(every.map((rows) => (rows as { readonly table: string }).table))];
  if (given.length === 1) return { table: given[0]! };
  const parts = [...new Set(given.flatMap((table) => united.parts.get(table) ?? [table]))].toSorted();
  // One of them may hold the others.
  const holder = given.find((table) => (united.parts.get(table) ?? [table]).length === parts.length);
  if (holder !== undefined) return { table: holder };
  const key = parts.join(" ");
  const known = united.tables.get(key);
  if (known !== undefined) return { table: known };
  const table = await database.createAs(parts.map((part) => `SELECT r FROM ${stageTable(part)}`).join(" UNION "));
  united.parts.set(table, parts);
  united.tables.set(key, table);
  return { table };
}

/** The demands on stages that were not yet followed. */
export interface Demands {
  ask(demand: Demand): void;
  /** Takes the demands on the stage with the greatest number: nothing that is still to be followed can add to them. */
  take(): { readonly stage: Stage; readonly demands: readonly Demand[] } | undefined;
}

export function createDemands(): Demands {
  const waiting = new Map<number, Demand[]>();
  return {
    ask(demand) {
      const { number } = demand.stage;
      const known = waiting.get(number);
      if (known === undefined) waiting.set(number, [demand]);
      else if (!known.some((each) => isSame(each, demand))) known.push(demand);
    },
    take() {
      if (waiting.size === 0) return undefined;
      const number = Math.max(...waiting.keys());
      const demands = waiting.get(number)!;
      waiting.delete(number);
      return { stage: demands[0]!.stage, demands };
    },
  };
}

function isSame(a: Demand, b: Demand): boolean {
  const rows = a.rows === "all" ? b.rows === "all" : b.rows !== "all" && a.rows.table === b.rows.table;
  return a.role === b.role && a.column === b.column && rows;
}
