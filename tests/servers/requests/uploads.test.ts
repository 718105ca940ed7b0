import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runProgram } from "../run-program.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

let dataDir = "";
let server: ServerProcess;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "uploads-"));
  server = await startServerProcess({ dataDir });
});

afterEach(async () => {
  await server.end("SIGTERM");
  await removeData(dataDir);
});

const rows = 260_000;
/** A table of six megabytes. */
const table = Buffer.from(
  `day,region,amount\n${Array.from({ length: rows }, (_, row) => `2026-01-${String((row % 28) + 1).padStart(2, "0")},North,${100_000 + row}`).join("\n")}\n`,
);

interface Upload {
  readonly status: string;
  readonly version?: string;
  readonly failure?: {
    readonly status: number;
    readonly problems: readonly { readonly code: string; readonly line?: number }[];
  };
}

const sha256 = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

/** Announces a CSV file and sends it. @returns the path of the upload */
async function upload(name: string, body: Buffer<ArrayBuffer>): Promise<string> {
  const announced = await fetch(`${server.url}/uploads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, format: "csv", bytes: body.length, sha256: sha256(body) }),
  });
  const { url, method, headers, self } = (await announced.json()) as {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly self: string;
  };
  expect((await fetch(url, { method, headers, body })).status).toBe(200);
  return self;
}

async function ended(self: string): Promise<Upload> {
  return await vi.waitFor(
    async () => {
      const found = (await (await fetch(`${server.url}${self}`)).json()) as Upload;
      if (found.status === "waiting" || found.status === "received") throw new Error(`the upload is ${found.status}`);
      return found;
    },
    { timeout: 60_000, interval: 100 },
  );
}

/** Whether a file is an object, and not the note beside it. */
const isObject = (name: string): boolean => !name.endsWith("%sum");

test("a file of six megabytes becomes a dataset, which reports and queries read; a faulty one says where", async () => {
  expect(table.length).toBeGreaterThan(6_000_000);
  const refused = await fetch(`${server.url}/datasets/sales`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: table,
  });
  expect(refused.status).toBe(413);
  expect(await ended(await upload("sales", table))).toMatchObject({ status: "stored", version: sha256(table) });
  expect(await (await fetch(`${server.url}/datasets/sales`)).json()).toMatchObject({
    version: sha256(table),
    rows,
    columns: [
      { name: "day", type: "date" },
      { name: "region", type: "text" },
      { name: "amount", type: "integer" },
    ],
  });
  const query = await fetch(`${server.url}/queries`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sql: "SELECT max(amount) AS most FROM data", datasets: { data: "sales" } }),
  });
  expect(await query.json()).toMatchObject({ rows: [[100_000 + rows - 1]] });
  const faulty = Buffer.concat([table, Buffer.from("2026-02-01,South\n")]);
  expect(await ended(await upload("sales", faulty))).toMatchObject({
    status: "failed",
    failure: { status: 422, problems: [{ line: rows + 2 }] },
  });
  expect(await (await fetch(`${server.url}/datasets/sales`)).json()).toMatchObject({ version: sha256(table) });
  // The bytes are kept once, as the dataset. What was sent, and the mark of an open upload, go after the outcome is stored.
  await expect
    .poll(
      async () => {
        const files = await readdir(join(dataDir, "uploads"), { recursive: true, withFileTypes: true });
        return files.flatMap((file) => (file.isFile() && isObject(file.name) ? file.name : [])).toSorted();
      },
      { timeout: 30_000 },
    )
    .toEqual(["outcome.json", "outcome.json", "upload.json", "upload.json"]);
});

test("a template above 4 MB is pushed as an upload and becomes a draft; a faulty one is refused with its line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "large-"));
  // What cannot be compressed.
  const noise = Buffer.concat(
    Array.from({ length: 150_000 }, (_, index) => createHash("sha256").update(String(index)).digest()),
  );
  await mkdir(join(folder, "large/data"), { recursive: true });
  await Promise.all(
    Object.entries({
      "template.yaml": 'title: Large\ndate: "2026-01-31"\n',
      "report.md": "# Large\n",
      "data/large.json": JSON.stringify(noise.toString("base64")),
    }).map(([path, text]) => writeFile(join(folder, "large", path), text)),
  );
  const push = () =>
    runProgram(process.execPath, [
      join(import.meta.dirname, "../../../functions/local/broadsheet.mjs"),
      "push",
      join(folder, "large"),
      "--server",
      server.url,
    ]);
  const pushed = await push();
  expect(pushed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^large@[0-9a-f]{64}\n$/),
    stderr: expect.stringContaining("Publish it with: broadsheet promote large@"),
  });
  const { versions } = (await (await fetch(`${server.url}/templates/large/versions`)).json()) as {
    readonly versions: readonly { readonly version: string; readonly state: string }[];
  };
  expect(versions).toMatchObject([{ version: pushed.stdout.trim().slice("large@".length), state: "draft" }]);
  await writeFile(join(folder, "large/report.md"), "# Large\n\n::chrt\n");
  expect(await push()).toMatchObject({ code: 1, stderr: expect.stringContaining("report.md:3") });
  await removeData(folder);
});

test("a server that is killed leaves the file to the next one", async () => {
  const self = await upload("sales", table);
  await server.end("SIGKILL");
  expect(await readdir(join(dataDir, self))).not.toContain("outcome.json");
  server = await startServerProcess({ dataDir });
  expect(await ended(self)).toMatchObject({ status: "stored", version: sha256(table) });
  expect(await (await fetch(`${server.url}/datasets/sales`)).json()).toMatchObject({ rows });
});
