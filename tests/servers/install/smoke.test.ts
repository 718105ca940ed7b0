import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { listAll } from "../../../functions/core/paging/list-all.ts";
import { smokeSteps } from "../../smoke/smoke-steps.ts";
import { runProgram } from "../run-program.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

/* `npm run smoke` against a server with tokens: what it does, and what it leaves. */

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-smoked-"));
const fileOf = (name: string): string => join(folder, `${name}.token`);
const received: string[] = [];
const receiver = createServer((request, response) => {
  received.push(String(request.headers["webhook-id"]));
  request.resume().on("end", () => response.writeHead(204).end());
});
let server: ServerProcess;

beforeAll(async () => {
  const tokens = (["admin", "reader"] as const).map((role) => {
    const token = `token-of-the-${role}-of-this-test`;
    writeFileSync(fileOf(role), `${token}\n`, { mode: 0o600 });
    return { name: role, role, sha256: createHash("sha256").update(token).digest("hex") };
  });
  writeFileSync(join(folder, "tokens.json"), JSON.stringify({ tokens }));
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    tokensFile: join(folder, "tokens.json"),
    allowLocalWebhooks: true,
  });
});
afterAll(async () => {
  receiver.close();
  await server?.end("SIGTERM");
  await removeData(folder);
});

/** Runs it, with the files of tokens named from the project's folder, as a person may name them. */
async function smoke(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const args = ["tests/smoke/smoke.ts", "--server", server.url, ...words];
  const { code, stdout } = await runProgram(process.execPath, args, { cwd: root });
  return { code, lines: stdout.split("\n") };
}

const as = (role: string): string => relative(root, fileOf(role));

async function left(): Promise<Readonly<Record<string, unknown>>> {
  const lists = ["reports", "batches", "publications", "webhooks", "templates", "datasets"];
  const headers = { authorization: "Bearer token-of-the-admin-of-this-test" };
  const answers = await Promise.all(
    lists.map(async (name) => {
      const answer = await fetch(`${server.url}/${name}`, { headers });
      return Object.entries((await answer.json()) as Record<string, unknown>).filter(([key]) => key === name);
    }),
  );
  return Object.fromEntries(answers.flat());
}

/** The prefixes below which the documentation says that something stays. */
function told(): readonly string[] {
  const text = readFileSync(join(root, "docs/operations.md"), "utf8");
  const [, table = ""] = /<!-- all: left after deletion -->\n\n(.*?)\n\n/s.exec(text) ?? [];
  const cells = table.split("\n").slice(2);
  return cells.flatMap((line) => [...line.split("|")[1]!.matchAll(/`([^`]+)`/g)].map(([, prefix]) => prefix!));
}

/** Keys of all objects in the server's store. */
async function keysLeft(): Promise<readonly string[]> {
  const store = await openStore(join(folder, "data"));
  const keys: string[] = [];
  for await (const { key } of listAll(store, "")) keys.push(key);
  return keys;
}

const empty = { reports: [], batches: [], publications: [], webhooks: [], templates: [], datasets: [] };

test("it goes through all that users do, tries a reader's rights, and leaves nothing", async () => {
  const { port } = receiver.address() as AddressInfo;
  const webhook = `http://127.0.0.1:${port}/`;
  const { code, lines } = await smoke(
    "--token-file",
    as("admin"),
    "--reader-token-file",
    as("reader"),
    "--webhook",
    webhook,
  );
  const steps = smokeSteps({ name: "smoke-x", webhook, reader: true }).map(({ title }) => `ok      ${title}`);
  expect(lines).toEqual(["ok      a caller without credentials is refused", ...steps, "All steps worked.", ""]);
  expect(code).toBe(0);
  expect(received).toHaveLength(1);
  expect(await left()).toEqual(empty);
  const prefixes = new Set((await keysLeft()).map((key) => `${key.split("/")[0]}/`));
  // A sweep may have come meanwhile.
  const swept = told().filter((prefix) => /^(?:pending|publishing)/.test(prefix));
  expect([...new Set([...prefixes, ...swept])].toSorted()).toEqual(told().toSorted());
});
