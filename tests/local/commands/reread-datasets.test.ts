import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { rereadDatasets } from "../../../functions/local/commands/reread-datasets.ts";
import { type RunningServer, startServer } from "../../../functions/local/server/server.ts";
import { anna, childrens, storeAsBefore } from "../../core/report/dataset/older-store.ts";
import { captureOutput } from "../capture-output.ts";

let dataDir: string;
let server: RunningServer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "broadsheet-reread-"));
  const output = { write: () => true };
  server = await startServer({ port: 0, dataDir, templateFolders: [], threads: 1, output, errors: output });
});
afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

test("all datasets that an older reader read are read again, each with its old and its new version; then none is left", async () => {
  const store = await openStore(dataDir);
  const old = await storeAsBefore(store, "letters", childrens);
  const same = await storeAsBefore(store, "people", anna);
  // This release refuses it: nobody can tell which encoding it is in.
  await storeAsBefore(store, "refused", {
    body: Uint8Array.from(Buffer.from("a,n\nx\u00a4,1\n", "latin1")),
    table: "a,n\nx,1\n",
  });
  const first = await captureOutput(async () =>
    Number(await rereadDatasets([], { server: server.url, all: true, json: true })),
  );
  expect(first.code).toBe(0);
  const { datasets, failed } = JSON.parse(first.stdout) as {
    datasets: { dataset: string; before: string; version: string }[];
    failed: { dataset: string }[];
  };
  expect(datasets).toEqual([
    { dataset: "letters", before: old, version: expect.not.stringMatching(old) },
    { dataset: "people", before: same, version: same },
  ]);
  expect(failed).toMatchObject([{ dataset: "refused", problems: [{ code: "unknown-encoding" }] }]);
  const second = await captureOutput(async () =>
    Number(await rereadDatasets(["letters", "people"], { server: server.url })),
  );
  expect(second.stdout).toBe("letters  read as before\npeople  read as before\n");
});

test("without a name, or with a name and --all, the command says what it takes", async () => {
  await expect(rereadDatasets([], { server: server.url })).rejects.toMatchObject({
    problems: [{ code: "missing-dataset" }],
  });
  await expect(rereadDatasets(["a"], { server: server.url, all: true })).rejects.toMatchObject({
    problems: [{ code: "missing-dataset" }],
  });
});
