import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** A PostgreSQL of Debian's in a folder of its own. */
export interface PostgresServer {
  readonly port: number;
  /** Runs statements as the superuser. */
  sql(text: string): Promise<pg.QueryResult>;
  /** Ends it at once, as a machine that fails does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server; PostgreSQL refuses to run as root, for whom it runs as `nobody`. */
export async function startPostgres(): Promise<PostgresServer> {
  const [version] = (await readdir("/usr/lib/postgresql")).toSorted().toReversed();
  const bin = `/usr/lib/postgresql/${version}/bin`;
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-postgres-"));
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
  const as = nobody === undefined ? {} : { uid: nobody, gid: nobody };
  if (nobody !== undefined) await chown(folder, nobody, nobody);
  await chmod(folder, 0o700);
  const data = join(folder, "data");
  const environment = { env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C", HOME: folder }, cwd: folder };
  await run(`${bin}/initdb`, ["-D", data, "-U", "super", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"], {
    ...as,
    ...environment,
  });
  await writeFile(
    join(data, "pg_hba.conf"),
    "local all super trust\nhost all super 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
  );
  const port = await freePort();
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  const start = async (): Promise<void> => {
    const settings = ["fsync=off", "shared_buffers=16MB", "max_connections=20", `unix_socket_directories=${folder}`];
    const started = spawn(
      `${bin}/postgres`,
      ["-D", data, "-p", String(port), "-h", "127.0.0.1", ...settings.flatMap((one) => ["-c", one])],
      { ...as, ...environment, stdio: "ignore" },
    );
    child = started;
    ended = new Promise((resolve) => started.once("exit", resolve));
    for (let attempt = 0; ; attempt += 1)
      try {
        await sql("SELECT 1");
        return;
      } catch (error) {
        if (attempt === 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
  };
  const sql = async (text: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ host: "127.0.0.1", port, user: "super", database: "postgres", ssl: false });
    client.on("error", () => {});
    await client.connect();
    try {
      return await client.query(text);
    } finally {
      await client.end().catch(() => {});
    }
  };
  const kill = async (): Promise<void> => {
    child?.kill("SIGQUIT");
    await ended;
  };
  await start();
  return {
    port,
    sql,
    kill,
    start,
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
