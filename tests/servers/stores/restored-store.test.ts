import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../local/capture-output.ts";
import { type Ceph, startCeph } from "../ceph.ts";
import {
  bodyOf,
  outcomeOf,
  removeData,
  type ServerProcess,
  startServerProcess,
  writeTemplate,
} from "../start-server.ts";

/*
 * A backup and its restore as docs/aws-walk-throughs.md has them. `aws s3 sync` to a folder keeps an object's bytes and
 * key, and forgets its metadata and media type; so does the copy here.
 */
let ceph: Ceph;
let client: S3Client;
let folder = "";
const variables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"] as const;
const before = variables.map((name) => [name, process.env[name]] as const);
const servers: ServerProcess[] = [];

beforeAll(async () => {
  ceph = await startCeph();
  process.env["AWS_ACCESS_KEY_ID"] = ceph.credentials.accessKeyId;
  process.env["AWS_SECRET_ACCESS_KEY"] = ceph.credentials.secretAccessKey;
  process.env["AWS_REGION"] = "us-east-1";
  client = new S3Client({ endpoint: ceph.endpoint, forcePathStyle: true });
  for (const bucket of ["kept", "restored", "inputs"]) await client.send(new CreateBucketCommand({ Bucket: bucket }));
  folder = await mkdtemp(join(tmpdir(), "restored-"));
  await writeTemplate(join(folder, "templates", "quick"));
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.end("SIGKILL")));
  await ceph.stop();
  await removeData(folder);
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const placeOf = (bucket: string): string => `s3://${bucket}?endpoint=${ceph.endpoint}&path-style`;

async function serve(bucket: string, templates: readonly string[]): Promise<ServerProcess> {
  const server = await startServerProcess({
    store: placeOf(bucket),
    secrets: join(folder, `${bucket}.json`),
    templateFolders: templates,
  });
  servers.push(server);
  return server;
}

/** The bytes of all objects of a bucket below some prefixes, by key. */
async function backUp(bucket: string): Promise<Map<string, Uint8Array>> {
  const objects = new Map<string, Uint8Array>();
  let after: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1000, ...(after !== undefined && { StartAfter: after }) }),
    );
    for (const { Key: key } of page.Contents ?? []) {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key! }));
      objects.set(key!, await body!.transformToByteArray());
    }
    after = page.IsTruncated === true ? page.Contents?.at(-1)?.Key : undefined;
  } while (after !== undefined);
  return objects;
}

async function restore(objects: ReadonlyMap<string, Uint8Array>, bucket: string): Promise<void> {
  for (const [key, bytes] of objects)
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: "binary/octet-stream" }),
    );
}

const jsonOf = async (server: ServerProcess, path: string): Promise<unknown> =>
  await (await fetch(`${server.url}${path}`)).json();

const post = (server: ServerProcess, path: string, body: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

test("a bucket that was copied and restored serves all that it held, and check-store finds nothing", async () => {
  const first = await serve("kept", [join(folder, "templates")]);
  const put = await fetch(`${first.url}/datasets/figures`, {
    method: "PUT",
    body: "month,value\n2026-01,1\n2026-02,2\n",
    headers: { "content-type": "text/csv" },
  });
  expect(put.ok).toBe(true);
  const { self } = await bodyOf(first.ask({ template: "quick", parameters: { note: "kept" } }));
  const ready = await outcomeOf(first.url, self);
  expect(ready.status).toBe("ready");
  const batch = (await (
    await post(first, "/batches", {
      template: "quick",
      rows: { dataset: "figures" },
      map: { note: "month" },
      name: "{{ month }}",
    })
  ).json()) as { self: string };
  await expect
    .poll(async () => ((await jsonOf(first, batch.self)) as { status: string }).status, { timeout: 120_000 })
    .toBe("ready");
  const asked = ["/datasets/figures", "/templates", "/reports", `${batch.self}/items`, self];
  const before = await Promise.all(asked.map((path) => jsonOf(first, path)));
  const pdf = await (await fetch(`${first.url}${self}/report.pdf`)).bytes();
  await first.end("SIGTERM");

  const backup = await backUp("kept");
  await restore(backup, "restored");
  const checked = await captureOutput(() => runCommand(["check-store", placeOf("restored"), "--json"]));
  expect(checked).toMatchObject({ code: 0 });
  const second = await serve("restored", []);
  expect(await Promise.all(asked.map((path) => jsonOf(second, path)))).toEqual(before);
  const answer = await fetch(`${second.url}${self}/report.pdf`);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(sha256(await answer.bytes())).toBe(sha256(pdf));
  const again = await bodyOf(second.ask({ template: "quick", parameters: { note: "new" } }));
  expect(await outcomeOf(second.url, again.self)).toMatchObject({ status: "ready" });

  // Datasets and templates alone are enough to render every report again, to the same bytes.
  const inputs = [...backup].filter(([key]) => key.startsWith("datasets/") || key.startsWith("templates/"));
  await restore(new Map(inputs), "inputs");
  const third = await serve("inputs", []);
  const repeated = await bodyOf(third.ask({ template: "quick", parameters: { note: "kept" } }));
  expect((await outcomeOf(third.url, repeated.self)).sha256).toBe(ready.sha256);
});
