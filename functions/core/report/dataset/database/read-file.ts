import type { Database } from "./database.ts";

/** Reads a file that the database has written: the core knows no disk. */
export async function readFile(database: Database, path: string): Promise<Uint8Array> {
  const [row = {}] = await database.rows("SELECT content FROM read_blob($path)", { path });
  return Uint8Array.from((row["content"] as unknown as { readonly bytes: Uint8Array }).bytes);
}
