import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../functions/adapters/s3-object-store.ts";

/** Times alone: what S3 does is tested with a real server, in `tests/servers/`. */
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  // Slowly read, or slowly answered.
  request.on("data", () => {
    request.pause();
    setTimeout(() => request.resume(), 2);
  });
  request.on("end", () => setTimeout(() => response.writeHead(200, { etag: '"tag"' }).end(), request.url?.includes("small") ? 1000 : 0));
});
let store: S3ObjectStore;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = new S3ObjectStore({ bucket: "b", timeoutMs: 400, client: { endpoint, region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" }, forcePathStyle: true } });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a small object has the store's time, a large one more by its size", async () => {
  expect(await store.put("large", new Uint8Array(40_000_000), "text/csv")).toBe("tag");
  expect(requests).toBe(1);
  await expect(store.put("small", new Uint8Array(10), "text/csv")).rejects.toMatchObject({ kind: "unavailable", problems: [{ code: "store-failed" }] });
});
