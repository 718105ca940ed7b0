import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "../../functions/client/create-client.ts";
import { version } from "../../functions/version.ts";
import { startServerProcess } from "../servers/start-server.ts";
import { settled, type StoredThings } from "./stored-things.ts";

/**
 * `node tests/stores/make-store.ts`, before a release: keeps a small store as this release writes it, with what is in
 * it. The next releases open it (`open-stores.test.ts`), so a kept store is never made again.
 */
const archive = join(import.meta.dirname, `${version}.tar.gz`);
if (existsSync(archive)) throw new Error(`${archive} is kept: each release has one store`);
const folder = mkdtempSync(join(tmpdir(), "kept-store-"));
try {
  const templates = join(folder, "templates");
  cpSync(join(import.meta.dirname, "../../functions/local/scaffold"), join(templates, "first-briefing"), {
    recursive: true,
  });
  const server = await startServerProcess({ dataDir: join(folder, "store"), templateFolders: [templates] });
  const things = await fill(server.url);
  await server.end("SIGTERM");
  rmSync(join(folder, "store/.store"), { recursive: true, force: true });
  writeFileSync(join(folder, "things.json"), `${JSON.stringify(things, null, 2)}\n`);
  const words = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  execFileSync("tar", [...words, "-czf", archive, "store", "things.json"], { cwd: folder });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A report, a batch of two rows and an edition of a publication, all ready. */
async function fill(server: string): Promise<StoredThings> {
  const client = createClient({ server });
  const template = "first-briefing";
  const report = given(await client.POST("/reports", { body: { template } }));
  const rows = {
    query: "SELECT DISTINCT 10 * (year // 10) AS decade FROM temperature WHERE year BETWEEN 1990 AND 2009 ORDER BY 1",
  };
  const batch = given(
    await client.POST("/batches", { body: { template, rows, map: { since: "decade" }, name: "since-{{ decade }}" } }),
  );
  const publication = "yearly";
  const named = { params: { path: { name: publication } } };
  given(await client.PUT("/publications/{name}", { ...named, body: { template, on: [] } }));
  given(await client.POST("/publications/{name}/run", named));
  return await settled(client, { version, report: report.id, batch: batch.id, publication });
}

/** What was answered. @throws Error with the problem, if it was refused */
function given<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}
