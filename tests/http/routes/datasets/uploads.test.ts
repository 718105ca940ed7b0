import { beforeAll, expect, test } from "vitest";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
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
      allowed: ["name", "format", "bytes", "sha256", "reading"],
    },
  ]);
});

test("a file beyond the limit is told the limit", async () => {
  const { status, problems } = await problemFrom(await announce({ ...upload, bytes: datasetLimits.bytes + 1 }));
  expect([status, problems]).toEqual([
    400,
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
