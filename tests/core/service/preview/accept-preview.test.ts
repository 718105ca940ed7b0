import { expect, test, vi } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { keepWork, type KeptWork } from "../../../../functions/core/report/preview/keep-work.ts";
import type { AskedPreview } from "../../../../functions/core/report/preview/preview.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import type { DatasetReference } from "../../../../functions/core/report/request/report-request.ts";
import { loadTemplate } from "../../../../functions/core/report/template/load-template.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";
import { acceptPreview } from "../../../../functions/core/service/preview/accept-preview.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const version = "7".repeat(64);

/** A template of two datasets, one of which has no default, with languages and further lines of its parameters. */
function templateOf({ languages = "[en, zh]", properties = "", choices = false, where = "" } = {}): Template {
  const chosen = "    region: { type: string, choices: { query: regions, column: region } }\n";
  return loadTemplate(
    "chosen",
    version,
    new Map([
      [
        "template.yaml",
        bytes(`title: Chosen
languages: ${languages}
date: "2026-01-31"
parameters:
  type: object
  properties:
    year: { type: integer, default: 2024 }
${choices ? chosen : ""}${properties}datasets:
  sales: { default: stored-sales, columns: { region: text, amount: number } }
  extra: { columns: { region: text } }
`),
      ],
      ["report.md", bytes("# One\n")],
      ["queries/regions.sql", bytes(`SELECT region FROM sales ${where} ORDER BY region`)],
    ]),
  );
}

/** A store with datasets, their versions, and nothing kept. */
async function open(): Promise<{
  readonly world: Parameters<typeof acceptPreview>[3];
  readonly kept: KeptWork;
  readonly versions: Readonly<Record<string, string>>;
}> {
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  const versions: Record<string, string> = {};
  for (const [name, rows] of Object.entries({ "stored-sales": "Oslo,1", mine: "Bergen,2", sample: "Turku,3" }))
    versions[name] = (
      await storeDataset(store, name, { body: bytes(`region,amount\n${rows}\n`), format: "csv" }, scratch)
    ).version;
  await scratch.dispose();
  return { world: { store, openScratch: () => openScratchFolder() }, kept: keepWork(), versions };
}

const asked = (change: Partial<AskedPreview> = {}): AskedPreview => ({
  session: "s",
  name: "chosen",
  base: { kind: "nothing" },
  files: {},
  parameters: {},
  datasets: {},
  pages: [],
  ...change,
});
const noSamples: Readonly<Record<string, Required<DatasetReference>>> = {};

test("a dataset is the one asked for, else the sample, else the template's default", async () => {
  const { world, kept, versions } = await open();
  const named = (name: string) => ({ name, version: versions[name]! });
  const sample = { sales: named("sample"), extra: named("sample") };
  const accept = (change: Partial<AskedPreview>, samples = noSamples) =>
    acceptPreview(asked(change), templateOf(), samples, world, kept);
  expect((await accept({ datasets: { extra: { name: "mine" } } })).datasets).toEqual({
    sales: named("stored-sales"),
    extra: named("mine"),
  });
  expect((await accept({}, sample)).datasets).toEqual(sample);
  expect((await accept({ datasets: { sales: { name: "mine" } } }, sample)).datasets).toEqual({
    sales: named("mine"),
    extra: named("sample"),
  });
  await expect(accept({})).rejects.toMatchObject({
    problems: [{ code: "missing-dataset", where: { pointer: "/datasets/extra" } }],
  });
  await expect(accept({ datasets: { extra: { name: "nowhere" } } })).rejects.toMatchObject({
    problems: [{ code: "unknown-dataset", where: { pointer: "/datasets/extra" } }],
  });
});

test("the date is that of the template unless another is asked for", async () => {
  const { world, kept, versions } = await open();
  const sample = { extra: { name: "sample", version: versions["sample"]! } };
  const dateOf = async (date?: string) =>
    (await acceptPreview(asked({ date }), templateOf(), sample, world, kept)).date;
  expect([await dateOf(), await dateOf("2025-12-31")]).toEqual(["2026-01-31", "2025-12-31"]);
});

test("a language is a parameter, which a template of one language need not have", async () => {
  const { world, kept, versions } = await open();
  const sample = { extra: { name: "sample", version: versions["sample"]! } };
  const accept = (language: string, template: Template) =>
    acceptPreview(asked({ language, parameters: { year: 2020 } }), template, sample, world, kept);
  const declared = templateOf({ properties: "    language: { enum: [en, zh], default: en }\n" });
  expect(await accept("zh", declared)).toMatchObject({ language: "zh", parameters: { year: 2020, language: "zh" } });
  const single = templateOf({ languages: "[en]" });
  expect(await accept("en", single)).toMatchObject({ language: "en", parameters: { year: 2020 } });
  expect((await accept("en", single)).parameters).not.toHaveProperty("language");
  await expect(accept("zh", single)).rejects.toMatchObject({
    problems: [{ code: "unknown-parameter", seen: "language" }],
  });
});

test("choices are computed once for the same data and queries, and only where there are any", async () => {
  const { world, kept, versions } = await open();
  const made = vi.spyOn(kept.choices, "set");
  const sample = { extra: { name: "sample", version: versions["sample"]! } };
  const accept = (region: string, template: Template, name = "stored-sales") =>
    acceptPreview(asked({ parameters: { region }, datasets: { sales: { name } } }), template, sample, world, kept);
  const chosen = templateOf({ choices: true });
  expect((await accept("Oslo", chosen)).parameters).toMatchObject({ region: "Oslo" });
  expect(made).toHaveBeenCalledTimes(1);
  await expect(accept("Bergen", chosen)).rejects.toMatchObject({ problems: [{ seen: "Bergen", allowed: ["Oslo"] }] });
  expect(made).toHaveBeenCalledTimes(1);
  // Other data have other choices.
  expect((await accept("Bergen", chosen, "mine")).parameters).toMatchObject({ region: "Bergen" });
  expect(made).toHaveBeenCalledTimes(2);
  // So have other queries.
  const narrow = templateOf({ choices: true, where: "WHERE amount > 1" });
  await expect(accept("Oslo", narrow)).rejects.toMatchObject({ problems: [{ seen: "Oslo", allowed: [] }] });
  expect((await accept("Bergen", narrow, "mine")).parameters).toMatchObject({ region: "Bergen" });
  expect(made).toHaveBeenCalledTimes(4);
  const free = templateOf({ properties: "    region: { type: string }\n" });
  expect((await accept("anywhere", free)).parameters).toMatchObject({ region: "anywhere" });
  expect(made).toHaveBeenCalledTimes(4);
});

test("where a dataset is missing that is what is wrong, and no choices are computed", async () => {
  const { world, kept } = await open();
  const made = vi.spyOn(kept.choices, "set");
  const preview = asked({ parameters: { region: "Bergen" } });
  await expect(acceptPreview(preview, templateOf({ choices: true }), noSamples, world, kept)).rejects.toMatchObject({
    problems: [{ code: "missing-dataset", where: { pointer: "/datasets/extra" } }],
  });
  expect(made).not.toHaveBeenCalled();
});
