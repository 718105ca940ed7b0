import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { BroadsheetError, type Problem } from "../../../functions/core/errors.ts";
import {
  defaultDatasets,
  prepareChoices,
  prepareChoicesOver,
  storedChoices,
} from "../../../functions/core/report/find-choices.ts";
import { makeChoices } from "../../../functions/core/report/make-choices.ts";
import { openTemplate } from "../../../functions/core/report/template/open-template.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";

const yaml = (choices = "{ query: places, column: region, where: { code: country } }") => `title: Places
date: "2024-06-15"
datasets: { places: { default: places } }
parameters:
  type: object
  properties:
    country: { type: string, default: KE, choices: { query: countries, column: code, label: name } }
    region: { type: string, choices: ${choices} }
    years: { type: array, items: { type: integer }, choices: { query: years, column: year } }
    asof: { type: string, format: date, default: previous-month-end }
`;
const queries = {
  "queries/places.sql": "SELECT * FROM places_base ORDER BY code, region",
  "queries/places_base.sql": "SELECT code, name, region, year FROM data_places",
  "queries/countries.sql": "SELECT DISTINCT code, name FROM data_places ORDER BY name",
  "queries/years.sql": "SELECT DISTINCT year FROM data_places ORDER BY year DESC",
};
const csv =
  "code,name,region,year\nKE,Kenya,Rift,2020\nKE,Kenya,Coast,2021\nTZ,Tanzania,Arusha,2021\nTZ,Tanzania,,2021\n";

/** A store that records what was created in it. */
class CountingStore extends MemoryObjectStore {
  readonly created: string[] = [];

  override async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    const done = await super.create(key, body, contentType);
    if (done) this.created.push(key);
    return done;
  }
}

