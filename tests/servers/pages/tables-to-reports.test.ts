import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { linkCommand } from "../../../functions/local/start/link-command.ts";
import { type PostgresServer, startPostgres } from "../../source/postgres-server.ts";
import { type AthenaServer, startAthena } from "../stores/athena-server.ts";
import { type Ceph, startCeph } from "../ceph.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

/*
 * The lines of docs/data.md that lead from a table to a report that comes by itself, as they are printed there: a messy
 * file, PostgreSQL, a prefix of a bucket and Athena, each with a real server but Athena, whose SELECT DuckDB runs.
 */
const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);
const lines = /```sh\n([\s\S]*?)```/
  .exec(readFileSync(join(root, "docs/data.md"), "utf8"))![1]!
  .trim()
  .split("\n");
let postgres: PostgresServer | undefined;
let ceph: Ceph | undefined;
let athena: AthenaServer | undefined;
let server: ServerProcess | undefined;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tables-"));
  linkCommand(root);
  [postgres, ceph] = await Promise.all([startPostgres(), startCeph()]);
  const { endpoint, credentials } = ceph;
  vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
  const s3 = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  for (const Bucket of ["exports", "output", "results"]) await s3.send(new CreateBucketCommand({ Bucket }));
  for (const [Key, Body] of [
    ["2026/01.csv", "day,amount\n2026-01-01,2\n"],
    ["2026/02.csv", "day,amount\n2026-02-01,3\n"],
  ] as const)
    await s3.send(new PutObjectCommand({ Bucket: "exports", Key, Body }));
  await postgres.sql(
    "CREATE ROLE reader LOGIN PASSWORD 'word'; CREATE TABLE orders (day date, amount numeric(10, 2)); GRANT SELECT ON orders TO reader; INSERT INTO orders VALUES ('2026-01-01', 2.5), ('2026-01-02', 4)",
  );
  athena = await startAthena(s3, "results");
  await athena.sql("CREATE TABLE orders AS SELECT 'North' AS region, 2.5::DECIMAL(10, 2) AS amount FROM range(3)");
  await writeFile(join(folder, "password"), "word\n");
  await writeFile(
    join(folder, "messy.csv"),
    "month,amount\n2026-01,2.5\n2026-02,n/a\n2026-03,4\n2026-04,5\nTotal,11.5\n",
  );
  const place = `region: us-east-1, path-style: true, local: true`;
  await writeFile(
    join(folder, "connections.yaml"),
    `connections:
  shop: { engine: postgres, host: 127.0.0.1, port: ${postgres.port}, database: postgres, user: reader, password: { file: ${join(folder, "password")} }, sslmode: disable }
  exports: { engine: s3, bucket: exports, endpoint: "${endpoint}", ${place} }
  lake: { engine: athena, database: sales, workgroup: briefings, output: "s3://output/broadsheet/", endpoint: "${athena.endpoint}", output-endpoint: "${endpoint}", ${place} }
`,
  );
  await cp(join(root, "templates/dataset-profile"), join(folder, "templates/dataset-profile"), { recursive: true });
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    connections: join(folder, "connections.yaml"),
  });
}, 180_000);

afterAll(async () => {
  await server?.end("SIGTERM");
  await Promise.all([athena?.close(), postgres?.close(), ceph?.stop()]);
  await removeData(folder);
});

test("the documentation has a line for each kind of table", () => {
  expect(lines.map((line) => /messy\.csv|postgres|s3|athena/.exec(line)?.[0])).toEqual([
    "messy.csv",
    "postgres",
    "s3",
    "athena",
  ]);
});

test.each(lines.map((line) => [/publish (\S+)/.exec(line)![1]!, line] as const))(
  "%s: the printed line makes a publication, whose edition is a report of the table",
  async (name, line) => {
    const env = {
      ...process.env,
      PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
      BROADSHEET_SERVER: server!.url,
    };
    await run("bash", ["-o", "pipefail", "-c", line], { cwd: folder, env, timeout: 120_000 });
    const at = `${server!.url}/publications/${name}`;
    const { id } = (await (await fetch(`${at}/run`, { method: "POST", headers: { prefer: "wait=20" } })).json()) as {
      id: string;
    };
    const status = async (): Promise<unknown> =>
      ((await (await fetch(`${at}/editions/${id}`)).json()) as { status: string }).status;
    await expect.poll(status, { timeout: 90_000, interval: 200 }).toBe("ready");
    const next = (await (await fetch(at)).json()) as { next: string; datasets: Readonly<Record<string, string>> };
    expect(Date.parse(next.next)).toBeGreaterThan(0);
    const dataset = /data=(\S+)/.exec(line)![1]!;
    const { rows, columns } = (await (await fetch(`${server!.url}/datasets/${dataset}`)).json()) as {
      rows: number;
      columns: readonly { name: string; type: string }[];
    };
    expect([rows, columns.find((column) => column.name === "amount")?.type]).toEqual([
      { "weekly-sales": 4, "weekly-orders": 2, "weekly-exports": 2, "weekly-regions": 1 }[name],
      name === "weekly-exports" ? "integer" : "number",
    ]);
  },
  180_000,
);
