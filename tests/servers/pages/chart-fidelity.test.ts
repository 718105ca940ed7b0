import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explained } from "../../chart-corpus/explained.ts";
import { readCorpus } from "../../chart-corpus/corpus.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";
import { compareCorpus, drawPdf, pixelTolerance, type Comparison } from "./chart-fidelity/compare-corpus.ts";

/**
 * Tests that every chart looks as Vega draws it. Vega renders the corpus to SVG (painted by Chromium) and Broadsheet to
 * PDF (painted by Poppler), with the same fonts and text metrics, at 144 dpi. CI takes a fixed sample, `npm run soak`
 * all.
 */
const whole = process.env["SOAK"] !== undefined;
const sampleSize = 40;

const folder = mkdtempSync(join(tmpdir(), "broadsheet-fidelity-"));
const corpus = readCorpus();
const specs = whole
  ? corpus
  : sampleOf(
      corpus.filter(({ name }) => explained[name] === undefined),
      sampleSize,
    );
let comparisons: readonly Comparison[] = [];

beforeAll(async () => {
  comparisons = await compareCorpus(specs, folder);
  const worst = comparisons.toSorted((a, b) => b.pixels - a.pixels).slice(0, 10);
  noteFigures(
    [
      "worst ten, % of pixels outside text:",
      ...worst.map(({ name, pixels }) => `  ${(pixels * 100).toFixed(3)}  ${name}`),
    ].join("\n"),
  );
}, 1_800_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe("charts as Vega draws them", () => {
  it("has a corpus of at least 150 specs", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(150);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  it("draws every spec that Vega draws", () => {
    expect(
      comparisons.filter(({ error }) => error !== undefined).map(({ name, error }) => `${name}: ${error}`),
    ).toEqual([]);
  });

  it("has at most 0.5% of the pixels outside text differ by more than 32 of 255", () => {
    const differing = comparisons.filter(
      ({ pixels, name }) => pixels > pixelTolerance && explained[name] === undefined,
    );
    expect(differing.map(({ name, pixels }) => `${name}: ${(pixels * 100).toFixed(2)}%`)).toEqual([]);
  });

  it("explains only what differs", () => {
    const alike = comparisons.filter(({ pixels, name }) => explained[name] !== undefined && pixels <= pixelTolerance);
    expect(alike.map(({ name }) => name)).toEqual([]);
    expect(Object.keys(explained).filter((name) => !corpus.some((spec) => spec.name === name))).toEqual([]);
  });

  it("has every text within one point of its twin, with the same characters, and no other text", () => {
    expect(comparisons.flatMap(({ name, texts }) => texts.slice(0, 3).map((fault) => `${name}: ${fault}`))).toEqual([]);
  });

  it("makes the same bytes again", async () => {
    for (const [index, { pdf, name }] of comparisons.entries()) {
      if (index % 4 === 0 && pdf !== undefined) expect(Buffer.compare(pdf, await drawPdf(specs[index]!)), name).toBe(0);
    }
  }, 600_000);
});

/** Takes the same specs every time, from all over the corpus. */
function sampleOf<T>(all: readonly T[], count: number): readonly T[] {
  const random = seededRandom(20_260_101);
  const keyed = all.map((item) => ({ item, key: random() }));
  return keyed
    .toSorted((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ item }) => item);
}
