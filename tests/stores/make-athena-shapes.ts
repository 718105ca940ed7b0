import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startCeph } from "../servers/ceph.ts";
import { startServerProcess } from "../servers/start-server.ts";
import { startAthena } from "../servers/stores/athena-server.ts";
import { ready } from "./stored-things.ts";

/*
 * `node tests/stores/make-athena-shapes.ts`: makes `shapes/athena.tar.gz`, a data directory with a source of Athena
 * that has read tables of Iceberg as one snapshot each, and one whose run is under way: `run.json`, and the run's
 * marker. Run it once when a stored shape is new, and keep what it makes: later releases must read it.
 */
const folder = mkdtempSync(join(tmpdir(), "athena-shapes-"));
const store = join(folder, "store");
const ceph = await startCeph();
const { endpoint, credentials } = ceph;
const s3 = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
for (const Bucket of ["output", "results"]) await s3.send(new CreateBucketCommand({ Bucket }));
const athena = await startAthena(s3, "results");
await athena.snapshot("sales.orders", "4390612840123456789", "SELECT n AS id, n * 2 AS total FROM range(1, 4) r(n)");
process.env["AWS_ACCESS_KEY_ID"] = credentials.accessKeyId;
process.env["AWS_SECRET_ACCESS_KEY"] = credentials.secretAccessKey;
writeFileSync(
  join(folder, "connections.yaml"),
  `connections:
  lake: { engine: athena, region: us-east-1, workgroup: briefings, database: sales, output: "s3://output/broadsheet/", endpoint: "${athena.endpoint}", output-endpoint: "${endpoint}", path-style: true, local: true }
`,
);
const server = await startServerProcess({ dataDir: store, connections: join(folder, "connections.yaml") });
const put = async (name: string): Promise<void> => {
  const answer = await fetch(`${server.url}/sources/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/yaml" },
    body: "engine: athena\nconnection: lake\niceberg: [orders]\nquery: SELECT id, total FROM orders\n",
  });
  if (!answer.ok) throw new Error(await answer.text());
};
await put("orders");
await ready(async () => {
  const found = (await (await fetch(`${server.url}/sources/orders`)).json()) as { state: string; problems?: object };
  if (found.state === "failed") throw new Error(JSON.stringify(found.problems));
  return { status: found.state === "ready" ? "ready" : "waits" };
});
athena.faults.meanwhile = async () => void (athena.faults.hangs = true);
await put("waits");
const run = join(store, "pulls/waits/pull/1/run.json");
await ready(async () => {
  const text = existsSync(run) ? readFileSync(run, "utf8") : "";
  return { status: /"ids":\["run-3","run-4"\]/.test(text) ? "ready" : "waits" };
});
process.stdout.write(`${readFileSync(run, "utf8")}\n`);
await server.end("SIGKILL");
await athena.close();
await ceph.stop();
rmSync(join(store, ".store"), { recursive: true, force: true });
rmSync(join(store, ".secrets.json"), { force: true });
const words = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
execFileSync("tar", [...words, "-czf", join(import.meta.dirname, "shapes/athena.tar.gz"), "-C", folder, "store"]);
rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
