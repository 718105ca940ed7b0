import { beforeAll, expect, test } from "vitest";
import type { JsonSchema } from "../../functions/core/json/json-schema.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { storeThemeDraft } from "../../functions/core/report/template/archive/store-theme-draft.ts";
import { writeArchive } from "../../functions/core/report/template/archive/write-archive.ts";
import { takeTheme } from "../../functions/core/report/template/shared/take-theme.ts";
import { storedThemes } from "../../functions/core/report/template/shared/theme-shelf.ts";
import { movePublished } from "../../functions/core/report/template/store/move-published.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { bodyOf, openTestApp, sentence, type TestApp, testDelivery, testSources } from "./open-test-app.ts";

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** The version that examples name. */
const exampleVersion = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** The template that the examples name; the datasets and the webhook are made below. */
const yaml = `title: High-tech industries
description: As the examples need it.
kicker: Sample
publication: Tests
footer: Tests
languages: [en, zh]
date: "2022-12-31"
parameters:
  type: object
  additionalProperties: false
  properties:
    year: { type: integer, minimum: 2000, maximum: 2030, default: 2020 }
    currency: { enum: [CNY, USD], default: CNY }
    language: { enum: [en, zh], default: en }
    customer: { type: integer, default: 1017 }
datasets:
  indicators:
    default: beijing-indicators
    columns: { year: integer, value: number }
theme: { base: house@current }
`;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

let app: TestApp;
let document: Document;
/** The versions, of a template and of its theme, that stand for the one of the examples. */
let version: string;
let themeVersion: string;

beforeAll(async () => {
  app = await openTestApp({
    change: {
      delivery: testDelivery(),
      sources: testSources(new MemoryObjectStore()),
      signUpload: async () => ({ url: "https://store.example/", headers: {}, expires: 0 }),
    },
  });
  document = await bodyOf<Document>(app.call("/openapi.json"));
  const { store } = app.services;
  const scratch = await openScratchFolder();
  await storeDataset(
    store,
    "beijing-indicators",
    { body: text("year,value\n2020,1.5\n2021,2\n"), format: "csv" },
    scratch,
  );
  await storeDataset(store, "sales", { body: text("month,amount\n2026-10,7\n"), format: "csv" }, scratch);
  const years = Array.from({ length: 30 }, (_, at) => `${1990 + at},${(0.3 + ((at * 7) % 11) / 20).toFixed(2)}`);
  const anomalies = text(`year,anomaly\n${years.join("\n")}\n`);
  await storeDataset(store, "global-temperature", { body: anomalies, format: "csv" }, scratch);
  await storeDataset(store, "customers", { body: text("customer_id\n1017\n1018\n"), format: "csv" }, scratch);
  await scratch.dispose();
  const files = new Map([
    ...sentence,
    ["template.yaml", text(yaml)],
    ["queries/latest.sql", text("SELECT value FROM indicators WHERE year = $year")],
  ]);
  const archive = writeArchive(new Map([["theme.yaml", text("leading: 13\n")]]));
  ({
    theme: { version: themeVersion },
  } = await storeThemeDraft("house", archive, undefined, app.services));
  await movePublished(store, "house", 0, { kind: "promote", version: themeVersion, token: "first" }, "theme");
  await storeTemplate(store, "high-tech-industries", await takeTheme(files, storedThemes(store)));
  ({ version } = await bodyOf<{ readonly version: string }>(app.call("/templates/high-tech-industries")));
  await app.call("/webhooks/crm", {
    method: "PUT",
    body: '{"url":"https://example.org/"}',
    headers: { "content-type": "application/json" },
  });
});

/** The example of a schema: its own, or one made of its members' examples. */
function exampleOf(schema: JsonSchema): unknown {
  const found = schema as {
    readonly $ref?: string;
    readonly examples?: readonly unknown[];
    readonly allOf?: readonly JsonSchema[];
    readonly properties?: Readonly<Record<string, JsonSchema>>;
  };
  if (found.$ref !== undefined) return exampleOf(document.components.schemas[found.$ref.split("/").at(-1)!]!);
  if (found.examples?.[0] !== undefined) return found.examples[0];
  if (found.allOf !== undefined) return Object.assign({}, ...found.allOf.map(exampleOf));
  if (found.properties === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(found.properties)
      .map(([name, member]) => [name, exampleOf(member)])
      .filter(([, value]) => value !== undefined),
  );
}

