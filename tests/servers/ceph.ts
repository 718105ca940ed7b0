import { execFile } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { spawnDaemon } from "./spawn-daemon.ts";

const run = promisify(execFile);

export interface Ceph {
  /** `http://127.0.0.1:<port>` of the S3 gateway. */
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  stop(): Promise<void>;
}

/**
 * Starts a one-node Ceph on loopback: a monitor, an object daemon that keeps everything in memory, and the S3 gateway,
 * which checks signatures and conditions as S3 does. Needs `ceph-mon`, `ceph-osd` and `radosgw` (Debian packages of the
 * same names, with `ceph-common`). It takes free ports.
 */
export async function startCeph(): Promise<Ceph> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-ceph-"));
  for (const name of ["mon", "osd", "run", "log", "rgw"]) await mkdir(join(folder, name));
  const [monitorPort, gatewayPort] = await freePorts(2);
  const cluster = randomUUID();
  const configuration = join(folder, "ceph.conf");
  await writeFile(configuration, await configure(folder, cluster, monitorPort!, gatewayPort!));
  const environment = { ...process.env, CEPH_CONF: configuration };
  const tool = (program: string, ...given: string[]) => run(program, given, { env: environment, timeout: 60_000 });
  const daemons = new Set<ChildProcess>();
  let stopping = false;
  // Now and then the object daemon asks the monitor before it knows the cluster's id, is refused and gives up. Then it
  // is started again, as under any supervisor.
  const daemon = (program: string, ...given: string[]): void => {
    const child = spawnDaemon(program, given, { env: environment, stdio: "ignore" });
    daemons.add(child);
    child.once("exit", () => {
      daemons.delete(child);
      if (!stopping) setTimeout(() => stopping || daemon(program, ...given), 100);
    });
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    const ended = [...daemons].map((child) => new Promise((end) => child.once("exit", end)));
    // Data in memory needs no orderly end.
    for (const child of daemons) child.kill("SIGKILL");
    await Promise.all(ended);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const map = join(folder, "monmap");
    await tool("monmaptool", "--create", "--fsid", cluster, "--addv", "a", `[v1:127.0.0.1:${monitorPort}]`, map);
    await tool("ceph-mon", "--mkfs", "-i", "a", "--monmap", map, "--keyring", "/dev/null");
    daemon("ceph-mon", "-f", "-i", "a");
    const objectDaemon = randomUUID();
    await repeat(() => tool("ceph", "osd", "new", objectDaemon));
    await tool("ceph-osd", "--mkfs", "-i", "0", "--osd-uuid", objectDaemon, "--no-mon-config");
    daemon("ceph-osd", "-f", "-i", "0");
    const credentials = { accessKeyId: "testkey", secretAccessKey: "testsecret" };
    const user = [
      "--uid",
      "app",
      "--display-name",
      "app",
      "--access-key",
      credentials.accessKeyId,
      "--secret",
      credentials.secretAccessKey,
    ];
    await tool("radosgw-admin", "user", "create", ...user);
    daemon("radosgw", "-f", "-n", "client.rgw");
    const endpoint = `http://127.0.0.1:${gatewayPort}`;
    await answering(endpoint);
    return { endpoint, credentials, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function configure(folder: string, cluster: string, monitorPort: number, gatewayPort: number): Promise<string> {
  return `[global]
fsid = ${cluster}
mon host = v1:127.0.0.1:${monitorPort}
mon initial members = a
auth cluster required = none
auth service required = none
auth client required = none
auth allow insecure global id reclaim = true
ms bind msgr2 = false
ms bind ipv4 = true
public addr = 127.0.0.1
cluster addr = 127.0.0.1
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.05
paxos min wait = 0.02
mon tick interval = 1
mon data = ${folder}/mon
mon data avail crit = 1
mon data avail warn = 1
mon osd min down reporters = 1
osd class dir = ${await classFolder()}
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd memory target = 939524096
osd max object name len = 4096
run dir = ${folder}/run
admin socket =
log file = ${folder}/log/$name.log
pid file = ${folder}/run/$name.pid
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw data = ${folder}/rgw
rgw thread pool size = 32
rgw num rados handles = 1
rgw enable usage log = false
rgw gc max objs = 1
rgw lc max objs = 1
rgw objexp hints num shards = 1
`;
}

/** Finds the object classes, which Debian keeps in a folder named after the machine's architecture. */
async function classFolder(): Promise<string> {
  const machines = (await readdir("/usr/lib")).filter((name) => name.endsWith("-linux-gnu"));
  for (const machine of machines) {
    const folder = join("/usr/lib", machine, "rados-classes");
    if (
      await readdir(folder).then(
        () => true,
        () => false,
      )
    )
      return folder;
  }
  throw new Error("the object classes of Ceph are not in /usr/lib/*/rados-classes: install ceph-osd");
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Tries again, since on a busy machine a monitor that has just started sometimes refuses. */
async function repeat(step: () => Promise<unknown>): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    try {
      await step();
      return;
    } catch (error) {
      if (turn === 10) throw error;
      await delay(300);
    }
  }
}

async function answering(endpoint: string): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer !== undefined) return;
    await delay(50);
  }
  throw new Error(`no S3 gateway at ${endpoint} after 30 s`);
}