/** Opens a store with the dataset and the template. */
async function open(template = yaml(), files: Readonly<Record<string, string>> = queries) {
  const store = new CountingStore();
  await keep(store, csv);
  const all = {
    "template.yaml": template.replaceAll("places: { default: places }", "data_places: { default: places }"),
    "report.md": "# {{ parameters.country }}",
    ...files,
  };
  await storeTemplate(
    store,
    "places",
    new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  return store;
}

async function keep(store: MemoryObjectStore, content: string): Promise<void> {
  const scratch = await openScratchFolder();
  await storeDataset(
    store,
    "places",
    { body: new TextEncoder().encode(content), format: "csv" },
    scratch,
    datasetLimits,
  );
  await scratch.dispose();
}

const world = (store: MemoryObjectStore) => ({ store, openScratch: openScratchFolder });

async function problemsOf(
  store: MemoryObjectStore,
  parameters: Readonly<Record<string, unknown>>,
  rest: object = {},
): Promise<readonly Problem[]> {
  const error: unknown = await acceptReport({ template: "places", parameters, ...rest }, world(store)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof BroadsheetError) return error.problems;
  throw error ?? new Error("was accepted");
}

test("choices are made once for the versions, stored beside the template, and accepting runs no SQL after that", async () => {
  const store = await open();
  await prepareChoices(await openTemplate(store, { name: "places" }), world(store));
  const kept = store.created.filter((key) => key.includes(".choices/"));
  expect(kept).toEqual([expect.stringMatching(/^templates\/places\/[0-9a-f]{64}\.choices\/[0-9a-f]{64}\.json$/)]);
  // Without a scratch folder no choices could be made.
  const accepted = await acceptReport(
    { template: "places", parameters: { region: "Coast", years: [2021] } },
    { store },
  );
  expect(accepted.parameters).toEqual({ country: "KE", region: "Coast", years: [2021], asof: "2024-05-31" });
  const template = await openTemplate(store, { name: "places" });
  expect(template.parameters).toMatchObject({ properties: { country: { type: "string", default: "KE" } } });
  expect(await storedChoices(template, (await defaultDatasets(template, store))!, { store })).toEqual({
    country: [
      { value: "KE", label: "Kenya" },
      { value: "TZ", label: "Tanzania" },
    ],
    region: [
      { value: "Coast", when: { country: "KE" } },
      { value: "Rift", when: { country: "KE" } },
      { value: "Arusha", when: { country: "TZ" } },
    ],
    years: [{ value: 2021 }, { value: 2020 }],
  });
});

test("the first request computes them, and simultaneous requests get the same", async () => {
  const store = await open();
  const requests = await Promise.all([1, 2, 3].map(() => acceptReport({ template: "places" }, world(store))));
  expect(new Set(requests.map(({ id }) => id)).size).toBe(1);
  expect(store.created.filter((key) => key.includes(".choices/"))).toHaveLength(1);
});

test("a new version of the dataset brings its own choices, and the old ones stay for requests that pin the old version", async () => {
  const store = await open();
  await prepareChoices(await openTemplate(store, { name: "places" }), world(store));
  const before = (await acceptReport({ template: "places" }, { store })).datasets["data_places"]!.version;
  await keep(store, `${csv}UG,Uganda,Gulu,2022\n`);
  await prepareChoicesOver("places", world(store));
  expect(
    (await acceptReport({ template: "places", parameters: { country: "UG", region: "Gulu" } }, { store })).parameters[
      "country"
    ],
  ).toBe("UG");
  expect(await problemsOf(store, { country: "UG" }, { datasets: { data_places: `places@${before}` } })).toMatchObject([
    { seen: "UG", allowed: ["KE", "TZ"] },
  ]);
});

test("a wrong value is an error with its place and the nearest match", async () => {
  const store = await open();
  expect(await problemsOf(store, { country: "Kenia" })).toEqual([
    {
      code: "parameter-not-allowed",
      message: 'the parameter "country" must be one of the 2 values that the data have',
      where: { pointer: "/parameters/country" },
      seen: "Kenia",
      allowed: ["KE", "TZ"],
      hint: 'did you mean "KE" (Kenya)?',
    },
  ]);
  expect(await problemsOf(store, { country: "TZ", region: "Coast" })).toEqual([
    {
      code: "parameter-not-allowed",
      message: 'the parameter "region" must be the one value that the data have for country "TZ"',
      where: { pointer: "/parameters/region" },
      seen: "Coast",
      allowed: ["Arusha"],
      hint: 'it belongs to country "KE"',
    },
  ]);
  expect(await problemsOf(store, { region: "Cost" })).toMatchObject([
    { where: { pointer: "/parameters/region" }, allowed: ["Coast", "Rift"], hint: 'did you mean "Coast"?' },
  ]);
  expect(await problemsOf(store, { years: [2021, 1999] })).toMatchObject([
    { where: { pointer: "/parameters/years/1" }, seen: 1999, allowed: [2021, 2020] },
  ]);
  // A value of the wrong type is reported once.
  expect(await problemsOf(store, { country: 5 })).toMatchObject([
    { code: "parameter-wrong-type", where: { pointer: "/parameters/country" } },
  ]);
});

test("dates relative to the report's date are pinned with the request", async () => {
  const store = await open();
  const asof = async (body: object) =>
    (await acceptReport({ template: "places", ...body }, world(store))).parameters["asof"];
  expect(await asof({ date: "2024-03-10" })).toBe("2024-02-29");
  expect(await asof({ date: "2024-03-10", parameters: { asof: "year-start" } })).toBe("2024-01-01");
  expect(await asof({ parameters: { asof: "2020-02-02" } })).toBe("2020-02-02");
  expect(await problemsOf(store, { asof: "previous-mont-end" })).toMatchObject([
    {
      code: "parameter-invalid-value",
      where: { pointer: "/parameters/asof" },
      hint: 'did you mean "previous-month-end"?',
    },
  ]);
});

test.each([
  ["{ query: plces, column: region }", "unknown-query", 'did you mean "places"?'],
  ["{ query: places, column: region, where: { code: contry } }", "unknown-parameter", 'did you mean "country"?'],
  ["{ query: places, column: region, where: { code: region } }", "unknown-parameter", undefined],
  ["{ query: places, colum: region }", "unknown-field", 'did you mean "column"?'],
])("choices %s are refused when the template is published", async (choices, code, hint) => {
  const error: unknown = await open(yaml(choices)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect((error as BroadsheetError).problems).toContainEqual(
    expect.objectContaining({
      code,
      where: expect.objectContaining({ file: "template.yaml", line: 8 }) as object,
      ...(hint === undefined ? {} : { hint }),
    }),
  );
});

test("whoever needs the choices reports a missing column or a query with parameters", async () => {
  expect(await problemsOf(await open(yaml("{ query: places, column: regoin }")), {})).toMatchObject([
    { code: "unknown-column", hint: 'did you mean "region"?' },
  ]);
  const [problem] = await problemsOf(
    await open(yaml(), { ...queries, "queries/years.sql": "SELECT year FROM data_places WHERE code = $country" }),
    {},
  );
  expect(problem).toMatchObject({
    where: { file: "queries/years.sql" },
    hint: "choices must hold for every request: their query may not use parameters, $language or $report_date",
  });
});

test("labels may be a column for each language; the first language's is the label", async () => {
  const template = yaml()
    .replace('date: "2024-06-15"', 'date: "2024-06-15"\nlanguages: [zh, en]')
    .replace("label: name", "label: { en: name, zh: zh }");
  const countries =
    "SELECT DISTINCT code, name, CASE code WHEN 'KE' THEN '肯尼亚' ELSE name END AS zh FROM data_places ORDER BY name";
  const store = await open(template, {
    ...queries,
    "queries/countries.sql": countries,
    "report.en.md": "# {{ parameters.country }}",
  });
  const places = await openTemplate(store, { name: "places" });
  await prepareChoices(places, world(store));
  expect(await storedChoices(places, (await defaultDatasets(places, store))!, { store })).toMatchObject({
    country: [
      { value: "KE", label: "肯尼亚", labels: { zh: "肯尼亚", en: "Kenya" } },
      { value: "TZ", label: "Tanzania" },
    ],
  });
  const faulty = await openTemplate(await open(template, { ...queries, "report.en.md": "# A" }), { name: "places" });
  await expect(makeChoices(faulty, (await defaultDatasets(faulty, store))!, world(store))).rejects.toMatchObject({
    problems: [{ code: "unknown-column", seen: "zh" }],
  });
});

test.each([
  ["a comment of a line", "-- as in by_country\nSELECT DISTINCT code, name FROM data_places ORDER BY name"],
  [
    "a comment inside",
    'SELECT DISTINCT code, /* not "by_country", which\'s chosen */ name FROM data_places ORDER BY name',
  ],
  ["a text", "SELECT DISTINCT code, name FROM data_places WHERE name <> 'by_country --' ORDER BY name"],
  [
    "a text between dollars",
    "SELECT DISTINCT code, name FROM data_places WHERE name <> $$by_country's$$ ORDER BY name",
  ],
  [
    "a text between tags",
    "SELECT DISTINCT code, name FROM data_places WHERE name <> $t$ by_country ' $t$ ORDER BY name",
  ],
  [
    "a text with escapes",
    "SELECT DISTINCT code, name FROM data_places WHERE name <> E'it\\'s by_country' ORDER BY name",
  ],
  ["a comment in a comment", "SELECT DISTINCT code, name /* a /* b */ by_country */ FROM data_places ORDER BY name"],
  ["a column's name", "SELECT DISTINCT code, name, 1 AS by_country FROM data_places ORDER BY name"],
  [
    "a column of a table",
    "SELECT DISTINCT p.code, p.name, p.by_country FROM (SELECT *, 1 AS by_country FROM data_places) p ORDER BY name",
  ],
])("a query that choices only mention in %s does not run for them", async (_what, countries) => {
  const by = "SELECT * FROM data_places WHERE code = $country";
  const store = await open(undefined, {
    ...queries,
    "queries/countries.sql": countries,
    "queries/by_country.sql": by,
  });
  expect(
    await acceptReport({ template: "places", parameters: { country: "TZ", region: "Arusha" } }, world(store)),
  ).toMatchObject({
    parameters: { country: "TZ" },
  });
});
