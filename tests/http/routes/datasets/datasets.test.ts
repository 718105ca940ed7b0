import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { bodyOf, dataOf, openTestApp, problemFrom } from "../../open-test-app.ts";

const csv = "year,value\n2020,1.5\n2021,2.25\n";

interface Profile {
  readonly version: string;
  readonly rows: number;
  readonly versions: readonly string[];
}

function put(body: string, type = "text/csv"): RequestInit {
  return { method: "PUT", body, headers: { "content-type": type } };
}

test("a dataset is stored with 201; the same content again is the same version with 200", async () => {
  const { call, client } = await openTestApp();
  const first = await call("/datasets/mine", put(csv));
  expect(first.status).toBe(201);
  expect(first.headers.get("location")).toBe("/datasets/mine");
  const profile = await bodyOf<Profile>(first);
  expect(first.headers.get("etag")).toBe(`"${profile.version}"`);
  expect(profile).toMatchObject({
    name: "mine",
    version: sha256(csv),
    format: "csv",
    bytes: csv.length,
    rows: 2,
    columns: [
      { name: "year", type: "integer", nulls: 0 },
      { name: "value", type: "number", nulls: 0 },
    ],
    warnings: [],
  });

  const again = await call("/datasets/mine", put(csv, "text/csv; charset=utf-8"));
  expect([again.status, (await bodyOf<Profile>(again)).version]).toEqual([200, profile.version]);

  const other = await call("/datasets/mine", put(`${csv}2022,3\n`));
  expect(other.status).toBe(201);
  const detail = await dataOf(client.GET("/datasets/{name}", { params: { path: { name: "mine" } } }));
  expect(detail.rows).toBe(3);
  expect(detail.versions.toSorted()).toEqual([profile.version, detail.version].toSorted());
  expect(detail.versions.length).toBe(2);
  // An older version that becomes current again is a change, although its bytes are already stored.
  expect((await call("/datasets/mine", put(csv))).status).toBe(201);
});

test.each([
  ["application/json", '[{"a":1},{"a":2}]', "json"],
  ["application/x-ndjson", '{"a":1}\n{"a":2}\n', "ndjson"],
])("%s is taken", async (type, body, format) => {
  const { call } = await openTestApp();
  const response = await call("/datasets/mine", put(body, type));
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ format, rows: 2, columns: [{ name: "a", type: "integer" }] });
});

test("datasets are listed by name", async () => {
  const { call, client } = await openTestApp();
  await call("/datasets/a-first", put(csv));
  const { datasets } = await dataOf(client.GET("/datasets"));
  expect(datasets).toEqual([
    { name: "a-first", version: sha256(csv), format: "csv", bytes: csv.length, rows: 2 },
    expect.objectContaining({ name: "numbers" }),
  ]);
});

test("an unknown dataset is reported with the existing ones", async () => {
  const { call } = await openTestApp();
  const problem = await problemFrom(await call("/datasets/number"));
  expect(problem).toMatchObject({ status: 404, problems: [{ seen: "number", allowed: ["numbers"] }] });
});

test.each([
  ["a ragged row", "a,b\n1,2\n3\n", 422],
  ["an empty file", "", 422],
  ["a binary file", "\u0000\u0001\u0002\u0000", 422],
])("%s is refused", async (_, body, status) => {
  const { call } = await openTestApp();
  const problem = await problemFrom(await call("/datasets/mine", put(body)));
  expect(problem.status).toBe(status);
  expect(problem.problems?.[0]?.message).toBeTruthy();
  expect((await call("/datasets/mine")).status).toBe(404);
});

test("a ragged row is reported with its line", async () => {
  const { call } = await openTestApp();
  const { problems } = await problemFrom(await call("/datasets/mine", put("a,b\n1,2\n3\n")));
  expect(problems?.[0]).toMatchObject({ line: 3 });
});

test("a name, a media type and a size that cannot be are refused with what can", async () => {
  const { call } = await openTestApp();
  const name = await problemFrom(await call("/datasets/Not%20Mine", put(csv)));
  expect(name).toMatchObject({ status: 400, problems: [{ code: "invalid-name", seen: "Not Mine" }] });
  const type = await problemFrom(await call("/datasets/mine", put(csv, "application/vnd.ms-excel")));
  expect(type).toMatchObject({ status: 415, problems: [{ seen: "application/vnd.ms-excel" }] });
  expect(type.problems?.[0]?.["allowed"]).toContain("text/csv");
  const size = await problemFrom(await call("/datasets/mine", put("x".repeat(4 * 1024 * 1024 + 1))));
  expect(size).toMatchObject({
    status: 413,
    problems: [
      {
        code: "body-too-large",
        allowed: 4 * 1024 * 1024,
        hint: expect.stringContaining(
          "POST /uploads takes larger files, GET /capabilities says how large (largestUpload)",
        ),
      },
    ],
  });
});

test("a body without a declared length is read no further than the limit", async () => {
  const { call } = await openTestApp();
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const init = { method: "PUT", body, duplex: "half", headers: { "content-type": "text/csv" } } as RequestInit;
  expect((await problemFrom(await call("/datasets/mine", init))).status).toBe(413);
  expect(pulled).toBeLessThan(10);
});

