import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";

/*
 * A separate process that writes until it is killed. After each write that was answered it prints, for example, `put
 * 17`. What it has printed must be stored afterwards.
 *
 *     node store-writer.ts <folder> <first number>
 */
const [folder, first] = process.argv.slice(2);
const store = await FileObjectStore.open(folder!);

/** Repeats the number many times, so that half an object shows. */
const content = (number: number): Uint8Array => new TextEncoder().encode(`${number}\n`.repeat(500_000));

process.stdout.write("open\n");
for (let number = Number(first); ; number += 1) {
  await store.put("current/data.json", content(number), number % 3 === 0 ? "text/odd" : "application/json");
  process.stdout.write(`put ${number}\n`);
  await store.create(`all/${number}/report.pdf`, content(number), "application/pdf");
  process.stdout.write(`create ${number}\n`);
  const found = await store.get("counter.json");
  const count = found ? Number(new TextDecoder().decode(found.body)) : 0;
  const next = new TextEncoder().encode(String(count + 1));
  if (found) await store.replace("counter.json", next, "application/json", found.etag);
  else await store.create("counter.json", next, "application/json");
  if (number % 4 === 3) {
    await store.delete(`all/${number}/report.pdf`);
    process.stdout.write(`delete ${number}\n`);
  }
}
