import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { readTable } from "./read-table.ts";

/** What a file is, by those who looked at it; columns are counted from 0. */
interface Label {
  /** A letter for each: number, date, period, text, boolean, empty. */
  readonly columns: string;
  /** Columns → the texts that mark a missing value in them. */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
  /** First filled cells of rows that are no data; for notes and totals likewise. */
  readonly notData?: readonly string[];
  readonly notes?: readonly string[];
  readonly totals?: readonly string[];
  /** Spoiled columns that can be mended, and columns that must be left alone, with the reason. */
  readonly mend?: readonly number[];
  readonly leave?: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8"));
const labels = read("as-found-labels.json") as Readonly<Record<string, Label>>;
const samples = read("as-found-samples.json") as Readonly<Record<string, string>>;

/** Where the whole files are; the repository has only samples of them. */
const folder = process.env["AS_FOUND"];

/** These files were set aside, by their names, before anything was tried. */
const heldOut = (file: string): boolean => createHash("sha256").update(file).digest()[0]! < 102;

/** What was proposed for a file, measured by its label. */
interface Judgement {
  readonly wrong: readonly string[];
  readonly spoiled: number;
  readonly mended: number;
}

async function judge(file: string, label: Label): Promise<Judgement> {
  const body = folder === undefined ? Buffer.from(samples[file]!) : readFileSync(join(folder, file));
  const outcome = await readTable(body, "csv");
  if ("refused" in outcome) return { wrong: [], spoiled: label.mend?.length ?? 0, mended: 0 };
  const { profile } = outcome;
  const wrong = judgeRecipe(profile, label, outcome.rows);
  // A column that the reader itself made sound needs no proposal.
  const spoiled = (label.mend ?? []).filter((column) => profile.columns[column]?.type === "text");
  const told = new Set(profile.proposal?.spoiled.map(({ column }) => column));
  return {
    wrong,
    spoiled: spoiled.length,
    mended: spoiled.filter((column) => told.has(profile.columns[column]!.name)).length,
  };
}

/** @returns what of the proposed recipe the label does not allow */
function judgeRecipe(
  { columns, proposal }: DatasetProfile,
  label: Label,
  rows: readonly (readonly (string | null)[])[],
): string[] {
  if (proposal === undefined) return [];
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const wrong: string[] = [];
  for (const { column, type } of proposal.spoiled) {
    const kind = label.columns[at(column)]!;
    const allowed = { integer: "n", number: "n", boolean: "b", date: "d", timestamp: "d" }[type];
    if (kind !== allowed) wrong.push(`${column} is ${kind}, not ${type}`);
    if (label.leave?.[at(column)] !== undefined) wrong.push(`${column} was to be left: ${label.leave[at(column)]}`);
  }
  for (const [column, markers] of Object.entries(
    (proposal.recipe.missing ?? {}) as Record<string, readonly string[]>,
  )) {
    const known = Object.entries(label.missing ?? {}).find(([of]) => of.split(",").includes(String(at(column))));
    for (const marker of markers) if (known?.[1].includes(marker) !== true) wrong.push(`${column}: "${marker}"`);
  }
  const without = [...(label.notData ?? []), ...(label.notes ?? []), ...(label.totals ?? [])];
  for (const step of proposal.recipe.steps) {
    if (!("leave-out" in step)) continue;
    const { where } = step["leave-out"];
    for (const row of rowsOf(where, columns, rows)) {
      const first = row.find((cell) => cell !== null && cell.trim() !== "")!.trim();
      if (!without.includes(first)) wrong.push(`row "${first}" would be left out`);
    }
  }
  return wrong;
}

/** The rows of which a condition as proposals write it is true, without a database. */
function rowsOf(
  where: string,
  columns: DatasetProfile["columns"],
  rows: readonly (readonly (string | null)[])[],
): readonly (readonly (string | null)[])[] {
  const conditions = [
    ...where.matchAll(
      /trim\("((?:[^"]|"")*)"\)(?:, 200\))? (?:= ('(?:[^']|'')*')|IN \(((?:'(?:[^']|'')*'(?:, )?)+)\))/g,
    ),
  ].map(([, name, one, list]) => ({
    index: columns.findIndex((column) => column.name === name!.replaceAll('""', '"')),
    texts: [...(one ?? list!).matchAll(/'((?:[^']|'')*)'/g)].map(([, text]) => text!.replaceAll("''", "'")),
  }));
  expect(conditions.length).toBeGreaterThan(0);
  return rows.filter((row) =>
    conditions.some(({ index, texts }) => texts.includes([...(row[index] ?? "").trim()].slice(0, 200).join(""))),
  );
}

describe.each([
  ["that were looked at", false],
  ["that were set aside", true],
])("public files %s", (_, aside) => {
  const files = Object.entries(labels).filter(
    ([file]) => heldOut(file) === aside && (folder !== undefined || samples[file] !== undefined),
  );

  test("get no wrong proposal, and most of their spoiled columns are mended", async () => {
    const judged: (Judgement & { readonly file: string })[] = [];
    for (const [file, label] of files) judged.push({ file, ...(await judge(file, label)) });
    expect(judged.flatMap(({ file, wrong }) => wrong.map((what) => `${file}: ${what}`))).toEqual([]);
    const sum = (of: "spoiled" | "mended"): number => judged.reduce((total, one) => total + one[of], 0);
    const missed = judged.filter(({ spoiled, mended }) => mended < spoiled);
    const figures = `${sum("mended")} of ${sum("spoiled")} columns in ${files.length} files`;
    expect(
      sum("mended") / sum("spoiled"),
      `${figures}; missed: ${missed.map(({ file, spoiled, mended }) => `${file} ${mended}/${spoiled}`).join(", ")}`,
    ).toBeGreaterThanOrEqual(0.8);
  });
});