test("every form comes in by PUT, and what is said of it is kept", async () => {
  const { call } = await openTestApp();
  const send = async (
    path: string,
    body: Uint8Array | string,
    type: string,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const response = await call(path, {
      method: "PUT",
      body: body as string,
      headers: { "content-type": type, ...more },
    });
    return { version: "", ...(await bodyOf<Record<string, unknown>>(response)), status: response.status };
  };
  const latin = Uint8Array.from(Buffer.from("name;n\nS\u00f8ren;1\n", "latin1"));
  expect(await send("/datasets/a", "a\tb\n1\t2\n", "text/tab-separated-values")).toMatchObject({
    status: 201,
    format: "tsv",
    delimiter: "\t",
    rows: 1,
  });
  expect(await send("/datasets/b", gzipSync("a,b\n1,2\n"), "text/csv", { "content-encoding": "gzip" })).toMatchObject({
    status: 201,
    format: "csv",
    rows: 1,
  });
  expect(await send("/datasets/c", latin, "text/csv")).toMatchObject({
    status: 422,
    problems: [{ code: "unknown-encoding" }],
  });
  const said = { status: 201, encoding: "windows-1252", reading: { encoding: "windows-1252" } };
  expect(await send("/datasets/d", latin, "text/csv; charset=windows-1252")).toMatchObject(said);
  const byQuery = await send("/datasets/e?encoding=windows-1252", latin, "text/csv");
  expect(byQuery).toMatchObject(said);
  expect(byQuery.version).not.toBe(sha256(latin));
  expect(await send("/datasets/f?header=perhaps", "1,2,3\n4,5,6\n", "text/csv")).toMatchObject({
    status: 400,
    problems: [{ code: "invalid-member", pointer: "/header" }],
  });
  expect(await send("/datasets/f?header=false", "1,2,3\n4,5,6\n", "text/csv")).toMatchObject({ status: 201, rows: 2 });
  expect(await send("/datasets/g?sheat=Q1", "a,b\n1,2\n", "text/csv")).toMatchObject({
    status: 400,
    problems: [{ code: "unknown-query-parameter", name: "sheat", hint: 'did you mean "sheet"?' }],
  });
  expect(await send("/datasets/h", "a,b\n1,2\n", "text/csv", { "content-encoding": "br" })).toMatchObject({
    status: 415,
  });
});

const putCsv = async (app: Awaited<ReturnType<typeof openTestApp>>, name: string, body: string): Promise<string> =>
  (
    await bodyOf<{ version: string }>(
      app.call(`/datasets/${name}`, { method: "PUT", body, headers: { "content-type": "text/csv" } }),
    )
  ).version;

test("a deleted dataset is gone with every version; reports made from it stay, and its name can be used again", async () => {
  const app = await openTestApp();
  const { store } = app.services;
  const report = await bodyOf<{ self: string; pdf: string; id: string }>(
    app.ask({ template: "sentence" }, { prefer: "wait=5" }),
  );
  await putCsv(app, "numbers", "year,value\n2020,7\n");
  expect((await app.call("/datasets/numbers", { method: "DELETE" })).status).toBe(204);
  expect((await store.list("datasets/numbers/")).objects.map(({ key }) => key)).toEqual([
    "datasets/numbers/current.json",
    "datasets/numbers/log/1.json",
    "datasets/numbers/log/2.json",
    "datasets/numbers/log/3.json",
  ]);
  expect((await app.call("/datasets/numbers")).status).toBe(404);
  expect(await dataOf(app.client.GET("/datasets"))).toEqual({ datasets: [] });
  expect((await app.call(report.pdf)).status).toBe(200);
  expect((await problemFrom(await app.ask({ template: "sentence" }))).problems).toMatchObject([
    { code: "unknown-dataset" },
  ]);
  expect((await app.call("/datasets/numbers", { method: "DELETE" })).status).toBe(404);
  await putCsv(app, "numbers", "year,value\n2020,9\n");
  expect(await dataOf(app.client.GET("/datasets/{name}", { params: { path: { name: "numbers" } } }))).toMatchObject({
    rows: 1,
    versions: [expect.any(String)],
  });
});

test("a version is deleted unless it is current", async () => {
  const app = await openTestApp();
  const [first, second] = [await putCsv(app, "mine", "a\n1\n"), await putCsv(app, "mine", "a\n2\n")];
  const remove = (version: string): Promise<Response> =>
    app.call(`/datasets/mine/versions/${version}`, { method: "DELETE" });
  expect((await problemFrom(await remove(second))).problems).toMatchObject([{ code: "version-is-current" }]);
  expect((await remove(first)).status).toBe(204);
  expect((await remove(first)).status).toBe(404);
  expect((await remove("log")).status).toBe(404);
  expect(await dataOf(app.client.GET("/datasets/{name}", { params: { path: { name: "mine" } } }))).toMatchObject({
    version: second,
    versions: [second],
  });
});

test("datasets are found by a part of their name, page by page", async () => {
  const app = await openTestApp();
  for (const name of ["city-a", "city-b", "other"]) await putCsv(app, name, "a\n1\n");
  const found: string[] = [];
  for (let path: string | undefined = "/datasets?search=city&limit=1"; path !== undefined;) {
    const page: { datasets: { name: string }[]; next?: string } = await bodyOf(app.call(path));
    found.push(...page.datasets.map(({ name }) => name));
    path = page.next;
  }
  expect(found).toEqual(["city-a", "city-b"]);
  expect((await app.call("/datasets?search=")).status).toBe(400);
});

test("a version that was deleted is missing from the dataset at once, also for a client that had it", async () => {
  const { call } = await openTestApp();
  await call("/datasets/numbers", {
    method: "PUT",
    body: "year,value\n2030,9\n",
    headers: { "content-type": "text/csv" },
  });
  const before = await call("/datasets/numbers");
  const { version, versions } = (await before.json()) as { version: string; versions: string[] };
  const old = versions.find((one) => one !== version)!;
  expect((await call(`/datasets/numbers/versions/${old}`, { method: "DELETE" })).status).toBe(204);
  const after = await call("/datasets/numbers", { headers: { "if-none-match": before.headers.get("etag")! } });
  expect([after.status, await after.json()]).toMatchObject([200, { versions: [version] }]);
});
