import type { DuckDBListValue } from "@duckdb/node-api";
import type { Warning } from "../../../errors.ts";
import { type CellTable, cellsSelect, rawTable } from "../database/cells-select.ts";
import { quoteText } from "../database/quote-sql.ts";
import type { Database } from "../database/database.ts";
import { plainText } from "../database/plain-text.ts";
import type { Misfit, Notation } from "../dataset.ts";
import { unitPattern } from "../unit-pattern.ts";
import { type Fitting, monthlyReadings } from "./monthly-readings.ts";
import { type Hypothesis, hypotheses, plainNumber } from "./notations.ts";

/** The notation found for one column. */
export interface FoundNotation {
  readonly notation?: Notation;
  /** A value that can be read in two ways: the column stays text. */
  readonly unclear?: Misfit;
  readonly warnings: readonly Warning[];
}

/** Values sampled before a whole column is read. */
const sampledRows = 2000;
/** Characters sampled of a value: no notation needs as many. */
const sampledLength = 1000;

/**
 * Finds the columns of the table `raw` (all text) whose values are numbers or dates in a local notation. A notation
 * applies if every value of the column is in it and no other notation reads a value differently. If two notations
 * disagree, the column stays text, and both readings are reported. Currency and per cent signs are dropped if all
 * values have the same one: `12 %` is 12.
 *
 * @param from the table
 * @returns the finding for each column
 */
export async function findNotations(
  database: Database,
  columns: readonly string[],
  from: CellTable = rawTable,
): Promise<readonly FoundNotation[]> {
  const sample = await sampleValues(database, columns, from);
  const found: FoundNotation[] = columns.map(() => ({ warnings: [] }));
  const plain: number[] = [];
  /** Columns whose samples allow the same notations are judged together. */
  const groups = new Map<string, { readonly candidates: readonly Hypothesis[]; readonly indexes: number[] }>();
  for (const index of columns.keys()) {
    const values = sample[index]!;
    const isPlain = values.every((value) => plainPattern.test(value));
    if (isPlain) plain.push(index);
    const candidates = isPlain ? [] : survivors(values);
    if (candidates.length === 0) continue;
    const key = candidates.map((candidate) => hypotheses.indexOf(candidate)).join(" ");
    const group = groups.get(key) ?? { candidates, indexes: [] };
    groups.set(key, group);
    group.indexes.push(index);
  }
  for (const { candidates, indexes } of groups.values()) {
    const judged = await judgeColumns(
      database,
      indexes.map((index) => columns[index]!),
      candidates,
      from,
    );
    for (const [at, index] of indexes.entries()) found[index] = judged[at]!;
  }
  // If one column has decimal commas, a point in another may group thousands.
  const comma = found.findIndex(({ notation }) => notation?.kind === "number" && notation.decimal === ",");
  if (comma === -1 || plain.length === 0) return found;
  const points = await judgePoints(
    database,
    plain.map((index) => columns[index]!),
    columns[comma]!,
    from,
  );
  for (const [at, index] of plain.entries()) found[index] = points[at]!;
  return found;
}

async function sampleValues(
  database: Database,
  columns: readonly string[],
  from: CellTable,
): Promise<readonly (readonly string[])[]> {
  const values: string[][] = columns.map(() => []);
  const sample = await database.rows(
    `SELECT i, list(left(v, ${sampledLength})) AS sampled FROM (${cellsSelect(
      columns.map((name) => ({ name })),
      sampledRows,
      from,
    )}) WHERE v IS NOT NULL GROUP BY i`,
  );
  for (const { i, sampled } of sample) values[Number(i)] = (sampled as DuckDBListValue).items.map(String);
  return values;
}

const matchers = new Map(hypotheses.map((hypothesis) => [hypothesis, new RegExp(`^(?:${hypothesis.pattern})$`, "u")]));
const plainPattern = new RegExp(`^(?:${plainNumber})$`);

function survivors(values: readonly string[]): readonly Hypothesis[] {
  // Every notation has a digit. Compiling the patterns takes longer than all else for a small table of words.
  if (!values.every((value) => /[0-9]/.test(value))) return [];
  return hypotheses.filter((hypothesis) => values.every((value) => matchers.get(hypothesis)!.test(value)));
}

