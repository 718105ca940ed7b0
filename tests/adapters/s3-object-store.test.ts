import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../functions/adapters/s3-object-store.ts";

/**
 * This server never answers for a small object. Only times are tested here; `tests/servers/` tests the rest with a real
 * S3 server.
 */
const server = createServer((request, response) => {
  // Reads slowly.
  request.on("data", () => {
    request.pause();
    setTimeout(() => request.resume(), 2);
  });
  request.on("end", () => {
    if (request.url?.includes("damaged")) {
      asked += 1;
      return response
        .writeHead(200, { etag: '"tag"', "content-length": 300_000, "x-amz-checksum-crc32": "AAAAAA==" })
        .end(Buffer.alloc(300_000, 65));
    }
    if (!request.url?.includes("small")) response.writeHead(200, { etag: '"tag"' }).end();
  });
});
let store: S3ObjectStore;
let asked = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = new S3ObjectStore({
    bucket: "b",
    timeoutMs: 500,
    client: {
      endpoint,
      maxAttempts: 1,
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      forcePathStyle: true,
    },
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a small object has the store's time, a large one more by its size", async () => {
  expect(await store.put("large", new Uint8Array(16_000_000), "text/csv")).toBe("tag");
  await expect(store.put("small", new Uint8Array(10), "text/csv")).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "store-failed" }],
  });
});

test("a body that stays other than its checksum says is damaged, and never passed on as a whole", async () => {
  const damaged = { kind: "damaged", problems: [{ code: "corrupt-object", seen: "damaged" }] };
  await expect(store.get("damaged")).rejects.toMatchObject(damaged);
  // It might have been broken on the way.
  expect(asked).toBeGreaterThan(2);
  let sent = 0;
  const reading = async (): Promise<void> => {
    for await (const piece of (await store.getStream("damaged"))!.body) sent += piece.byteLength;
  };
  await expect(reading()).rejects.toMatchObject(damaged);
  expect(sent).toBeLessThan(300_000);
});
