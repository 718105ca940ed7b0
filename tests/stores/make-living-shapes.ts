import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { createClient } from "../../functions/client/create-client.ts";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { startServerProcess } from "../servers/start-server.ts";
import { startPostgres } from "../source/postgres-server.ts";
import { ready } from "./stored-things.ts";

/*
 * `node tests/stores/make-living-shapes.ts`: makes `shapes/living-data.tar.gz`, a data directory with what came with
 * living data: a contract with its results, a refused file and how fresh its dataset is; sources of each engine, one
 * of which has fetched; a long text with its table as Parquet; a version from which rows were erased; a report of data
 * that were not fresh; editions with what changed in their data, a letter that says it, and renditions. Run it once
 * when a stored shape is new, and keep what it makes: later releases must read it.
 */
const folder = mkdtempSync(join(tmpdir(), "living-shapes-"));
const store = join(folder, "store");
const write = (path: string, text: string): string => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
};
const run = async (...words: readonly string[]): Promise<void> => {
  await runCommand([...words, "--data-dir", store]);
};

write(
  "templates/sentence/template.yaml",
  `title: A sentence
description: Of numbers.
kicker: Test
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-01"
datasets:
  numbers:
    default: numbers
    columns: { year: integer, value: number }
    freshness: { within: 1m, severity: warning }
`,
);
write("templates/sentence/report.md", "# A sentence\n\nThe sum is {{ total.first.value }}.\n");
write("templates/sentence/queries/total.sql", "SELECT sum(value) AS value FROM numbers\n");

await run("datasets", "put", "numbers", write("numbers.csv", "year,value\n2020,1\n2021,2\n"));
const recipe = "checks:\n  - range: {value: {from: 0}}\n  - unique: year\n    severity: warning\nfreshness: 36h\n";
await run("datasets", "recipe", "numbers", "--file", write("recipe.yaml", recipe));
await run("datasets", "put", "numbers", write("bad.csv", "year,value\n2020,-1\n")).catch(() => undefined);
process.exitCode = 0;
const long = Array.from({ length: 9_000 }, (_, index) => `${index},name of ${index % 7},${index % 13}`);
await run("datasets", "put", "long", write("long.csv", `id,name,value\n${long.join("\n")}\n`));
await run("datasets", "put", "people", write("people.csv", "name,city\nAda,London\nEmmy,Göttingen\n"));
await run("datasets", "erase", "people", "--where", "name = 'Ada'", "--reports", "keep", "--yes");

const postgres = await startPostgres();
await postgres.sql(
  "CREATE ROLE reader LOGIN PASSWORD 'word'; CREATE TABLE orders (day date, total numeric(10, 2)); GRANT SELECT ON orders TO reader; INSERT INTO orders VALUES ('2026-01-02', 2.5), ('2026-01-01', 1.25)",
);
const connections = write(
  "connections.yaml",
  `connections:
  shop: { engine: postgres, host: 127.0.0.1, port: ${postgres.port}, database: postgres, user: reader, password: { file: ${write("password", "word\n")} }, sslmode: disable }
  exports: { engine: s3, bucket: exports, region: us-east-1, endpoint: "http://127.0.0.1:9", path-style: true, local: true }
  lake: { engine: athena, region: us-east-1, workgroup: w, database: d, output: "s3://output/broadsheet/" }
  files: { engine: http, base: "https://files.example/" }
`,
);
const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, _, done) => stream.resume().on("end", done),
});
await once(mail.listen(0, "127.0.0.1"), "listening");
const server = await startServerProcess({
  dataDir: store,
  templateFolders: [join(folder, "templates")],
  connections,
  smtp: `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`,
  mailFrom: "Reports <reports@example.org>",
});
const client = createClient({ server: server.url });
const named = (name: string) => ({ params: { path: { name } } });
const source = async (name: string, text: string): Promise<void> => {
  const answer = await fetch(`${server.url}/sources/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/yaml" },
    body: text,
  });
  if (!answer.ok) throw new Error(await answer.text());
};
await source("orders", "engine: postgres\nconnection: shop\nquery: SELECT day, total FROM orders\n");
await source("exported", "engine: s3\nconnection: exports\nprefix: sales/\nsuffix: .csv\nrefresh: { every: 1h }\n");
await source("asked", "engine: athena\nconnection: lake\nquery: SELECT 1 AS n\norder: [n]\n");
await source(
  "fetched",
  "engine: http\nconnection: files\npath: a.csv\nrefresh: { schedule: 0 6 * * *, timezone: Europe/Zurich }\n",
);
await ready(async () => {
  const { data } = await client.GET("/sources/{name}", named("orders"));
  return data && { status: data.state === "ready" ? "ready" : data.state === "failed" ? "failed" : "waits" };
});

const deliver = [
  { mail: { to: ["anna@example.org"], attach: true, renditions: ["html" as const], dataChanges: true } },
];
await client.PUT("/publications/{name}", { ...named("daily"), body: { template: "sentence", on: [], deliver } });
for (const date of ["2026-01-01", "2026-01-02"]) {
  await client.POST("/publications/{name}/run", { ...named("daily"), body: { date } });
  await ready(async () => (await client.GET("/publications/{name}/editions", named("daily"))).data?.editions[0]);
  const next = "year,value\n2020,1\n2021,2\n2022,7\n";
  await fetch(`${server.url}/datasets/numbers`, { method: "PUT", headers: { "content-type": "text/csv" }, body: next });
}
await ready(async () => {
  const { data } = await client.GET("/deliveries/{channel}", { params: { path: { channel: "mail" } } });
  const states = data?.deliveries.map(({ state }) => state) ?? [];
  return { status: states.length === 2 && states.every((state) => state === "delivered") ? "ready" : "waits" };
});
await pause(62_000);
const { data: report } = await client.POST("/reports", { body: { template: "sentence" } });
await ready(async () => (await client.GET("/reports/{id}", { params: { path: { id: report!.id } } })).data);
process.stdout.write(`${report!.id}\n`);

await server.end("SIGTERM");
mail.close();
await postgres.close();
rmSync(join(store, ".store"), { recursive: true, force: true });
rmSync(join(store, ".secrets.json"), { force: true });
const words = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
execFileSync("tar", [...words, "-czf", join(import.meta.dirname, "shapes/living-data.tar.gz"), "-C", folder, "store"]);
rmSync(folder, { recursive: true, force: true });
