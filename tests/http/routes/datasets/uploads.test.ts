import { beforeAll, expect, test } from "vitest";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { ingestUpload } from "../../../../functions/core/service/upload/ingest-upload.ts";
import { openUploadWorld } from "../../../../functions/render/data/open-upload-world.ts";
import { childrens, storeAsBefore } from "../../../core/report/dataset/older-store.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

const sha256 = "a".repeat(64);
const upload = { name: "mine", format: "csv", bytes: 3, sha256 };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({
    change: {
      signUpload: async ({ id }) => ({
        url: `https://store.example/${id}`,
        headers: { "content-length": "3" },
        expires: 0,
      }),
    },
  });
});

const announce = (body: unknown): Promise<Response> =>
  app.call("/uploads", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

test("an upload is announced, and waits", async () => {
  const response = await announce(upload);
  expect(response.status).toBe(201);
  const body = await bodyOf(response);
  expect(body).toMatchObject({
    ...upload,
    status: "waiting",
    method: "PUT",
    headers: { "content-length": "3" },
    expires: "1970-01-01T00:00:00.000Z",
  });
  expect(body["url"]).toBe(`https://store.example/${String(body["id"])}`);
  expect(response.headers.get("location")).toBe(body["self"]);
  expect(await bodyOf(app.call(String(body["self"])))).toMatchObject({ ...upload, status: "waiting" });
});

test("every faulty member is named by its pointer, once, with what it may be", async () => {
  const { problems } = await problemFrom(await announce({ format: "xls", bytes: -1.5, sha256: "A", "a/b": true }));
  expect(problems).toEqual([
    {
      code: "invalid-member",
      message: '"name" is missing or not valid',
      pointer: "/name",
      allowed: "name of the dataset",
    },
    {
      code: "invalid-member",
      message: '"format" is missing or not valid',
      pointer: "/format",
      seen: "xls",
      allowed: ["csv", "tsv", "json", "ndjson", "parquet", "xlsx"],
    },
    {
      code: "invalid-member",
      message: '"bytes" is missing or not valid',
      pointer: "/bytes",
      seen: -1.5,
      allowed: `1 to ${datasetLimits.bytes}`,
    },
    {
      code: "invalid-member",
      message: '"sha256" is missing or not valid',
      pointer: "/sha256",
      seen: "A",
      allowed: "64 hexadecimal digits, lower case",
    },
    {
      code: "unknown-member",
      message: 'there is no member "a/b"',
      pointer: "/a~1b",
      seen: true,
      allowed: ["name", "format", "bytes", "sha256", "hold", "reading"],
    },
  ]);
});

test("a file beyond the limit is told the limit", async () => {
  const { status, problems } = await problemFrom(await announce({ ...upload, bytes: datasetLimits.bytes + 1 }));
  expect([status, problems]).toEqual([
    413,
    [
      {
        code: "too-many-bytes",
        message: "the file has 268435457 bytes; at most 268435456 (256 MiB) are allowed",
        pointer: "/bytes",
        seen: datasetLimits.bytes + 1,
        allowed: datasetLimits.bytes,
        hint: expect.stringContaining("Parquet"),
      },
    ],
  ]);
});

test.each(["/uploads", "/uploads/in-parts"])(
  "the operator sets the limit of %s, which a laptop and AWS tell",
  async (path) => {
    const largestUpload = 1024 * 1024 * 1024;
    const { call } = await openTestApp({ change: { signUpload: app.services.signUpload!, largestUpload } });
    expect(await bodyOf(call("/capabilities"))).toMatchObject({ uploads: true, largestUpload });
    const send = (bytes: number) =>
      call(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...upload, bytes }),
      });
    expect((await send(largestUpload)).status).toBe(201);
    // Beyond what any operator may set, too.
    for (const bytes of [largestUpload + 1, 2 ** 40]) {
      const { status, problems } = await problemFrom(await send(bytes));
      expect([status, problems]).toMatchObject([
        413,
        [{ code: "too-many-bytes", pointer: "/bytes", seen: bytes, allowed: largestUpload }],
      ]);
      expect(problems?.[0]?.["hint"]).toContain("source");
    }
  },
);

