import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openStore } from "../../functions/adapters/open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-open-"));
/** Requests that the bucket received: method and path. */
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url?.split("?")[0]}`);
  request.resume().on("end", () => response.writeHead(200, { etag: '"tag"' }).end());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("AWS_ENDPOINT_URL_S3", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "a");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "b");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const body = new TextEncoder().encode("x");

test("a path is a folder's, which is made if absent", async () => {
  const store = await openStore(join(folder, "a/b"));
  await store.put("datasets/d.csv", body, "text/csv");
  expect(readFileSync(join(folder, "a/b/datasets/d.csv"), "utf8")).toBe("x");
});

test.each([
  ["s3://old_archive", "old_archive", "/k"],
  ["s3://old_archive/", "old_archive", "/k"],
  ["s3://old_archive/a/b", "old_archive", "/a/b/k"],
  ["s3://old_archive/a/b/", "old_archive", "/a/b/k"],
])("%s is a bucket", async (place, bucket, path) => {
  asked.splice(0);
  expect(await (await openStore(place)).put("k", body, "text/plain")).toBe("tag");
  // A bucket with such a name goes into the path, not into the host name.
  expect(asked).toEqual([`PUT /${bucket}${path}`]);
});

test.each([
  "s3://",
  "s3:///a",
  "S3://bucket",
  "s3://bucket#prod",
  "s3://bucket:9000/prod",
  "s3://my bucket/prod",
  "s3://.hidden/prod",
  "s3://bucket//prod",
  "s3://bucket/a/../b",
  "s3://bucket/./b",
  "s3://bucket/a\\b",
  "s3://bucket/a\nb",
  "gs://bucket",
  "https://example.org/data",
])("%j is not a store", async (place) => {
  await expect(openStore(place)).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ code: "unknown-store", seen: place, allowed: "the path of a folder, or s3://bucket" }],
  });
});

test.each([
  ["s3://bucket/prod?colour=red", "colour=red"],
  ["s3://bucket/prod?Region=eu-west-1", "Region=eu-west-1"],
  ["s3://bucket/prod?region=", "region="],
  ["s3://bucket/prod?path-style=yes", "path-style=yes"],
  ["s3://bucket/prod?endpoint=", "endpoint="],
  ["s3://bucket/prod?endpoint=localhost:9000", "endpoint=localhost:9000"],
  ["s3://bucket/prod?endpoint=ftp://localhost", "endpoint=ftp://localhost"],
  ["s3://bucket/prod?endpoint=https://host/path", "endpoint=https://host/path"],
  ["s3://bucket/prod?endpoint=https://host:port", "endpoint=https://host:port"],
  ["s3://bucket/prod?endpoint=https://host?path-style", "endpoint=https://host?path-style"],
  ["s3://bucket/prod?endpoint=https://one&endpoint=https://two", ["https://one", "https://two"]],
  ["s3://bucket/prod?path-style&path-style=false", ["", "false"]],
])("%s names the setting that is wrong", async (place, seen) => {
  await expect(openStore(place)).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ code: "unknown-store", seen, allowed: expect.anything() as unknown }],
  });
});

test.each([
  "s3://key:hunter2@bucket/prod",
  "gs://key:hunter2@bucket",
  "s3://bucket/prod?endpoint=https://key:hunter2@host",
  "s3://bucket/prod?endpoint=https%3A%2F%2Fkey:hunter2@host",
  "s3://bucket/prod?endpoint=https://key:hunter2@host&colour=red",
  "s3://bucket/prod?endpoint=https://key:hunter2@one&endpoint=https://key:hunter2@two",
])("what somebody has written into an address as a secret is not told: %s", async (place) => {
  const error: unknown = await openStore(place).catch((refused: unknown) => refused);
  expect(error).toMatchObject({ kind: "invalid-request", problems: [{ code: "unknown-store" }] });
  expect(`${JSON.stringify(error)}${String(error)}`).not.toContain("hunter2");
});

test("stores are made in this one place", () => {
  const root = join(import.meta.dirname, "../../functions");
  const making = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".ts") &&
      /new S3ObjectStore\(|FileObjectStore\.open\(/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(making).toEqual(["adapters/open-store.ts"]);
});
