import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockDataDirectory } from "../../functions/adapters/lock-data-directory.ts";
import { openStore } from "../../functions/adapters/open-store.ts";
import { takeProcessLock } from "../../functions/adapters/process-lock.ts";
import { isAlive, processOwner } from "../../functions/adapters/process-owner.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-lock-"));
});
afterAll(() => rm(folder, { recursive: true }));

const program = (body: string): string =>
  `import { lockDataDirectory } from ${JSON.stringify(join(import.meta.dirname, "../../functions/adapters/lock-data-directory.ts"))};\n${body}`;

/** Starts a separate program; resolves with its first output and with the process. */
function start(body: string) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program(body)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { child, said, ended: new Promise((resolve) => child.once("close", resolve)) };
}

test("a data directory has one server, and other servers get an error with its process", async () => {
  const data = join(folder, "one");
  const lock = await lockDataDirectory(data);
  await expect(lockDataDirectory(data)).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringContaining(`process ${process.pid}, is using the data directory ${data}`) as string,
    problems: [{ code: "data-directory-in-use" }],
  });
  const other = start(
    `await lockDataDirectory(${JSON.stringify(data)}).catch((error) => console.log(error.problems[0].code));`,
  );
  expect(await other.said).toBe("data-directory-in-use");
  await lock.release();
  const second = await lockDataDirectory(data);
  expect(second.run).not.toBe(lock.run);
  await second.release();
});

test("the lock of a server that was killed is taken over at once", async () => {
  const data = join(folder, "killed");
  for (let turn = 0; turn < 3; turn += 1) {
    const server = start(
      `console.log((await lockDataDirectory(${JSON.stringify(data)})).run); setInterval(() => {}, 1000);`,
    );
    const run = await server.said;
    await expect(lockDataDirectory(data)).rejects.toMatchObject({ kind: "conflict" });
    server.child.kill("SIGKILL");
    await server.ended;
    const lock = await lockDataDirectory(data);
    expect(lock.run).not.toBe(run);
    await lock.release();
  }
});

test("of many that find a dead server's lock, one takes it over", async () => {
  const data = join(folder, "many");
  const dead = start(
    `await lockDataDirectory(${JSON.stringify(data)}); console.log("locked"); process.kill(process.pid, "SIGKILL");`,
  );
  await dead.said;
  await dead.ended;
  const body = `const won = await lockDataDirectory(${JSON.stringify(data)}).then(() => "won", () => "lost"); console.log(won); setInterval(() => {}, 1000);`;
  const all = Array.from({ length: 6 }, () => start(body));
  const said = await Promise.all(all.map((one) => one.said));
  for (const { child } of all) child.kill("SIGKILL");
  expect(said.filter((one) => one === "won")).toHaveLength(1);
});

test("within one process too, one of many at a time holds a lock, and tickets only rise", async () => {
  const lock = join(folder, "tickets");
  let holding = 0;
  const tickets: number[] = [];
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      for (;;) {
        const taken = await takeProcessLock(lock);
        if (!("release" in taken)) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          continue;
        }
        expect((holding += 1)).toBe(1);
        tickets.push(taken.ticket);
        await new Promise((resolve) => setTimeout(resolve, 2));
        holding -= 1;
        return taken.release();
      }
    }),
  );
  expect(tickets).toHaveLength(12);
  expect(tickets).toEqual([...tickets].sort((a, b) => a - b));
});

test("a server on another host keeps its lock while it shows signs of life", async () => {
  const data = join(folder, "foreign");
  await (await lockDataDirectory(data)).release();
  const ticket = join(data, ".store/server/2");
  await writeFile(ticket, "000000000000-1-000000000000");
  await expect(lockDataDirectory(data)).rejects.toMatchObject({ kind: "conflict" });
  const past = new Date(Date.now() - 11_000);
  await utimes(ticket, past, past);
  await (await lockDataDirectory(data)).release();
});

test("a server that starts where one in another container was just killed waits for its heartbeats to end", async () => {
  const data = join(folder, "container");
  await (await lockDataDirectory(data)).release();
  const ticket = join(data, ".store/server/2");
  await writeFile(ticket, "000000000000-1-000000000000");
  const recent = new Date(Date.now() - 8_000);
  await utimes(ticket, recent, recent);
  await (await lockDataDirectory(data, { waits: true })).release();
});

test("an address is no data directory", async () => {
  await expect(lockDataDirectory("s3://bucket/prefix")).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ code: "invalid-option", seen: "s3://bucket/prefix" }],
  });
});

test("a process is alive under its own start only", () => {
  const [host, pid, start] = processOwner().split("-");
  expect(isAlive(processOwner(), Infinity)).toBe(true);
  expect(isAlive(`${host}-${pid}-000000000000`, 0)).toBe(false);
  expect(isAlive(`${host}-999999999-${start}`, 0)).toBe(false);
  expect(isAlive(`000000000000-${pid}-${start}`, 9_999)).toBe(true);
  expect(isAlive(`000000000000-${pid}-${start}`, 10_001)).toBe(false);
});

test.each([
  ["/proc/broadsheet", "it cannot be created there"],
  ["/proc/broadsheet/deep", "it cannot be created there"],
  [import.meta.filename, "it is not a folder"],
  [join(import.meta.filename, "below"), "a part of its path is not a folder"],
])("a data directory that cannot be used is reported: %s", async (folder, reason) => {
  await expect(lockDataDirectory(folder)).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [
      {
        code: "data-directory-unusable",
        message: `The data directory ${folder} cannot be used: ${reason}`,
        where: { name: "--data-dir" },
      },
    ],
  });
});

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("a data directory that is created is its owner's alone; one that was there keeps its mode", async () => {
  const before = process.umask(0);
  try {
    await (await lockDataDirectory(join(folder, "deep", "private"))).release();
    await openStore(join(folder, "store"));
    await mkdir(join(folder, "shared"));
    await chmod(join(folder, "shared"), 0o770);
    await (await lockDataDirectory(join(folder, "shared"))).release();
  } finally {
    process.umask(before);
  }
  expect([
    await modeOf(join(folder, "deep", "private")),
    await modeOf(join(folder, "store")),
    await modeOf(join(folder, "shared")),
  ]).toEqual([0o700, 0o700, 0o770]);
});
