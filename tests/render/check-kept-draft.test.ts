import { afterAll, beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { datasetLimits } from "../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { draftStored } from "../../functions/core/report/draft/door/draft-template.ts";
import { checkFiles } from "../../functions/render/check-files.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import type { ScratchSpace } from "../../functions/core/ports.ts";

/** A draft that is kept takes its dataset as it is stored: it has no sample, and is checked with that. */
let scratch: ScratchSpace;
beforeAll(async () => {
  scratch = await openScratchFolder();
});
afterAll(() => scratch.dispose());

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const month = (at: number): string => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
const towns = ["Bern", "Wien", "Graz", "Köln", "Ulm"];

/** A table for each story. */
const tables: Readonly<Record<string, string>> = {
  series: ["month,revenue", ...numbers(48).map((at) => `${month(at)},${1000 + 13 * at + 40 * (at % 5)}`)].join("\n"),
  panel: [
    "year,town,population",
    ...numbers(15).flatMap((at) =>
      towns.map((town, place) => `${2005 + at},${town},${50_000 * (place + 1) + 700 * at}`),
    ),
  ].join("\n"),
  flow: [
    "Date,Account,Net",
    ...numbers(400).map(
      (at) =>
        `2025-${String(1 + Math.floor(at / 34)).padStart(2, "0")}-${String(1 + ((at * 7) % 28)).padStart(2, "0")},${towns[at % 5]},${20 + ((at * 37) % 200)}.50`,
    ),
  ].join("\n"),
  cross: [
    "town,area,income",
    ...numbers(40).map(
      (at) => `Town ${String.fromCodePoint(65 + (at % 26))}${at},${10 + at * 3.5},${900 + 17 * at + (at % 7) * 31}`,
    ),
  ].join("\n"),
  groups: [
    "species,mass,length",
    ...numbers(150).map(
      (at) => `${["Ant", "Bee", "Fly"][at % 3]},${20 + (at % 3) * 9 + (at % 11)},${5 + (at % 3) + (at % 13) / 10}`,
    ),
  ].join("\n"),
  survey: [
    "Respondent,Do you like your work?,Are you paid fairly for it?,Would you stay here?,Would you come back later?",
    ...numbers(120).map(
      (at) =>
        `${at + 1},${[0, 1, 2, 3].map((question) => ["Agree", "Neutral", "Disagree"][(at * (question + 2) + question) % 3 === 0 ? 0 : (at + question) % 3]).join(",")}`,
    ),
  ].join("\n"),
};

test.each(Object.entries(tables))("what is kept of the story %s has no findings", async (wanted, text) => {
  const world = createWorld(new MemoryObjectStore());
  const body = new TextEncoder().encode(`${text}\n`);
  await storeDataset(world.store, "kept", { body, format: "csv" }, scratch, datasetLimits);
  const { story, files } = await draftStored({ dataset: { name: "kept" }, answers: {} }, world);
  const bytes = new Map(Object.entries(files).map(([path, words]) => [path, new TextEncoder().encode(words)]));
  expect([story, await checkFiles("kept", bytes, world)]).toEqual([wanted, { errors: [], warnings: [] }]);
  // Where nothing is stored, or what no report can be made of, the check says what it has not seen.
  const empty = createWorld(new MemoryObjectStore());
  expect(await checkFiles("kept", bytes, empty)).toMatchObject({ errors: [], warnings: [{ code: "not-rendered" }] });
});

test("what is wrong with stored data is told, and does not refuse the template", async () => {
  const world = createWorld(new MemoryObjectStore());
  const body = new TextEncoder().encode("word\nhello\nthere\n");
  await storeDataset(world.store, "words", { body, format: "csv" }, scratch, datasetLimits);
  const files = new Map(
    Object.entries({
      "template.yaml":
        "title: Words\ndate: 2026-01-31\ndatasets: { words: { default: words, columns: { word: text } } }\n",
      "queries/counted.sql": "SELECT CAST(word AS INTEGER) AS number FROM words\n",
      "report.md": "::table{data=counted}\n",
    }).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  );
  const { errors, warnings } = await checkFiles("words", files, world);
  expect(errors).toEqual([]);
  expect(warnings).toMatchObject([{ code: "not-rendered", where: { file: "template.yaml" } }]);
  expect(warnings[0]!.message).toContain("there is no report of the stored data of words: ");
});
