import type { Warning } from "../../../errors.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { Database } from "../database/open-database.ts";
import { plainText } from "../database/plain-text.ts";
import type { Misfit, Notation } from "../dataset.ts";
import { unitPattern } from "../unit-pattern.ts";
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

/**
 * Finds the columns of the table `raw` (all text) whose values are numbers or dates in a local notation. A notation
 * applies if every value of the column is in it and no other notation reads a value differently. If two notations
 * disagree, the column stays text, and both readings are reported. Currency and per cent signs are dropped if all
 * values have the same one: `12 %` is 12.
 *
 * @returns the finding for each column
 */
export async function findNotations(database: Database, columns: readonly string[]): Promise<readonly FoundNotation[]> {
  const sample = await database.rows(
    `SELECT ${columns.map((name, index) => `trim(nullif(${quoteName(name)}, '')) AS c${index}`).join(", ")} FROM raw LIMIT ${sampledRows}`,
  );
  const found: FoundNotation[] = [];
  const plain: number[] = [];
  for (const [index, name] of columns.entries()) {
    const values = sample
      .map((row) => row[`c${index}`])
      .filter((value) => value !== null)
      .map(String);
    const isPlain = values.every((value) => plainPattern.test(value));
    if (isPlain) plain.push(index);
    const surviving = isPlain ? [] : survivors(values);
    found.push(surviving.length === 0 ? { warnings: [] } : await judge(database, name, surviving));
  }
  // If one column has decimal commas, a point in another may group thousands.
  const comma = found.findIndex(({ notation }) => notation?.kind === "number" && notation.decimal === ",");
  if (comma !== -1)
    for (const index of plain) found[index] = await judgePoints(database, columns[index]!, columns[comma]!);
  return found;
}

const matchers = new Map(hypotheses.map((hypothesis) => [hypothesis, new RegExp(`^(?:${hypothesis.pattern})$`, "u")]));
const plainPattern = new RegExp(`^(?:${plainNumber})$`);

function survivors(values: readonly string[]): readonly Hypothesis[] {
  // Every notation has a digit. Compiling the patterns takes longer than all else for a small table of words.
  if (!values.every((value) => /[0-9]/.test(value))) return [];
  return hypotheses.filter((hypothesis) => values.every((value) => matchers.get(hypothesis)!.test(value)));
}

/** Decides, from all values of a column, between the notations that its sample allows. */
async function judge(database: Database, name: string, candidates: readonly Hypothesis[]): Promise<FoundNotation> {
  const value = `trim(nullif(${quoteName(name)}, ''))`;
  const read = candidates.map(
    ({ notation, pattern }, index) =>
      `CASE WHEN regexp_full_match(v, ${quoteText(pattern)}) THEN ${plainText("v", notation)} END AS p${index}`,
  );
  const values = `SELECT rowid + 1 AS r, ${value} AS v FROM raw WHERE ${value} IS NOT NULL`;
  const unit = `regexp_extract(v, ${quoteText(unitPattern)})`;
  const [row = {}] = await database.rows(
    `SELECT count(*) AS n, min(${unit}) AS unit, max(${unit}) AS other, count_if(regexp_full_match(v, ${quoteText(plainNumber)})) AS plain, min(length(v)) AS shortest, max(length(v)) AS longest, any_value(v) AS example,
      ${candidates.map((_, index) => `count(p${index}) AS n${index}`).join(", ")}
    FROM (SELECT r, v, ${read.join(", ")} FROM (${values}))`,
  );
  const fitting = candidates
    .map((hypothesis, index) => ({ ...hypothesis, index }))
    .filter(({ index }) => Number(row[`n${index}`]) === Number(row.n));
  const [first, ...others] = fitting;
  if (first === undefined || Number(row.plain) === Number(row.n)) return { warnings: [] };
  if (row.unit !== row.other) {
    return {
      warnings: [
        warning(
          name,
          `"${name}" is text: its values have different signs, "${row.unit === "" ? "none" : row.unit}" and "${row.other}"`,
          [row.unit, row.other],
        ),
      ],
    };
  }
  const differing = [
    ...others.map(({ index }) => `p${index} IS DISTINCT FROM p${first.index}`),
    ...(first.notation.kind === "date" && first.notation.formats[0]!.endsWith("%y") ? ["true"] : []),
  ];
  if (differing.length > 0) {
    const [clash] = await database.rows(
      `SELECT r, v, ${fitting.map(({ index }) => `p${index}`).join(", ")} FROM (SELECT r, v, ${read.join(", ")} FROM (${values})) WHERE ${differing.join(" OR ")} ORDER BY r LIMIT 1`,
    );
    if (clash !== undefined)
      return unclear(
        name,
        Number(clash.r),
        String(clash.v),
        fitting.map(({ index }) => String(clash[`p${index}`])),
      );
  }
  const [example = {}] = await database.rows(
    `SELECT r, v, p${first.index} AS p FROM (SELECT r, v, ${read.join(", ")} FROM (${values})) WHERE v <> p${first.index} ORDER BY r LIMIT 1`,
  );
  // `+49 123 456`, `110 001`: values of one length with only digit groups may be codes or telephone numbers.
  const { notation } = first;
  if (
    notation.kind === "number" &&
    notation.group.startsWith(" ") &&
    row.unit === "" &&
    (row.shortest === row.longest || String(example.v).startsWith("+")) &&
    !/[.,]/.test(String(example.v))
  ) {
    return unclear(name, Number(example.r), String(example.v), [String(example.p), "a code with spaces"]);
  }
  return {
    notation,
    warnings: [
      warning(
        name,
        `"${name}" is written as "${String(example.v)}", which was read as ${String(example.p)}`,
        example.v,
      ),
    ],
  };
}

/** Judges a column such as `1.234` and `12.500` beside one such as `1,5`. */
async function judgePoints(database: Database, name: string, comma: string): Promise<FoundNotation> {
  const value = `trim(nullif(${quoteName(name)}, ''))`;
  const thousands = hypotheses.find(({ notation }) => notation.kind === "number" && notation.group === ".")!;
  const [row = {}] = await database.rows(
    `SELECT count(v) AS n, count_if(regexp_full_match(v, ${quoteText(thousands.pattern)})) AS fitting, min(r) FILTER (contains(v, '.')) AS row, arg_min(v, r) FILTER (contains(v, '.')) AS example FROM (SELECT rowid + 1 AS r, ${value} AS v FROM raw)`,
  );
  if (row.row === null || Number(row.fitting) !== Number(row.n)) return { warnings: [] };
  const example = String(row.example);
  const found = unclear(name, Number(row.row), example, [example, example.replaceAll(".", "")]);
  return {
    ...found,
    warnings: found.warnings.map((told) => ({ ...told, message: `${told.message}; "${comma}" has decimal commas` })),
  };
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
