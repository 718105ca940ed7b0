import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../functions/http/create-app.ts";
import { bodyOf, openTestApp, type ReportBody, type TestApp, testDelivery } from "./open-test-app.ts";

interface Media {
  readonly schema?: Json;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Json;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer | { readonly $ref: string }>>;
}
interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}
type Json = Readonly<Record<string, unknown>>;

interface Document extends Json {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

let app: TestApp;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  app = await openTestApp({
    change: {
      delivery: testDelivery(),
      signUpload: async () => ({ url: "https://store.example/", headers: { "content-length": "3" }, expires: 0 }),
      rendition: () => {},
      drawPage: async () => new Uint8Array(),
      pictureOf: async () => new Uint8Array(),
      themePictureOf: async () => new Uint8Array(),
    },
  });
  const response = await app.call("/openapi.json");
  expect(response.headers.get("content-type")).toBe("application/json");
  document = await bodyOf<Document>(response);
  // Pure JSON Schema 2020-12, as OpenAPI 3.1 takes it.
  ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  (addFormats as unknown as typeof addFormats.default)(ajv, ["date", "date-time", "binary", "uuid"]);
  ajv.addSchema({ $id: "http://api/", $defs: locate(document.components.schemas) });
});

const operations = (): [string, string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  );

/** An operation's answer, or the shared one that it names. */
function responseOf(response: Answer | { readonly $ref: string } | undefined): Answer | undefined {
  if (response === undefined || !("$ref" in response)) return response;
  return document.components.responses[response.$ref.split("/").at(-1)!];
}

/** Compiles a schema of the document, with its references. */
function compile(schema: Json): ValidateFunction {
  return ajv.compile(locate(schema));
}

/** Points references into the document at the place where Ajv has the schemas. */
function locate(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"http://api/#/$defs/')) as Json;
}

/** Lists every value below `node` with its place. */
function* walk(node: unknown, place = "#"): Generator<[string, Json]> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield [place, node as Json];
  for (const [key, member] of Object.entries(node)) yield* walk(member, `${place}/${key}`);
}

test("it is OpenAPI 3.1 and every reference leads somewhere", () => {
  expect(document.openapi).toBe("3.1.0");
  const references = [...walk(document)].flatMap(([place, node]) =>
    typeof node["$ref"] === "string" ? [[place, node["$ref"]]] : [],
  );
  expect(references.length).toBeGreaterThan(50);
  for (const [place, reference] of references) {
    const [, kind = "", name = ""] = /^#\/components\/(schemas|responses)\/(\w+)$/.exec(reference ?? "") ?? [];
    expect(document.components, `${place} refers to ${reference}`).toHaveProperty([kind, name]);
  }
});

test("every route of the application is described, and nothing else", () => {
  const described = operations().map(([method, path]) => `${method.toUpperCase()} ${path}`);
  const routes = createApp(app.services)
    .routes.filter(({ method, path }) => method !== "ALL" && path !== "/" && path !== "/openapi.json")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(?:\{\.\+\})?/g, "{$1}")}`);
  expect(described.toSorted()).toEqual([...new Set(routes)].toSorted());
});

test("operations have unique names and declare their path parameters and problems", () => {
  const names = operations().map(([, , { operationId }]) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const [method, path, operation] of operations()) {
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(declared.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(declared.every(({ required }) => required)).toBe(true);
    const statuses = Object.keys(operation.responses);
    expect(
      statuses.some((status) => status.startsWith("2")),
      `${method} ${path} succeeds`,
    ).toBe(true);
    for (const status of statuses.filter((code) => code >= "400"))
      expect(
        Object.keys(responseOf(operation.responses[status])?.content ?? {}),
        `${method} ${path} ${status}`,
      ).toEqual(["application/problem+json"]);
    expect(statuses).toContain("500");
  }
});

test("what every operation may answer is described once", () => {
  const repeated = Map.groupBy(
    operations().flatMap(([method, path, { responses }]) =>
      Object.entries(responses)
        .filter(([, response]) => !("$ref" in response))
        .map(([status, response]) => ({ at: `${method} ${path}`, text: `${status} ${JSON.stringify(response)}` })),
    ),
    ({ text }) => text,
  );
  const most = Math.max(...[...repeated.values()].map((found) => found.length));
  expect(most).toBeLessThan(operations().length / 3);
  const referred = operations().flatMap(([, , { responses }]) =>
    Object.values(responses).filter((one) => "$ref" in one),
  );
  expect(referred.length).toBeGreaterThan(4 * operations().length);
});

test("every schema compiles, and every example obeys its schema", () => {
  let examples = 0;
  for (const [name, schema] of Object.entries(document.components.schemas))
    expect(() => compile(schema), name).not.toThrow();
  for (const [place, node] of walk(document)) {
    if (!("examples" in node) || place.endsWith("/properties")) continue;
    const validate = compile(node);
    for (const example of node["examples"] as unknown[]) {
      examples += 1;
      expect(validate(example), `${place}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  }
  expect(examples).toBeGreaterThan(40);
});

