import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { deleteReport } from "../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { listReports } from "../../../functions/core/service/lifecycle/status/list-reports.ts";
import { requestReport } from "../../../functions/core/service/lifecycle/request/request-report.ts";
import { settleReport } from "../../core/service/lifecycle/settle-report.ts";
import { sweepAll } from "../../core/service/lifecycle/sweep-all.ts";
import type { ObjectStore } from "../../../functions/core/ports.ts";
import { describeObjectStore } from "../../adapters/object-store-contract.ts";
import {
  acceptedRequest,
  type FakeClock,
  FaultyStore,
  fakeWorld,
  makeReport,
} from "../../core/service/lifecycle/lifecycle-fakes.ts";
import { pdfKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { checkStore } from "../../../functions/local/stored/check-store.ts";
import { repairStore } from "../../../functions/local/stored/repair-store.ts";
import { sentence } from "../../http/open-test-app.ts";
import { startCeph } from "../ceph.ts";
import type { Ceph } from "../ceph.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

let ceph: Ceph;
let client: ConstructorParameters<typeof S3Client>[0] & object;
beforeAll(async () => {
  ceph = await startCeph();
  client = { endpoint: ceph.endpoint, region: "us-east-1", credentials: ceph.credentials, forcePathStyle: true };
  const s3 = new S3Client(client);
  for (const Bucket of ["plain", "shared"]) await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => ceph?.stop());

describeObjectStore("S3ObjectStore", async () => ({ store: new S3ObjectStore({ bucket: "plain", client }) }));
describeObjectStore("S3ObjectStore under a prefix", async () => {
  const outside = new S3ObjectStore({ bucket: "shared", client });
  for (const key of ["a", "app", "app0", "z"]) await outside.put(key, text("not ours"), "text/plain");
  return { store: new S3ObjectStore({ bucket: "shared", prefix: "app/", client }) };
});

test("a prefix keeps to itself", async () => {
  const inside = new S3ObjectStore({ bucket: "shared", prefix: "keeps/", client });
  await inside.put("x/1", text("1"), "text/plain");
  expect((await inside.list("")).objects.map((object) => object.key)).toEqual(["x/1"]);
  await expect(inside.get("../a")).rejects.toMatchObject({ kind: "invalid-request" });
});

test("check-store finds what is damaged and lost in a bucket, and repairs it without overwriting what others changed", async () => {
  const store = new S3ObjectStore({ bucket: "plain", prefix: "damaged/", client });
  const world = fakeWorld({ store: new FaultyStore(store), clock: systemClock as FakeClock });
  const accepted = acceptedRequest("in a bucket");
  await requestReport(accepted, world);
  await settleReport(accepted.id, 1, world);
  const version = await storeTemplate(store, "one", sentence);
  const [pdf, pack, file] = [
    pdfKey(accepted.id, 1),
    `templates/one/${version}.pack`,
    `templates/one/${version}/report.md`,
  ];
  const before = await Promise.all([pdf, pack].map(async (key) => (await store.get(key))!.body));
  expect((await checkStore(store)).findings).toEqual([]);
  await store.delete(pdf);
  await store.put(pack, text("{}"), "application/octet-stream");
  const { findings } = await checkStore(store);
  expect(findings.map(({ key, state }) => [key, state])).toEqual([
    [pdf, "lost"],
    [pack, "damaged"],
  ]);
  for await (const { done } of repairStore(findings, world)) expect(done).toMatch(/again/);
  expect(await Promise.all([pdf, pack].map(async (key) => (await store.get(key))!.body))).toEqual(before);
  expect((await checkStore(store)).findings).toEqual([]);
  await store.put(file, text("# Forged"), "text/markdown");
  const [forged] = (await checkStore(store)).findings;
  expect(forged).toMatchObject({ key: file, state: "damaged" });
  for await (const { done } of repairStore([forged!], world)) expect(done).toBe("taken from the pack");
  expect((await checkStore(store)).findings).toEqual([]);
});

test("lists more than one page of S3 in one call, and continues where it stopped", async () => {
  const store = new S3ObjectStore({ bucket: "plain", prefix: "many/", client });
  const keys = Array.from({ length: 2_300 }, (_, index) => `k/${String(index).padStart(5, "0")}`);
  for (let start = 0; start < keys.length; start += 50) {
    await Promise.all(keys.slice(start, start + 50).map((key) => store.put(key, text("1"), "text/plain")));
  }
  const page = await store.list("k/", { limit: 2_200 });
  expect(page.objects.map((object) => object.key)).toEqual(keys.slice(0, 2_200));
  const rest = await store.list("k/", { after: page.next! });
  expect(rest.objects.map((object) => object.key)).toEqual(keys.slice(2_200));
  expect(rest.next).toBeUndefined();
  expect((await store.list("k/")).objects).toHaveLength(1000);
  expect(await store.list("", { delimiter: "/" })).toEqual({ objects: [], prefixes: ["k/"] });
});

test("a wrong secret, a missing bucket and a dead server are named, without credentials", async () => {
  const secret = "a-very-secret-secret";
  const failures: readonly [ObjectStore, RegExp][] = [
    [
      new S3ObjectStore({
        bucket: "plain",
        client: { ...client, credentials: { accessKeyId: "testkey", secretAccessKey: secret } },
      }),
      /plain.*(SignatureDoesNotMatch|403)/,
    ],
    [
      new S3ObjectStore({
        bucket: "plain",
        client: { ...client, credentials: { accessKeyId: "AKIASECRETID", secretAccessKey: secret } },
      }),
      /plain.*(InvalidAccessKeyId|403)/,
    ],
    [new S3ObjectStore({ bucket: "absent", client }), /absent.*NoSuchBucket/],
    [
      new S3ObjectStore({ bucket: "plain", client: { ...client, endpoint: "http://127.0.0.1:1" } }),
      /plain.*ECONNREFUSED/,
    ],
  ];
  for (const [store, reason] of failures) {
    const calls = [
      () => store.get("a/b"),
      () => store.put("a/b", text("1"), "text/plain"),
      () => store.create("a/b", text("1"), "text/plain"),
      () => store.list("a/b"),
    ];
    for (const call of calls) {
      const error = await call().then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error).toMatchObject({ kind: "unavailable", problems: [{ code: "store-failed", seen: { key: "a/b" } }] });
      expect(error!.message).toMatch(reason);
      expect(error!.message).toContain('"a/b"');
      for (const shown of [error!.message, error!.stack, JSON.stringify(error), String(error!.cause)]) {
        expect(shown).not.toMatch(/a-very-secret|AKIASECRETID|testkey|testsecret|Credential=/);
      }
    }
  }
});

test("of many processes that ask for and render a report at once, one claims it and one renders it", async () => {
  const accepted = acceptedRequest();
  let renders = 0;
  const worlds = Array.from({ length: 8 }, () => ({
    ...fakeWorld(),
    store: new S3ObjectStore({ bucket: "plain", prefix: "life/", client }),
    clock: systemClock,
    leaseMs: 5_000,
    render: async (request: typeof accepted) => {
      renders += 1;
      return makeReport(request);
    },
  }));
  const asked = await Promise.all(worlds.map((world) => requestReport(accepted, world)));
  expect(asked.filter((one) => one.created)).toHaveLength(1);
  expect(await sweepAll(worlds[0]!)).toEqual([{ id: accepted.id, generation: 1 }]);
  const outcomes = await Promise.all(worlds.map((world) => settleReport(accepted.id, 1, world)));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(outcomes[0]).toMatchObject({ state: "ready", attempts: 1 });
  expect(renders).toBe(1);
  expect((await listReports(worlds[0]!)).reports.map((report) => report.id)).toEqual([accepted.id]);
  await deleteReport(accepted.id, worlds[0]!);
  expect(await requestReport(accepted, worlds[1]!)).toMatchObject({ created: true, status: { generation: 2 } });
});

describe("through a line that fails", () => {
  let line: Server;
  let behave: (request: IncomingMessage, response: ServerResponse, pass: () => Promise<void>) => Promise<void>;
  let store: S3ObjectStore;
  /** Waits half a second for an answer. */
  let impatient: S3ObjectStore;
  let calls = 0;
  beforeAll(async () => {
    line = createServer((request, response) => {
      calls += 1;
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const pass = async (): Promise<void> => {
          passed = await forward(request, Buffer.concat(chunks));
        };
        void behave(request, response, pass);
      });
    });
    await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
    store = new S3ObjectStore({ bucket: "plain", client: { ...client, endpoint } });
    impatient = new S3ObjectStore({ bucket: "plain", timeoutMs: 500, client: { ...client, endpoint } });
  });
  afterAll(() => line?.close());
  let passed: Answer;
  const answer = (response: ServerResponse): void => {
    response.writeHead(passed.status, passed.headers).end(passed.body);
  };

  test("409 is tried again; 500 and 503 too", async () => {
    let turn = 0;
    behave = async (_, response, pass) => {
      turn += 1;
      if (turn === 1) return error(response, 409, "ConditionalRequestConflict");
      if (turn === 2) return error(response, 503, "SlowDown");
      if (turn === 3) return error(response, 500, "InternalError");
      await pass();
      answer(response);
    };
    expect(await store.create("line/409.json", text("1"), "application/json")).toBe(true);
    expect(turn).toBe(4);
  });

  test("conflicts without end are an error, after a bounded time", async () => {
    behave = async (_, response) => error(response, 409, "ConditionalRequestConflict");
    calls = 0;
    await expect(store.create("line/conflict.json", text("1"), "application/json")).rejects.toMatchObject({
      kind: "unavailable",
    });
    expect(calls).toBeGreaterThan(1);
    expect(calls).toBeLessThan(30);
  });

  test("a lost answer to a create becomes false over the caller's own object, as the port says", async () => {
    let turn = 0;
    behave = async (request, response, pass) => {
      turn += 1;
      await pass();
      if (turn === 1) request.socket.destroy();
      else answer(response);
    };
    expect(await store.create("line/lost.json", text("mine"), "application/json")).toBe(false);
    expect(new TextDecoder().decode((await store.get("line/lost.json"))!.body)).toBe("mine");
  });

  test("a body that breaks off is read again, and one that was changed is not believed", async () => {
    const body = "x".repeat(100_000);
    behave = async (_, response, pass) => {
      await pass();
      answer(response);
    };
    await store.put("line/body.txt", text(body), "text/plain");
    let turn = 0;
    behave = async (request, response, pass) => {
      turn += 1;
      await pass();
      if (turn > 1) return answer(response);
      response.writeHead(200, passed.headers);
      response.write(passed.body.subarray(0, 1000), () => request.socket.destroy());
    };
    expect((await store.get("line/body.txt"))!.body.byteLength).toBe(100_000);
    expect(turn).toBe(2);
    behave = async (_, response, pass) => {
      await pass();
      // S3 returns the checksum of the upload; this Ceph does not keep it.
      passed.headers["x-amz-checksum-crc32"] = checksum(text(body));
      if (damaged) passed.body[500] = 0x79;
      answer(response);
    };
    let damaged = false;
    expect((await store.get("line/body.txt"))!.body.byteLength).toBe(100_000);
    damaged = true;
    await expect(store.get("line/body.txt")).rejects.toMatchObject({
      kind: "damaged",
      problems: [{ code: "corrupt-object" }],
    });
  });

  test("a server that never answers is given up in time", async () => {
    behave = async () => undefined;
    const began = performance.now();
    await expect(impatient.head("line/silent")).rejects.toMatchObject({ kind: "unavailable" });
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});

/** Makes S3's answer to a faulty request. */
function error(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml", "content-length": body.length }).end(body);
}

/** Forwards a request unchanged, including `Host`, because it is signed. */
async function forward(request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { hostname, port } = new URL(ceph.endpoint);
  const { method, headers, url: path } = request;
  const outgoing = httpRequest({ hostname, port, method, headers, path });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return { status: incoming.statusCode!, headers: incoming.headers, body: await buffer(incoming) };
}

/** Computes a CRC-32 as S3 writes it: base64 of four bytes, the highest first. */
function checksum(body: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString("base64");
}