/** Decides, from all their values, between the notations that the samples of some columns allow. */
async function judgeColumns(
  database: Database,
  names: readonly string[],
  candidates: readonly Hypothesis[],
  from: CellTable,
): Promise<readonly FoundNotation[]> {
  const read = candidates.map(
    ({ notation, pattern }, index) =>
      `CASE WHEN regexp_full_match(v, ${quoteText(pattern)}) THEN ${plainText("v", notation)} END AS p${index}`,
  );
  const values = (sampled?: number): string =>
    `SELECT i, r, v, ${read.join(", ")} FROM (${cellsSelect(
      names.map((name) => ({ name })),
      sampled,
      from,
    )}) WHERE v IS NOT NULL`;
  const unit = `regexp_extract(v, ${quoteText(unitPattern)})`;
  const rows = await database.rows(
    `SELECT i, count(*) AS n, min(${unit}) AS unit, max(${unit}) AS other, count_if(regexp_full_match(v, ${quoteText(plainNumber)})) AS plain, min(length(v)) AS shortest, max(length(v)) AS longest,
      ${candidates.map((_, index) => `count(p${index}) AS n${index}`).join(", ")}
    FROM (${values()}) GROUP BY i`,
  );
  const found: FoundNotation[] = names.map(() => ({ warnings: [] }));
  /** Columns that the same notations fit. */
  const groups = new Map<string, { readonly fitting: readonly Fitting[]; readonly columns: Measured[] }>();
  for (const row of rows) {
    const index = Number(row["i"]);
    const name = names[index]!;
    const fitting = candidates
      .map((hypothesis, at) => ({ ...hypothesis, at }))
      .filter(({ at }) => Number(row[`n${at}`]) === Number(row["n"]));
    if (fitting.length === 0 || Number(row["plain"]) === Number(row["n"])) continue;
    if (row["unit"] !== row["other"]) {
      found[index] = {
        warnings: [
          warning(
            name,
            `"${name}" is text: its values have different signs, "${row["unit"] === "" ? "none" : String(row["unit"])}" and "${String(row["other"])}"`,
            [row["unit"], row["other"]],
          ),
        ],
      };
      continue;
    }
    const key = fitting.map(({ at }) => at).join(" ");
    const group = groups.get(key) ?? { fitting, columns: [] };
    groups.set(key, group);
    group.columns.push({ index, name, unit: String(row["unit"]), sameLength: row["shortest"] === row["longest"] });
  }
  for (const { fitting, columns } of groups.values())
    for (const [index, one] of await chooseNotation(database, columns, fitting, values)) found[index] = one;
  return found;
}

/** A column whose values are in a local notation. */
interface Measured {
  readonly index: number;
  readonly name: string;
  /** The sign that all values have; empty for none. */
  readonly unit: string;
  /** Whether all values have the same length. */
  readonly sameLength: boolean;
}

/**
 * Chooses the first of the notations that fit some columns, unless another reads a value differently.
 *
 * @param values SELECT of the values with their readings, of all rows or only the first
 * @returns the finding for each column, by its index
 */