test("a schema that the document lists is referred to", () => {
  const text = JSON.stringify(document);
  expect(
    Object.keys(document.components.schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`)),
  ).toEqual([]);
});

const sha = "a".repeat(64);
const upload = { name: "mine", format: "csv", bytes: 3, sha256: sha };

test.each<readonly [string, Json, boolean]>([
  ["/reports", { template: "sentence" }, true],
  [
    "/reports",
    {
      template: { name: "sentence" },
      parameters: { year: 2021 },
      datasets: { numbers: "numbers" },
      date: "2024-02-29",
    },
    true,
  ],
  ["/reports", {}, false],
  ["/reports", { template: "Sentence" }, false],
  ["/reports", { template: "sentence@1" }, false],
  ["/reports", { template: { name: "sentence", version: 1 } }, false],
  ["/reports", { template: { name: "sentence", more: 1 } }, false],
  ["/reports", { template: "sentence", parameters: [] }, false],
  ["/reports", { template: "sentence", datasets: { numbers: 1 } }, false],
  ["/reports", { template: "sentence", date: "2023-02-29" }, false],
  ["/reports", { template: "sentence", date: "0000-01-01" }, false],
  ["/reports", { template: "sentence", dtae: "2024-02-29" }, false],
  ["/uploads", upload, true],
  ["/uploads", { ...upload, name: "Not a name" }, false],
  ["/uploads", { ...upload, format: "xls" }, false],
  ["/uploads", { ...upload, bytes: 0 }, false],
  ["/uploads", { ...upload, bytes: 1.5 }, false],
  ["/uploads", { ...upload, sha256: sha.toUpperCase() }, false],
  ["/uploads", { ...upload, size: 3 }, false],
])("POST %s takes what its schema allows: %j is %s", async (path, body, valid) => {
  const schema = document.paths[path]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(compile(schema ?? {})(body)).toBe(valid);
  const response = await app.call(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  expect(response.status === 400).toBe(!valid);
});

test.each([
  ["limit=1", true],
  ["limit=100", true],
  ["limit=0", false],
  ["limit=101", false],
  ["limit=x", false],
  ["limit=1.5", false],
  [`after=1735689600000-${sha}`, true],
  ["after=1", false],
])("GET /reports?%s takes what its schemas allow: %s", async (query, valid) => {
  const [name = "", value = ""] = query.split("=");
  const schema = document.paths["/reports"]?.["get"]?.parameters?.find((parameter) => parameter.name === name)?.schema;
  expect(compile(schema ?? {})(name === "limit" ? Number(value) : value)).toBe(valid);
  expect((await app.call(`/reports?${query}`)).status).toBe(valid ? 200 : 400);
});

test("real answers obey the schemas", async () => {
  await app.call("/datasets/mine", { method: "PUT", body: "a\n1\n", headers: { "content-type": "text/csv" } });
  const ready = await bodyOf<ReportBody>(app.ask({ template: "sentence" }, { prefer: "wait=5" }));
  const calls: [string, string, RequestInit?][] = [
    ["get /health", "/health"],
    ["get /templates", "/templates"],
    ["get /templates/{name}", "/templates/sentence"],
    ["get /templates/{name}", "/templates/nothing"],
    ["get /datasets", "/datasets"],
    ["get /datasets/{name}", "/datasets/numbers"],
    [
      "put /datasets/{name}",
      "/datasets/other",
      { method: "PUT", body: "a\n1\n", headers: { "content-type": "text/csv" } },
    ],
    [
      "put /datasets/{name}",
      "/datasets/other",
      { method: "PUT", body: "a\n1,2\n", headers: { "content-type": "text/csv" } },
    ],
    [
      "put /datasets/{name}",
      "/datasets/other",
      { method: "PUT", body: "a", headers: { "content-type": "text/plain" } },
    ],
    ["get /reports", "/reports?limit=1"],
    ["get /reports", "/reports?limit=0"],
    ["get /reports/{id}", ready.self],
    ["get /reports/{id}", "/reports/nothing"],
    ["get /reports/{id}/report.pdf", "/reports/nothing/report.pdf"],
    ["post /reports/{id}/retry", `${ready.self}/retry`, { method: "POST" }],
    [
      "post /reports",
      "/reports",
      {
        method: "POST",
        body: '{"template":"sentence","parameters":{"year":2021}}',
        headers: { "content-type": "application/json" },
      },
    ],
    [
      "post /reports",
      "/reports",
      { method: "POST", body: '{"template":1}', headers: { "content-type": "application/json" } },
    ],
    ["delete /reports/{id}", ready.self, { method: "DELETE" }],
    [
      "post /uploads",
      "/uploads",
      { method: "POST", body: JSON.stringify(upload), headers: { "content-type": "application/json" } },
    ],
    ["get /uploads/{id}", `/uploads/${crypto.randomUUID()}`],
    [
      "post /uploads/in-parts",
      "/uploads/in-parts",
      { method: "POST", body: JSON.stringify(upload), headers: { "content-type": "application/json" } },
    ],
    ["get /uploads/{id}/parts", `/uploads/${crypto.randomUUID()}/parts`],
    [
      "put /webhooks/{name}",
      "/webhooks/crm",
      { method: "PUT", body: '{"url":"https://example.org/"}', headers: { "content-type": "application/json" } },
    ],
    [
      "put /webhooks/{name}",
      "/webhooks/crm",
      {
        method: "PUT",
        body: '{"url":"https://example.org/","description":"CRM"}',
        headers: { "content-type": "application/json" },
      },
    ],
    [
      "put /webhooks/{name}",
      "/webhooks/crm",
      { method: "PUT", body: '{"url":"http://example.org/"}', headers: { "content-type": "application/json" } },
    ],
    ["get /webhooks", "/webhooks"],
    ["get /webhooks/{name}", "/webhooks/crm"],
    ["post /webhooks/{name}/test", "/webhooks/crm/test", { method: "POST" }],
    ["post /webhooks/{name}/rotate", "/webhooks/crm/rotate", { method: "POST" }],
    ["post /webhooks/{name}/replay", "/webhooks/crm/replay?since=2026-11-27T05:00:00Z", { method: "POST" }],
    ["post /webhooks/{name}/replay", "/webhooks/crm/replay", { method: "POST" }],
    ["get /webhooks/{name}/deliveries", "/webhooks/crm/deliveries?limit=1"],
    ["delete /webhooks/{name}", "/webhooks/crm", { method: "DELETE" }],
    ["get /webhooks/{name}", "/webhooks/crm"],
  ];
  for (const [operation, path, init] of calls) {
    const [method = "", route = ""] = operation.split(" ");
    const response = await app.call(path, init);
    const described = responseOf(document.paths[route]?.[method]?.responses[String(response.status)]);
    expect(described, `${operation} answers ${response.status}`).toBeDefined();
    const type = response.headers.get("content-type");
    if (type === null) {
      expect(described?.content).toBeUndefined();
      continue;
    }
    const schema = described?.content?.[type]?.schema;
    expect(schema, `${operation} ${response.status} answers ${type}`).toBeDefined();
    const validate = compile(closed(schema ?? {}));
    expect(validate(await response.json()), `${operation} ${response.status}: ${ajv.errorsText(validate.errors)}`).toBe(
      true,
    );
  }
});

/** Returns the schema with its object closed, so that a member without a description shows. */
function closed(schema: Json): Json {
  return { ...schema, unevaluatedProperties: false };
}

test("typed clients need no cast: each success of POST /reports and of a retry is a Report in JSON, and nothing else", () => {
  for (const path of ["/reports", "/reports/{id}/retry"]) {
    const { responses } = document.paths[path]!["post"]!;
    for (const status of ["200", "201", "202"])
      expect(responseOf(responses[status])?.content).toEqual({
        "application/json": { schema: { $ref: "#/components/schemas/Report" } },
      });
  }
  expect(responseOf(document.paths["/reports"]!["get"]!.responses["200"])?.content).toEqual({
    "application/json": { schema: { $ref: "#/components/schemas/ReportList" } },
  });
});

test("what guards in front of every route answer is described with each", () => {
  for (const [, , { responses }] of operations())
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(["401", "403", "421", "431", "500"]));
});
