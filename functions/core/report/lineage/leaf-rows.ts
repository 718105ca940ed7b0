import type { Absent } from "./absent.ts";
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
export interface LeafRows {
  (place: Place, leaf: Pick<Leaf, "row">): Promise<Rows>;
  /** Of several leaves those that have no row where one of them has none, by an outer join, and a condition holds. */
  absent(place: Place, leaf: Leaf, absent: Absent): Promise<readonly Leaf[]>;
}

/** @returns a function that finds the same rows only once */
export function createLeafRows(database: StageDatabase): LeafRows {
  const known = new Map<string, Promise<string>>();
  const missing = new Map<string, Promise<readonly Leaf[]>>();
  const find = async (place: Place, { row }: Pick<Leaf, "row">): Promise<Rows> => {
    const { table, rows, list } = place;
    const key = JSON.stringify([table, rows, list, row]);
    let made = known.get(key);
    if (made === undefined) {
      made = database.createAs(`SELECT DISTINCT ${row} AS r FROM (${rowsBehind(place)}) WHERE ${row} IS NOT NULL`);
      known.set(key, made);
    }
    return { table: await made };
  };
  const lookFor = async (place: Place, { row }: Leaf, { leaves, where }: Absent): Promise<readonly Leaf[]> => {
    const [found] = await database.rows(
      `SELECT ${leaves.map((leaf) => `coalesce(bool_or(${leaf.row} IS NULL), false)::INTEGER`).join(", ")}
       FROM (${rowsBehind(place)}) WHERE ${row} IS NULL AND ${where}`,
    );
    return leaves.filter((_, index) => Number(found?.[index]) === 1);
  };
  const absent: LeafRows["absent"] = async (place, leaf, within) => {
    const { leaves, where } = within;
    if (leaves.length < 2 || !leaves.includes(leaf)) return [];
    const key = JSON.stringify([place.table, place.rows, place.list, leaf.row, where, leaves.map((each) => each.row)]);
    const looked = missing.get(key) ?? lookFor(place, leaf, within);
    missing.set(key, looked);
    return looked;
  };
  return Object.assign(find, { absent });
}

/** A SELECT of the rows behind rows of a map, with a column for each leaf. */
export function rowsBehind({ table, rows, list }: Place): string {
  const from = `FROM ${stageTable(table)} AS m WHERE ${among(rows, "m.rowid")}`;
  if (list === undefined) return `SELECT m.* ${from}`;
  return `SELECT unnest(m.${list}, recursive := true) ${from}`;
}
