import { createInterface } from "node:readline";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { moveName } from "../../functions/core/names/name-log.ts";

/*
 * A separate process that moves a dataset's name. For each line, a version, it moves the name there and prints the
 * line; from then on no other process may see an earlier version.
 *
 *     node name-mover.ts <folder> <dataset>
 */
const [folder, dataset] = process.argv.slice(2);
const store = await FileObjectStore.open(folder!);
process.stdout.write("open\n");
for await (const version of createInterface({ input: process.stdin })) {
  await moveName(store, `datasets/${dataset}`, version, "put");
  process.stdout.write(`${version}\n`);
}
