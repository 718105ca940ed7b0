import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import type { Spec } from "../../../functions/core/report/chart/spec.ts";
import { corpusData, readCorpus, type CorpusSpec } from "../../chart-corpus/corpus.ts";
import { drawPdf } from "./chart-fidelity/compare-corpus.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";

/**
 * Tests specs that nobody wrote: those of the corpus with parts removed, doubled, or replaced by values of another
 * kind. Each must soon give a PDF or a named error.
 */
const whole = process.env["SOAK"] !== undefined;
const rounds = whole ? 1500 : 60;

/** Time limit of one spec, ms; exceeding it means a hang, not a slow machine. */
const patience = 20_000;

const oddities: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MIN_VALUE,
  "",
  "datum.x",
  "a\u0000b",
  "#zzz",
  [],
  {},
  [null],
  [[]],
  { signal: "1 +" },
  { signal: "width" },
  { expr: "datum.nothing.at.all" },
  { field: "no such field" },
  "🙂".repeat(50),
  { value: null },
  "__proto__",
  "constructor",
  { constructor: { prototype: 1 } },
  "quantitative",
  "bar",
  12.5,
  "2020-13-45",
];

describe("random mutations of specs", () => {
  it(
    `are drawn or refused by name, ${rounds} of them`,
    async () => {
      const random = seededRandom(20_260_101);
      const small = readCorpus().filter(
        ({ spec }) => JSON.stringify(spec).length < 4000 && !/flights|miserables|flare/.test(JSON.stringify(spec)),
      );
      const faults: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const parent = small[Math.floor(random() * small.length)]!;
        const child = { ...parent, spec: mutate(parent.spec, random) };
        const fault = await faultOf(child);
        if (fault !== undefined)
          faults.push(`${round} ${parent.name}: ${fault}\n${JSON.stringify(child.spec).slice(0, 1500)}`);
      }
      expect(faults).toEqual([]);
    },
    whole ? 1_800_000 : 300_000,
  );

  it(
    `are drawn or refused by name with data that nobody sent, ${rounds} of them`,
    async () => {
      const random = seededRandom(20_260_102);
      const drawn = readCorpus().filter(({ spec }) => !/flights|miserables|flare/.test(JSON.stringify(spec)));
      const faults: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const parent = drawn[Math.floor(random() * drawn.length)]!;
        const child = { ...parent, spec: withOtherData(parent.spec, random) };
        const fault = await faultOf(child);
        if (fault !== undefined) faults.push(`${round} ${parent.name}: ${fault}`);
      }
      expect(faults).toEqual([]);
    },
    whole ? 1_800_000 : 300_000,
  );
});

const cells: readonly unknown[] = [
  null,
  "NaN",
  "",
  "abc",
  -1,
  0,
  1e308,
  -1e308,
  1e-320,
  "2020-13-45",
  "Infinity",
  true,
  {},
  [],
  "1970-01-01",
  "99999-01-01",
  -1e15,
  "it's",
  "<b>",
  "null",
  1e21,
];

/** Changes the rows of a spec: fewer or none, without a column or its values, or with other values in it. */
function withOtherData(spec: Spec, random: () => number): Spec {
  const copy = structuredClone(spec) as Record<string, unknown>;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const data of [holder["data"]].flat()) {
      if (typeof data !== "object" || data === null) continue;
      const source = data as Record<string, unknown>;
      const rows = Array.isArray(source["values"]) ? (source["values"] as unknown[]) : rowsOf(source["url"]);
      if (rows === undefined) continue;
      delete source["url"];
      source["values"] = otherRows(rows, random);
    }
    for (const [key, member] of Object.entries(holder)) if (key !== "values" && key !== "datasets") visit(member);
  };
  visit(copy);
  return copy;
}

/** Reads the first rows of a file of vega-datasets that is a list of rows. */
function rowsOf(url: unknown): unknown[] | undefined {
  if (typeof url !== "string" || !url.endsWith(".json")) return undefined;
  const rows = JSON.parse(readFileSync(join(corpusData, url), "utf8")) as unknown;
  return Array.isArray(rows) ? rows.slice(0, 300) : undefined;
}

function otherRows(rows: readonly unknown[], random: () => number): unknown[] {
  const copy = structuredClone(rows) as Record<string, unknown>[];
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!;
  const choice = random();
  if (choice < 0.1) return [];
  if (choice < 0.25) return copy.slice(0, 1);
  if (choice < 0.35) return copy.slice(0, 2);
  if (choice < 0.4) return [pick<unknown>([null, {}, 5, "x", [1, 2]])];
  const objects = copy.filter((row) => typeof row === "object" && row !== null);
  const columns = Object.keys(objects[0] ?? {});
  if (columns.length === 0) return copy;
  const column = pick(columns);
  const cell = pick(cells);
  if (choice < 0.5) for (const row of objects) delete row[column];
  else if (choice < 0.7) for (const row of objects) row[column] = cell;
  else for (let count = 0; count < 10; count += 1) pick(objects)[pick(columns)] = pick(cells);
  return copy;
}

/** Returns what went wrong with a spec; `undefined` for a PDF or a named error. */
async function faultOf(spec: CorpusSpec): Promise<string | undefined> {
  const begun = performance.now();
  try {
    const pdf = await drawPdf(spec);
    if (Buffer.from(pdf.subarray(0, 5)).toString("latin1") !== "%PDF-") return "no PDF";
  } catch (error) {
    if (!(error instanceof BroadsheetError))
      return `${String(error)} ${error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 4).join(" ") : ""}`;
    if (/\n\s+at /.test(error.message)) return `a stack trace in "${error.message}"`;
    // JavaScript's own messages do not help an author, unless they are quoted as Vega's.
    const words = error.message.replaceAll(/\(Vega says: "[^]*?"\)/g, "");
    if (
      /Cannot (read|set|destructure|convert|use)|is not (a function|iterable|defined)|Maximum call stack|Invalid array length/.test(
        words,
      )
    )
      return `"${error.message}"`;
  }
  const ms = performance.now() - begun;
  return ms > patience ? `took ${Math.round(ms)} ms` : undefined;
}

/** Makes one to three changes at random places. */
function mutate(spec: Spec, random: () => number): Spec {
  const copy = JSON.parse(JSON.stringify(spec)) as Record<string, unknown>;
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
    const places = placesOf(copy).filter(({ key }) => key !== "$schema" && key !== "url");
    const place = places[Math.floor(random() * places.length)];
    if (place === undefined) break;
    const { holder, key } = place;
    const choice = random();
    if (choice < 0.25) {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    } else if (choice < 0.35 && Array.isArray(holder)) holder.push(holder[Number(key)]);
    else if (choice < 0.55) holder[key as never] = places[Math.floor(random() * places.length)]!.holder[key as never];
    else holder[key as never] = JSON.parse(JSON.stringify(oddities[Math.floor(random() * oddities.length)])) as never;
    // A part inside itself cannot be written as JSON.
    try {
      JSON.stringify(copy);
    } catch {
      return spec;
    }
  }
  return JSON.parse(JSON.stringify(copy)) as Spec;
}

interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

/** Lists every member and element below a value, except those of long lists (rows of data). */
function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null || (Array.isArray(value) && value.length > 20)) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    { holder: value as Place["holder"], key },
    ...placesOf(member),
  ]);
}
