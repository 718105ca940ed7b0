import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { describeObjectStore } from "./object-store-contract.ts";

describeObjectStore("FileObjectStore", async () => {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-store-"));
  return { store: await FileObjectStore.open(folder), close: () => rm(folder, { recursive: true }) };
});
