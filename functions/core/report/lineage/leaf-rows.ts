import { among, type Rows } from "./demand.ts";
import type { Leaf } from "./stage.ts";
import type { StageDatabase } from "./stage-database.ts";
import { stageTable } from "./stage-database.ts";

/** Rows of a map, and which of the rows behind each: those that a list names, or the one. */
export interface Place {
  readonly table: string;
  readonly rows: Rows;
  /** Column with the list of a group's rows; undefined where each row of the map is one of FROM. */
  readonly list: string | undefined;
}

/** Finds the rows of a leaf that lie behind rows of a map. */
export type LeafRows = (place: Place, leaf: Pick<Leaf, "row">) => Promise<Rows>;

/** @returns a function that finds the same rows only once */
export function createLeafRows(database: StageDatabase): LeafRows {
  const known = new Map<string, Promise<string>>();
  return async (place, { row }) => {
    const { table, rows, list } = place;
    const key = JSON.stringify([table, rows, list, row]);
    let made = known.get(key);
    if (made === undefined) {
      made = database.createAs(`SELECT DISTINCT ${row} AS r FROM (${rowsBehind(place)}) WHERE ${row} IS NOT NULL`);
      known.set(key, made);
    }
    return { table: await made };
  };
}

/** A SELECT of the rows behind rows of a map, with a column for each leaf. */
export function rowsBehind({ table, rows, list }: Place): string {
  const from = `FROM ${stageTable(table)} AS m WHERE ${among(rows, "m.rowid")}`;
  if (list === undefined) return `SELECT m.* ${from}`;
  return `SELECT unnest(m.${list}, recursive := true) ${from}`;
}