test.each([[null], [[]], ["text"], [{}]])("%j lacks every member", async (body) => {
  const { problems } = await problemFrom(await announce(body));
  expect(problems?.map(({ code, pointer }) => [code, pointer])).toEqual(
    ["name", "format", "bytes", "sha256"].map((member) => ["invalid-member", `/${member}`]),
  );
});

test("a text that cannot be a name is reported as everywhere", async () => {
  const { problems } = await problemFrom(await announce({ ...upload, name: "Not a name" }));
  expect(problems).toMatchObject([{ code: "invalid-name", pointer: "/name", seen: "Not a name" }]);
});

test("what is said of how to read an upload is kept, and checked", async () => {
  const answer = await announce({ ...upload, format: "xlsx", reading: { sheet: "Q1" } });
  expect([answer.status, await bodyOf(answer)]).toMatchObject([201, { format: "xlsx", reading: { sheet: "Q1" } }]);
  const { problems } = await problemFrom(await announce({ ...upload, reading: { sheat: "Q1" } }));
  expect(problems).toMatchObject([{ code: "unknown-member", pointer: "/reading/sheat" }]);
});

test("a dataset that an older reader read says so, and is read again by one call", async () => {
  const { store } = app.services;
  const version = await storeAsBefore(store, "older", childrens);
  const older = async (): Promise<unknown> => (await bodyOf(app.call("/datasets/older")))["byOlderReader"];
  expect(await older()).toBe(true);
  expect(
    ((await bodyOf(app.call("/datasets")))["datasets"] as readonly Record<string, unknown>[])
      .filter(({ byOlderReader }) => byOlderReader === true)
      .map(({ name }) => name),
  ).toEqual(["older"]);
  const asked = await app.call("/datasets/older/reread", { method: "POST" });
  expect(asked.status).toBe(202);
  const upload = await bodyOf(asked);
  expect(upload).toMatchObject({
    name: "older",
    format: "csv",
    bytes: 29,
    sha256: version,
    reread: version,
    status: "received",
    self: asked.headers.get("location"),
  });
  const world = openUploadWorld({
    store,
    clock: app.services.clock,
    checkUpload: () => Promise.reject(new Error("no template comes here")),
  });
  await ingestUpload(String(upload["id"]), world);
  const done = await bodyOf(app.call(String(upload["self"])));
  expect(done).toMatchObject({ status: "stored", reread: version });
  expect(done["version"]).not.toBe(version);
  expect(await bodyOf(app.call("/datasets/older"))).toMatchObject({
    version: done["version"],
    encoding: "windows-1252",
  });
  expect(await older()).toBeUndefined();
  expect(await bodyOf(app.call("/datasets/older/log"))).toMatchObject({
    moves: [
      { kind: "reread", version: done["version"] },
      { kind: "put", version },
    ],
  });
  // The old version is read as it was.
  expect((await bodyOf(app.call("/datasets/older")))["versions"]).toContain(version);
});

test("a dataset that is not stored cannot be read again", async () => {
  expect((await problemFrom(await app.call("/datasets/nothing/reread", { method: "POST" }))).problems).toMatchObject([
    { code: "unknown-dataset" },
  ]);
});

test.each([
  ["/uploads", upload],
  ["/templates/mine/uploads", { bytes: 3, sha256 }],
  ["/datasets/numbers/reread", undefined],
])("POST %s is told to come again when as many uploads are open as may be", async (path, body) => {
  const { call } = await openTestApp({ change: { signUpload: app.services.signUpload!, mostUploads: 1 } });
  const post = (to: string, sent: unknown): Promise<Response> =>
    call(to, {
      method: "POST",
      ...(sent !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(sent) }),
    });
  expect((await post("/uploads", upload)).status).toBe(201);
  const refused = await post(path, body);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "15"]);
  expect(await bodyOf(refused)).toMatchObject({
    type: "urn:broadsheet:problem:too-many-requests",
    problems: [{ code: "too-many-uploads", seen: 1, allowed: 1 }],
  });
});
