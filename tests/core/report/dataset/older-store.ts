import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { moveName } from "../../../../functions/core/names/name-log.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";

/** A file in Windows-1252, and its table as the first reader wrote it. */
export const childrens = {
  body: Uint8Array.from(Buffer.from("name,n\nChildren\u0092s services,1\n", "latin1")),
  table: "name,n\nChildrenís services,1\n",
};
/** A file that every reader reads alike. */
export const anna = { body: new TextEncoder().encode("name,n\nAnna,1\n"), table: undefined };

/** Stores a CSV file as the first reader did: its profile names no reader. */
export async function storeAsBefore(
  store: ObjectStore,
  name: string,
  { body, table }: { readonly body: Uint8Array; readonly table?: string | undefined },
): Promise<string> {
  const version = sha256(body);
  const folder = `datasets/${name}/${version}`;
  const read = table === undefined ? {} : { table: "csv", encoding: "macintosh" };
  const profile = {
    version,
    format: "csv",
    ...read,
    bytes: body.length,
    delimiter: ",",
    rows: 1,
    columns: [
      { name: "name", type: "text", nulls: 0 },
      { name: "n", type: "integer", nulls: 0 },
    ],
    warnings: [],
  };
  await store.create(`${folder}/data.csv`, body, "text/csv");
  if (table !== undefined) await store.create(`${folder}/table.csv`, new TextEncoder().encode(table), "text/csv");
  await store.create(`${folder}/dataset.json`, new TextEncoder().encode(JSON.stringify(profile)), "application/json");
  await moveName(store, `datasets/${name}`, version, "put");
  return version;
}
