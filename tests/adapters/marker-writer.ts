import { createInterface } from "node:readline";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";

/*
 * A separate process that creates and deletes empty objects: for each line `+<key>` or `-<key>` it does so and prints
 * the line.
 *
 *     node marker-writer.ts <folder>
 */
const store = await FileObjectStore.open(process.argv[2]!);
process.stdout.write("open\n");
for await (const line of createInterface({ input: process.stdin })) {
  const key = line.slice(1);
  if (line.startsWith("+")) await store.create(key, new Uint8Array(), "application/octet-stream");
  else await store.delete(key);
  process.stdout.write(`${line}\n`);
}