async function chooseNotation(
  database: Database,
  columns: readonly Measured[],
  fitting: readonly Fitting[],
  values: (sampled?: number) => string,
): Promise<Map<number, FoundNotation>> {
  const [first, ...others] = fitting as readonly [Fitting, ...Fitting[]];
  const read = fitting.map(({ at }) => `arg_min(p${at}, r) AS p${at}`).join(", ");
  // The first value for which a condition holds, with its readings, of each of the columns.
  const firstOf = async (
    condition: string,
    of: readonly Measured[],
    sampled?: number,
  ): Promise<Map<number, Readonly<Record<string, unknown>>>> => {
    if (of.length === 0) return new Map();
    const rows = await database.rows(
      `SELECT i, min(r) AS r, arg_min(v, r) AS v, ${read} FROM (${values(sampled)}) WHERE i IN (${of.map(({ index }) => index).join(", ")}) AND (${condition}) GROUP BY i`,
    );
    return new Map(rows.map((row) => [Number(row["i"]), row]));
  };
  const shortYear = first.notation.kind === "date" && first.notation.formats[0]!.endsWith("%y");
  const differing = [...others.map(({ at }) => `p${at} IS DISTINCT FROM p${first.at}`), ...(shortYear ? ["true"] : [])];
  const clashes =
    differing.length === 0
      ? new Map<number, Readonly<Record<string, unknown>>>()
      : await firstOf(differing.join(" OR "), columns);
  const monthly = await monthlyReadings(
    database,
    columns.flatMap(({ index }) => (clashes.has(index) ? [index] : [])),
    fitting,
    values(),
  );
  const clear = columns.filter(({ index }) => !clashes.has(index));
  const changed = `v <> p${first.at}`;
  const sampled = await firstOf(changed, clear, sampledRows);
  // Hardly ever does the first of them come later.
  const examples = new Map([
    ...sampled,
    ...(await firstOf(
      changed,
      clear.filter(({ index }) => !sampled.has(index)),
    )),
  ]);
  return new Map(
    columns.map((column) => {
      const clash = clashes.get(column.index);
      const found = monthly.get(column.index);
      if (clash !== undefined && found !== undefined) return [column.index, asNotation(column, found, clash)];
      if (clash !== undefined)
        return [
          column.index,
          unclear(
            column.name,
            Number(clash["r"]),
            String(clash["v"]),
            fitting.map(({ at }) => String(clash[`p${at}`])),
          ),
        ];
      return [column.index, asNotation(column, first, examples.get(column.index) ?? {})];
    }),
  );
}

/** @param example the first value that the notation changes */
function asNotation(
  { name, unit, sameLength }: Measured,
  { notation, at }: Fitting,
  example: Readonly<Record<string, unknown>>,
): FoundNotation {
  const [value, plain] = [String(example["v"]), String(example[`p${at}`])];
  // `+49 123 456`, `110 001`: values of one length with only digit groups may be codes or telephone numbers.
  if (
    notation.kind === "number" &&
    notation.group.startsWith(" ") &&
    unit === "" &&
    (sameLength || value.startsWith("+")) &&
    !/[.,]/.test(value)
  ) {
    return unclear(name, Number(example["r"]), value, [plain, "a code with spaces"]);
  }
  return {
    notation,
    warnings: [warning(name, `"${name}" is written as "${value}", which was read as ${plain}`, example["v"])],
  };
}

/** Judges columns such as `1.234` and `12.500` beside one such as `1,5`. */
async function judgePoints(
  database: Database,
  names: readonly string[],
  comma: string,
  from: CellTable,
): Promise<readonly FoundNotation[]> {
  const thousands = hypotheses.find(({ notation }) => notation.kind === "number" && notation.group === ".")!;
  const rows = await database.rows(
    `SELECT i, count(v) AS n, count_if(regexp_full_match(v, ${quoteText(thousands.pattern)})) AS fitting, min(r) FILTER (contains(v, '.')) AS row, arg_min(v, r) FILTER (contains(v, '.')) AS example FROM (${cellsSelect(
      names.map((name) => ({ name })),
      undefined,
      from,
    )}) GROUP BY i`,
  );
  const found: FoundNotation[] = names.map(() => ({ warnings: [] }));
  for (const row of rows) {
    if (row["row"] === null || Number(row["fitting"]) !== Number(row["n"])) continue;
    const example = String(row["example"]);
    const { unclear: misfit, warnings } = unclear(names[Number(row["i"])]!, Number(row["row"]), example, [
      example,
      example.replaceAll(".", ""),
    ]);
    found[Number(row["i"])] = {
      ...(misfit !== undefined && { unclear: misfit }),
      warnings: warnings.map((told) => ({ ...told, message: `${told.message}; "${comma}" has decimal commas` })),
    };
  }
  return found;
}

function unclear(name: string, row: number, value: string, readings: readonly string[]): FoundNotation {
  const distinct = [...new Set(readings)];
  const misfit = { row, value: value.slice(0, 80) };
  return {
    unclear: misfit,
    warnings: [
      {
        code: "dataset-warning",
        message: `"${name}" is text: "${misfit.value}" in row ${row} may be ${distinct.length === 1 ? `${distinct[0]} or a date of another century` : distinct.join(" or ")}`,
        where: { name, row },
        seen: misfit.value,
        allowed: distinct,
      },
    ],
  };
}

function warning(name: string, message: string, seen: unknown): Warning {
  return { code: "dataset-warning", message, where: { name }, seen };
}
