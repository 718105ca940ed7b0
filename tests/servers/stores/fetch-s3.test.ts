import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import type { SourceProvenance } from "../../../functions/core/report/dataset/source/provenance.ts";
import type { Fetched } from "../../../functions/core/service/source/fetched.ts";
import { type SourceDefinition, usualLimits } from "../../../functions/core/service/source/source.ts";
import type { S3Connection } from "../../../functions/source/connections.ts";
import { fetchS3 } from "../../../functions/source/fetch-s3.ts";
import { type Ceph, startCeph } from "../ceph.ts";

let ceph: Ceph;
let s3: S3Client;
let connection: S3Connection;

beforeAll(async () => {
  ceph = await startCeph();
  connection = {
    engine: "s3",
    bucket: "exports",
    prefix: "sales/",
    region: "us-east-1",
    endpoint: ceph.endpoint,
    pathStyle: true,
  };
  s3 = new S3Client({
    endpoint: ceph.endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: ceph.credentials,
  });
  for (const Bucket of ["exports", "others"]) await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => ceph?.stop());

const put = async (key: string, body: string): Promise<unknown> =>
  await s3.send(new PutObjectCommand({ Bucket: "exports", Key: key, Body: Buffer.from(body) }));

interface Asked {
  readonly last?: SourceProvenance | undefined;
  readonly change?: Partial<S3Connection>;
  readonly signal?: AbortSignal;
  /** Called before each request, with its method and address. */
  readonly before?: (method: string, path: string, query: Readonly<Record<string, unknown>>) => Promise<void> | void;
  readonly secret?: string;
}

interface Seen {
  readonly texts: readonly (readonly [string, string])[];
  readonly provenance: SourceProvenance;
  readonly format: string;
}

async function fetchAs(place: Partial<SourceDefinition>, asked: Asked = {}): Promise<Seen | "unchanged"> {
  const { last, change, signal, before, secret = ceph.credentials.secretAccessKey } = asked;
  const scratch = await openScratchFolder();
  const inner = new NodeHttpHandler();
  const requestHandler = Object.assign(Object.create(inner) as NodeHttpHandler, {
    handle: async (...given: Parameters<NodeHttpHandler["handle"]>) => {
      await before?.(given[0].method, given[0].path, given[0].query);
      return await inner.handle(...given);
    },
  });
  try {
    const found: Fetched | "unchanged" = await fetchS3(
      { engine: "s3", connection: "exports", limits: usualLimits, ...place },
      { ...connection, ...change },
      { folder: scratch.folder, last, ...(signal !== undefined && { signal }) },
      { credentials: { ...ceph.credentials, secretAccessKey: secret }, requestHandler },
    );
    if (found === "unchanged" || "rows" in found) return found as "unchanged";
    const { provenance, format } = found;
    const files = "files" in found ? found.files : [{ file: found.file, name: "" }];
    return { provenance, format, texts: files.map(({ file, name }) => [name, readFileSync(file, "utf8")] as const) };
  } finally {
    await scratch.dispose();
  }
}

async function refusal(place: Partial<SourceDefinition>, asked?: Asked) {
  const error = await fetchAs(place, asked).catch((failure: unknown) => failure);
  if (!(error instanceof BroadsheetError)) throw new Error("it was not refused", { cause: error });
  const [{ code, where, message } = { code: "", message: "" }] = error.problems;
  expect(message).not.toContain(ceph.credentials.secretAccessKey);
  return [error.kind, code, where?.file];
}

const seen = (found: Seen | "unchanged"): Seen => {
  if (found === "unchanged") throw new Error("it was unchanged");
  return found;
};

test("one object comes as it is, and not again while its ETag is the same", async () => {
  await put("sales/one.csv", "a\n1\n");
  const first = seen(await fetchAs({ path: "one.csv" }));
  expect(first).toMatchObject({ format: "csv", texts: [["", "a\n1\n"]], provenance: { engine: "s3", bytes: 4 } });
  expect(first.provenance.etag).toMatch(/^[0-9a-f]{32}$/);
  expect(await fetchAs({ path: "one.csv" }, { last: first.provenance })).toBe("unchanged");
  // The operator led the connection elsewhere: what has the same ETag there is another object.
  await put("moved/one.csv", "a\n1\n");
  expect(await fetchAs({ path: "one.csv" }, { last: first.provenance, change: { prefix: "moved/" } })).not.toBe(
    "unchanged",
  );
  await put("sales/one.csv", "a\n2\n");
  expect(seen(await fetchAs({ path: "one.csv" }, { last: first.provenance })).texts).toEqual([["", "a\n2\n"]]);
});

/** Names that a form, an XML or a path would read otherwise. */
const odd = [
  "a b",
  "a+b",
  "a%20b",
  "a%2Fb",
  "ü€",
  "x&y<z>",
  "q?x=1#y",
  "it's",
  "(1)!*",
  "\u0001",
  "tab\t",
  "//",
  "😀",
  "\uffee",
];

test("keys with odd characters are read, in the order of their bytes", async () => {
  const keys = odd.map((name) => `sales/odd/${name}.csv`);
  for (const key of keys) await put(key, `a\n${Buffer.from(key).toString("hex")}\n`);
  const { texts } = seen(await fetchAs({ prefix: "odd/" }));
  const wanted = keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect(texts).toEqual(wanted.map((key) => [key, `a\n${Buffer.from(key).toString("hex")}\n`]));
  for (const name of odd)
    expect(seen(await fetchAs({ path: `odd/${name}.csv` })).texts[0]?.[1], name).toBe(
      `a\n${Buffer.from(`sales/odd/${name}.csv`).toString("hex")}\n`,
    );
});

test("all objects of a prefix come, and nothing is read if nothing has changed", async () => {
  for (const [name, body] of [
    ["10.csv", "a\n10\n"],
    ["9.csv", "a\n9\n"],
    ["", ""],
    ["_SUCCESS", ""],
    ["note.txt", "hello"],
  ] as const)
    await put(`sales/days/${name}`, body);
  await put("sales/days2/1.csv", "a\n0\n");
  const place = { prefix: "days/", suffix: ".csv" };
  const first = seen(await fetchAs(place));
  expect(first.texts).toEqual([
    ["sales/days/10.csv", "a\n10\n"],
    ["sales/days/9.csv", "a\n9\n"],
  ]);
  expect(first.provenance).toMatchObject({
    objects: 2,
    bytes: 9,
    snapshot: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  let reads = 0;
  const before = (_: string, __: string, query: Readonly<Record<string, unknown>>): void => {
    if (query["x-id"] === "GetObject") reads += 1;
  };
  expect(await fetchAs(place, { last: first.provenance, before })).toBe("unchanged");
  expect(reads).toBe(0);
  // The same bytes again are the same object; other bytes, another object and one less are not.
  await put("sales/days/9.csv", "a\n9\n");
  expect(await fetchAs(place, { last: first.provenance })).toBe("unchanged");
  await put("sales/days/11.csv", "a\n11\n");
  const more = seen(await fetchAs(place, { last: first.provenance, before }));
  expect([more.texts.length, reads]).toEqual([3, 3]);
  await s3.send(new DeleteObjectCommand({ Bucket: "exports", Key: "sales/days/11.csv" }));
  expect(seen(await fetchAs(place, { last: more.provenance })).provenance.snapshot).toBe(first.provenance.snapshot);
});

test("more objects than a listing's page come whole", async () => {
  const names = Array.from({ length: 1003 }, (_, index) => `sales/many/${index}.csv`);
  for (let from = 0; from < names.length; from += 50)
    await Promise.all(names.slice(from, from + 50).map((key) => put(key, `a\n${key}\n`)));
  const { texts } = seen(await fetchAs({ prefix: "many/" }));
  expect(texts.map(([key]) => key)).toEqual(names.toSorted());
  expect(texts.every(([key, text]) => text === `a\n${key}\n`)).toBe(true);
});

test("an object that changes between the listing and its reading is refused by its key", async () => {
  await put("sales/moving/1.csv", "a\n1\n");
  await put("sales/moving/2.csv", "a\n2\n");
  let done = false;
  const change =
    (act: () => Promise<unknown>) => async (_: string, path: string, query: Readonly<Record<string, unknown>>) => {
      if (done || query["x-id"] !== "GetObject" || !path.endsWith("2.csv")) return;
      done = true;
      await act();
    };
  const replaced = { before: change(() => put("sales/moving/2.csv", "a\n3\n")) };
  const wanted = ["unavailable", "object-changed", "sales/moving/2.csv"];
  expect(await refusal({ prefix: "moving/" }, replaced)).toEqual(wanted);
  done = false;
  const gone = {
    before: change(() => s3.send(new DeleteObjectCommand({ Bucket: "exports", Key: "sales/moving/2.csv" }))),
  };
  expect(await refusal({ prefix: "moving/" }, gone)).toEqual(wanted);
});

test("what cannot be fetched is refused by name", async () => {
  await put("sales/mixed/1.csv", "a\n1\n");
  await put("sales/mixed/2.json", "[]");
  await put("sales/strange/1.dat", "a\n1\n");
  expect(await refusal({ path: "absent.csv" })).toEqual(["query-failed", "source-answered", "sales/absent.csv"]);
  expect(await refusal({ prefix: "absent/" })).toEqual(["query-failed", "no-objects", undefined]);
  expect(await refusal({ prefix: "mixed/" })).toEqual(["query-failed", "mixed-formats", "sales/mixed/2.json"]);
  expect(await refusal({ prefix: "strange/" })).toEqual(["query-failed", "unknown-format", "sales/strange/1.dat"]);
  expect(seen(await fetchAs({ prefix: "strange/", format: "csv" })).texts).toHaveLength(1);
  expect(await refusal({ path: "x.csv" }, { change: { bucket: "no-such-bucket" } })).toEqual([
    "query-failed",
    "source-answered",
    "sales/x.csv",
  ]);
  expect(await refusal({ path: "x.csv" }, { secret: "wrong" })).toEqual([
    "query-failed",
    "source-answered",
    "sales/x.csv",
  ]);
  expect(await refusal({ path: "x.csv" }, { change: { endpoint: "http://127.0.0.1:9" } })).toEqual([
    "unavailable",
    "source-unreachable",
    "sales/x.csv",
  ]);
  const limits = { ...usualLimits, bytes: 5 };
  await put("sales/large/1.csv", "a\n1\n");
  await put("sales/large/2.csv", "a\n2\n");
  await put("sales/large.csv", "a\n1234567\n");
  expect(await refusal({ path: "large.csv", limits })).toEqual(["too-large", "too-many-bytes", undefined]);
  let reads = 0;
  const before = (_: string, __: string, query: Readonly<Record<string, unknown>>): void => {
    if (query["x-id"] === "GetObject") reads += 1;
  };
  expect(await refusal({ prefix: "large/", limits }, { before })).toEqual(["too-large", "too-many-bytes", undefined]);
  expect(reads).toBe(0);
  await expect(fetchAs({ path: "large.csv" }, { signal: AbortSignal.abort() })).rejects.toThrow();
});

test("a role of another account is assumed, and its credentials sign what is read", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      if (request.method === "POST") {
        asked.push(body);
        const refused = body.includes("denied");
        response.writeHead(refused ? 403 : 200, { "content-type": "text/xml" });
        return void response.end(
          refused
            ? '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User arn:x is not authorized</Message></Error></ErrorResponse>'
            : '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>rolesecret</SecretAccessKey><SessionToken>roletoken</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
        );
      }
      const { authorization = "", "x-amz-security-token": token } = request.headers;
      asked.push(`${/Credential=(\w+)/.exec(authorization)?.[1]} ${String(token)}`);
      response.writeHead(200, { etag: '"e"', "content-length": 4 }).end("a\n1\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("AWS_ENDPOINT_URL_STS", endpoint);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "OWNKEY");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "ownsecret");
  const scratch = await openScratchFolder();
  const definition: SourceDefinition = { engine: "s3", connection: "exports", path: "x.csv", limits: usualLimits };
  const other = { ...connection, endpoint, role: "arn:aws:iam::123456789012:role/reader", externalId: "ours" };
  try {
    expect(await fetchS3(definition, other, { folder: scratch.folder })).toMatchObject({ format: "csv" });
    expect(Object.fromEntries(new URLSearchParams(asked[0]))).toMatchObject({
      Action: "AssumeRole",
      RoleArn: other.role,
      ExternalId: "ours",
      RoleSessionName: "broadsheet",
    });
    expect(asked[1]).toBe("ASIAROLE roletoken");
    const denied = { ...other, role: "arn:aws:iam::123456789012:role/denied" };
    await expect(fetchS3(definition, denied, { folder: scratch.folder })).rejects.toMatchObject({
      kind: "query-failed",
      problems: [{ code: "source-answered" }],
    });
  } finally {
    vi.unstubAllEnvs();
    await scratch.dispose();
    server.closeAllConnections();
    server.close();
  }
});
