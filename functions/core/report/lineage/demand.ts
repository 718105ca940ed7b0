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

/** Puts rows together. */
export async function unite(database: StageDatabase, every: readonly Rows[]): Promise<Rows> {
  if (every.includes("all")) return "all";
  const tables = [...new Set(every.map((rows) => (rows as { readonly table: string }).table))];
  if (tables.length === 1) return { table: tables[0]! };
  return {
    table: await database.createAs(tables.map((table) => `SELECT r FROM ${stageTable(table)}`).join(" UNION ")),
  };
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
