import type { DraftTable } from "../draft.ts";

/** How columns go together. */
export interface KeyLook {
  readonly rows: number;
  /** Different combinations of the columns at these places, and the time if there is one: `0`, `0,2`. */
  readonly withTime: ReadonlyMap<string, number>;
  /** Different combinations without the time. */
  readonly alone: ReadonlyMap<string, number>;
  /** Different times. */
  readonly times: number;
}

/** SQL of how many combinations of hashes there are. Of 64 bits each, two are the same by chance in no table. */
const counted = (hashes: readonly string[]): string =>
  hashes.length === 0 ? "0" : `count(DISTINCT ${hashes.length === 1 ? hashes[0]! : `hash(${hashes.join(", ")})`})`;

/** Counts which columns name a row, alone or in pairs. @param columns SQL of at most eight columns */
export async function lookAtKeys(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  day: string | undefined,
  columns: readonly string[],
): Promise<KeyLook> {
  const places = [
    ...columns.map((_, at) => [at]),
    ...columns.flatMap((_, at) => columns.slice(at + 1).map((_, more) => [at, at + 1 + more])),
  ];
  const sql = (at: readonly number[], time: boolean): string =>
    counted([...(time && day !== undefined ? ["d"] : []), ...at.map((place) => `h${place}`)]);
  // Each value is hashed once: its numbers are in up to fifteen combinations.
  const hashes = [
    ...(day === undefined ? [] : [`hash(coalesce((${day})::VARCHAR, '')) AS d`]),
    ...columns.map((column, at) => `hash(coalesce(${column}::VARCHAR, '')) AS h${at}`),
  ];
  const cells = [
    "count(*) AS n",
    `${counted(day === undefined ? [] : ["d"])} AS t`,
    ...places.map((at, index) => `${sql(at, false)} AS a${index}`),
    ...(day === undefined ? [] : places.map((at, index) => `${sql(at, true)} AS t${index}`)),
  ];
  const [row = {}] = await ask(
    `SELECT ${cells.join(", ")} FROM (SELECT ${["1", ...hashes].join(", ")} FROM ${source})`,
  );
  const read = (letter: string): ReadonlyMap<string, number> =>
    new Map(places.map((at, index) => [at.join(","), Number(row[`${letter}${index}`] ?? 0)]));
  return { rows: Number(row["n"]), times: Number(row["t"]), alone: read("a"), withTime: read("t") };
}
