import { describe, expect, it } from "vitest";
import { BroadsheetError } from "../../functions/core/errors.ts";
import type { Spec } from "../../functions/core/chart/spec.ts";
import { readCorpus, type CorpusSpec } from "../chart-corpus/corpus.ts";
import { drawPdf } from "./chart-fidelity/compare-corpus.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";

/**
 * Specs that nobody wrote: those of the corpus with parts taken away, doubled, or replaced by values
 * of another kind. Each is a PDF or a named error, soon.
 */
const whole = process.env["SOAK"] !== undefined;
const rounds = whole ? 1500 : 150;

/** Longest that one of them may take, ms: a hang, not a slow machine. */
const patience = 20_000;

const oddities: readonly unknown[] = [
  null, true, 0, -1, 1e308, Number.MIN_VALUE, "", "datum.x", "a\u0000b", "#zzz", [], {}, [null], [[]], { signal: "1 +" }, { signal: "width" }, { expr: "datum.nothing.at.all" },
  { field: "no such field" }, "🙂".repeat(50), { value: null }, "__proto__", "constructor", { constructor: { prototype: 1 } }, "quantitative", "bar", 12.5, "2020-13-45",
];

describe("specs that nobody wrote", () => {
  it(`are drawn or refused by name, ${rounds} of them`, async () => {
    const random = seededRandom(20_260_101);
    const small = readCorpus().filter(({ spec }) => JSON.stringify(spec).length < 4000 && !/flights|miserables|flare/.test(JSON.stringify(spec)));
    const faults: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const parent = small[Math.floor(random() * small.length)]!;
      const child = { ...parent, spec: mutate(parent.spec, random) };
      const fault = await faultOf(child);
      if (fault !== undefined) faults.push(`${round} ${parent.name}: ${fault}\n${JSON.stringify(child.spec).slice(0, 1500)}`);
    }
    expect(faults).toEqual([]);
  }, whole ? 1_800_000 : 300_000);
});

/** What is wrong with how a spec was taken; `undefined` for a PDF or a named error. */
async function faultOf(spec: CorpusSpec): Promise<string | undefined> {
  const begun = performance.now();
  try {
    const pdf = await drawPdf(spec);
    if (Buffer.from(pdf.subarray(0, 5)).toString("latin1") !== "%PDF-") return "no PDF";
  } catch (error) {
    if (!(error instanceof BroadsheetError)) return `${String(error)} ${error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 4).join(" ") : ""}`;
    if (/\n\s+at /.test(error.message)) return `a stack trace in "${error.message}"`;
    // JavaScript's own words tell an author nothing.
    if (/Cannot (read|set|destructure|convert|use)|is not (a function|iterable|defined)|Maximum call stack|Invalid array length/.test(error.message)) return `"${error.message}"`;
  }
  const ms = performance.now() - begun;
  return ms > patience ? `took ${Math.round(ms)} ms` : undefined;
}

/** One to three changes at random places. */
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
    // A part put into itself is no JSON.
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

/** Every member and element below a value, those of long lists (rows of data) left out. */
function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null || (Array.isArray(value) && value.length > 20)) return [];
  return Object.entries(value).flatMap(([key, member]) => [{ holder: value as Place["holder"], key }, ...placesOf(member)]);
}
