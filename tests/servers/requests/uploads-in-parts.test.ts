import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

const mebibyte = 1024 * 1024;
const command = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");

/** A table of 47 MiB in few cells, which is six parts. */
const line = (row: number): string =>
  `${row},${createHash("sha512").update(String(row)).digest("hex").repeat(4_096)}\n`;
const table = Buffer.from(`row,text\n${Array.from({ length: 94 }, (_, row) => line(row)).join("")}`);
const parts = 6;

let dataDir = "";
let server: ServerProcess;
let proxy: Server;
/** Bytes from the clients to the server since this was set, and what happens at how many. */
let passed = 0;
let due: { readonly at: number; readonly act: () => void } | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "uploads-in-parts-"));
  await writeFile(join(dataDir, "..", `${dataDir.split("/").at(-1)}.csv`), table);
  server = await startServerProcess({ dataDir });
  passed = 0;
  due = undefined;
  proxy = createServer((client) => {
    const upstream = connect(Number(new URL(server.url).port), "127.0.0.1");
    for (const socket of [client, upstream])
      socket.on("error", () => [client, upstream].forEach((one) => one.destroy()));
    client.on("data", (piece) => {
      passed += piece.length;
      if (due === undefined || passed < due.at) return;
      const { act } = due;
      due = undefined;
      act();
    });
    client.pipe(upstream).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
});

afterEach(async () => {
  proxy.close();
  await server.end("SIGTERM");
  await removeData(dataDir);
  await removeData(`${dataDir}.csv`);
});

interface Put {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** Runs `broadsheet datasets put` by way of the proxy. */
function put(): Put {
  const { port } = proxy.address() as { readonly port: number };
  const words = [command, "datasets", "put", "large", `${dataDir}.csv`, "--server", `http://127.0.0.1:${port}`];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return { child, ended: once(child, "close").then(([code]) => ({ code: code as number | null, stderr })) };
}

/** Parts that lie in the store, of all uploads. */
async function arrived(): Promise<number> {
  const found = await readdir(join(dataDir, "uploads"), { recursive: true });
  return found.filter((path) => /\/parts\/[0-9]{5}-[0-9a-f]{64}\.%$/.test(path)).length;
}

/** Waits until no part is left: parts are removed after the outcome is stored. */
async function removed(): Promise<void> {
  await expect.poll(arrived, { timeout: 30_000 }).toBe(0);
}

const current = async (): Promise<unknown> => (await fetch(`${server.url}/datasets/large`)).json();
const sha256 = createHash("sha256").update(table).digest("hex");

test(
  "a client that is killed goes on with the parts that are missing, also while the server is killed",
  { timeout: 300_000 },
  async () => {
    expect(Math.ceil(table.length / (8 * mebibyte))).toBe(parts);
    const first = put();
    due = { at: 34 * mebibyte, act: () => first.child.kill("SIGKILL") };
    expect((await first.ended).code).toBeNull();
    const there = await arrived();
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(parts);

    passed = 0;
    let restarted: Promise<void> | undefined;
    due = {
      at: 4 * mebibyte,
      act: () =>
        void (restarted = (async () => {
          await server.end("SIGKILL");
          server = await startServerProcess({ dataDir });
        })()),
    };
    const { code, stderr } = await put().ended;
    await restarted;
    const found = /^(\d) of 6 parts are there/.exec(stderr)?.[1];
    // The server may have stored one more that had arrived.
    expect(Number(found)).toBeGreaterThanOrEqual(there);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining(`${found} of ${parts} parts are there`),
    });
    expect(await current()).toMatchObject({ version: sha256, rows: 94 });
    await removed();
  },
);

test("two clients that send the same file share its parts", { timeout: 300_000 }, async () => {
  const [one, other] = [put(), put()];
  expect([(await one.ended).code, (await other.ended).code]).toEqual([0, 0]);
  expect(await current()).toMatchObject({ version: sha256, rows: 94 });
  await removed();
});
