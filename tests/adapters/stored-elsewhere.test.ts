import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { sentence } from "../http/open-test-app.ts";

/** Moves of the name, each followed by a request. */
const rounds = process.env["SOAK"] === undefined ? 60 : 10_000;

test("what one process stored is current for every later request to another", async () => {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-elsewhere-"));
  const store = await FileObjectStore.open(folder);
  const world = createWorld(store);
  const scratch = await openScratchFolder();
  const versions: string[] = [];
  for (const value of [1, 2, 3]) {
    const body = new TextEncoder().encode(`year,value\n2020,${value}\n`);
    versions.push((await storeDataset(store, "numbers", { body, format: "csv" }, scratch)).version);
  }
  await storeTemplate(store, "sentence", sentence);
  const child = spawn(process.execPath, [join(import.meta.dirname, "name-mover.ts"), folder, "numbers"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await lines.next();
    let stale = 0;
    for (let round = 0; round < rounds; round += 1) {
      const version = versions[round % versions.length]!;
      // Whatever this process may keep of the store, it keeps now.
      await acceptReport({ template: "sentence" }, world);
      child.stdin.write(`${version}\n`);
      await lines.next();
      const accepted = await acceptReport({ template: "sentence" }, world);
      if (accepted.datasets["numbers"]?.version !== version) stale += 1;
    }
    expect(stale).toBe(0);
  } finally {
    child.kill();
    await scratch.dispose();
    await rm(folder, { recursive: true });
  }
}, 600_000);