/** The path with its parameters' examples; `undefined` if one has none, such as an id. */
async function pathOf(path: string, { parameters = [] }: Operation): Promise<string | undefined> {
  const { version: stored } = await bodyOf<{ readonly version: string }>(app.call("/datasets/beijing-indicators"));
  const values = parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name, schema }) => [name, name === "version" ? versionIn(path, stored) : exampleOf(schema)] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  const query = parameters
    .filter((parameter) => parameter.in === "query" && schemaHasExample(parameter.schema))
    .map(({ name, schema }): [string, string] => [name, String(exampleOf(schema))]);
  return (
    values.reduce((filled, [name, value]) => filled.replace(`{${name}}`, encodeURIComponent(String(value))), path) +
    (query.length === 0 ? "" : `?${new URLSearchParams(query)}`)
  );
}

/** @param stored the version of a dataset */
function versionIn(path: string, stored: string): string {
  if (path.startsWith("/datasets/")) return stored;
  return path.startsWith("/themes/") ? themeVersion : version;
}

function schemaHasExample(schema: JsonSchema): boolean {
  return exampleOf(schema) !== undefined;
}

const order = ["put", "post", "get", "delete"];

/** A recipe is deleted before its dataset. */
function before(a: { path: string; method: string }, b: { path: string; method: string }): number {
  return (
    order.indexOf(a.method) - order.indexOf(b.method) ||
    (a.method === "delete" ? Number(b.path.endsWith("/recipe")) - Number(a.path.endsWith("/recipe")) : 0)
  );
}

/** The version that an example means: of a template or theme, of the dataset, or of a recipe that of the dataset. */
async function versionOf(path: string): Promise<string> {
  const dataset = /^(\/datasets\/[^/]+)\/promote$/.exec(path)?.[1];
  if (dataset !== undefined) return (await bodyOf<{ readonly version: string }>(app.call(dataset))).version;
  if (!path.endsWith("/recipe/rollback")) return versionIn(path, version);
  const recipe = await bodyOf<{ readonly version: string }>(app.call(path.replace("/rollback", "")));
  return recipe.version;
}

/**
 * What only a server with template folders on its disk has, editions, which are there once a report was rendered
 * (`routes/publications.test.ts` makes some), and promotions that demand tests (`routes/template-versions.test.ts`).
 */
const elsewhere =
  /^\/templates\/\{name\}\/(?:files|events|promotions)|^\/publications\/\{name\}\/editions\/\{edition\}/;

/** Tags that changes of a template, theme, recipe, view or source name are those of its log, at that moment. */
async function ifMatch(path: string, { parameters = [] }: Operation): Promise<Record<string, string>> {
  if (!parameters.some(({ name }) => name.toLowerCase() === "if-match")) return {};
  const [named, kind] = /^\/(templates|themes|datasets|views|sources)\/[^/]+/.exec(path) ?? [];
  const log = path.endsWith("/promote") ? `${named}/log` : `${named}/recipe`;
  const tagged = kind === "datasets" ? log : kind === "views" || kind === "sources" ? named! : `${named}/versions`;
  const response = await app.call(tagged);
  // The tag of a recipe, view or source may be left out, as before there is one.
  if (kind !== "templates" && kind !== "themes" && !response.ok) return {};
  return { "if-match": response.headers.get("etag") ?? "" };
}

test("every example of the document is executed, and succeeds", async () => {
  const done: string[] = [];
  const failed: string[] = [];
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  for (const { path, method, operation } of all.toSorted(before)) {
    if (elsewhere.test(path)) continue;
    const target = await pathOf(
      path === "/webhooks/{name}" ? "/webhooks/crm" : path,
      path === "/webhooks/{name}" ? { ...operation, parameters: [] } : operation,
    );
    const meant = await versionOf(target ?? "");
    const contents = Object.entries(operation.requestBody?.content ?? {}).flatMap(
      ([type, { schema }]): (readonly [string, string])[] => {
        const example = exampleOf(schema);
        if (example === undefined) return [];
        return [
          [type, (typeof example === "string" ? example : JSON.stringify(example)).replaceAll(exampleVersion, meant)],
        ];
      },
    );
    // A body without example: the bytes of a file. An address without: an id that only a run gives.
    if (target === undefined || (operation.requestBody !== undefined && contents.length === 0)) continue;
    for (const [type, body] of operation.requestBody === undefined ? [["", ""] as const] : contents) {
      const response = await app.call(target, {
        method: method.toUpperCase(),
        ...(type === "" ? {} : { body }),
        headers: { ...(type === "" ? {} : { "content-type": type }), ...(await ifMatch(target, operation)) },
      });
      const call = `${method} ${target} ${type}`.trim();
      if (operation.responses[String(response.status)] === undefined)
        failed.push(`${call}: ${response.status} is not described`);
      else if (response.status < 400) done.push(call);
      else failed.push(`${call}: ${response.status} ${(await response.text()).slice(0, 300)}`);
      await response.body?.cancel().catch(() => {});
    }
  }
  expect(failed).toEqual([]);
  expect(done.length).toBeGreaterThan(40);
});
