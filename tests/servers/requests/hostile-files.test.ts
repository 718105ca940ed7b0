import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DatasetFormat } from "../../../functions/core/report/dataset/dataset.ts";
import { hostileFiles } from "../../core/report/dataset/hostile/hostile-files.ts";
import { largest } from "../../core/report/dataset/hostile/hostile-file.ts";
import { seededRandom } from "../../core/report/dataset/hostile/random.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

/**
 * Every kind of hostile file, several times, with SOAK=1; otherwise a few of them, cheap ones and those that once
 * killed the server.
 */
const soak = process.env["SOAK"] === "1";
const rounds = soak ? 4 : 1;
const sample =
  /500 columns|only quotes|odd names|a long text|overlapping|link over|endless columns|entities|a bomb|array formulas|arrays in arrays|states too much/;
const kinds = Object.keys(hostileFiles).filter((kind) => soak || sample.test(kind));

/** What one file may cost the process that reads it: seconds of CPU time and MiB of memory at its peak. */
const most = { seconds: 10, megabytes: 1024 };

/** Longest time, ms, for which the server may not answer others. */
const mostBlocked = 200;

const mediaTypes: Readonly<Record<DatasetFormat, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

let dataDir = "";
let server: ServerProcess;
/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick. */
const tick = 10;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hostile-"));
  server = await startServerProcess({ dataDir });
});

afterAll(async () => {
  await server.end("SIGTERM");
  await removeData(dataDir);
});

/** CPU time that a process has used, ms, from `/proc`. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tick;
}

/** The processes that read bodies: children of the server whose memory is bounded as theirs. */
function readers(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[1] === String(server.pid) &&
          readFileSync(`/proc/${pid}/environ`, "utf8").includes("BROADSHEET_WORKER_MEMORY=1024\0")
        );
      } catch {
        return false;
      }
    });
}

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Peak memory since the last call, MiB, and CPU time of the readers, by process. */
function measure(): Map<number, Cost> {
  return new Map(
    readers().map((pid) => {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      return [pid, { seconds: cpuOf(pid) / 1000, megabytes: Number(peak) / 1024 }];
    }),
  );
}

function pause(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(resolve, 25, false));
}

/**
 * Asks for `/health` until `done`.
 *
 * @returns the longest time for which the server was blocked, ms. A blocked event loop takes both wall time and the
 *   server's own CPU time; on a busy machine an answer may take long with hardly any of its CPU time.
 */
async function healthDuring(done: Promise<unknown>): Promise<number> {
  let longest = 0;
  const ended = done.then(() => true);
  for (let over = false; !over; over = await Promise.race([ended, pause()])) {
    const [begun, used] = [performance.now(), cpuOf(server.pid)];
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    longest = Math.max(longest, Math.min(performance.now() - begun, cpuOf(server.pid) - used));
  }
  return longest;
}

interface Answer {
  readonly status: number;
  readonly problems?: readonly { readonly code: string; readonly message: string }[];
}

async function put(format: DatasetFormat, body: Uint8Array): Promise<Answer> {
  const response = await fetch(`${server.url}/datasets/hostile`, {
    method: "PUT",
    headers: { "content-type": mediaTypes[format] },
    body: new Uint8Array(body),
  });
  return { ...((await response.json()) as object), status: response.status };
}

test.each(kinds)("%s", async (kind) => {
  for (let round = 0; round < rounds; round++) {
    const random = seededRandom(1000 * round + Object.keys(hostileFiles).indexOf(kind));
    const { format, body } = await hostileFiles[kind]!(random);
    expect(body.length, "the generator makes small files").toBeLessThanOrEqual(largest);
    // The reader is warm, and its peak that of this file.
    await put("csv", Buffer.from(`a\n${kind} ${round}\n`));
    for (const pid of readers()) writeFileSync(`/proc/${pid}/clear_refs`, "5");
    const before = measure();
    const answering = put(format, body);
    const blocked = await healthDuring(answering);
    const { status, problems = [] } = await answering;
    const story = `round ${round}: ${status} ${JSON.stringify(problems[0] ?? {}).slice(0, 300)}`;
    // The bounds of time and memory are there for what no limit foresees.
    expect(
      problems.map(({ code }) => code).filter((code) => /^(?:reading|readers)-/.test(code)),
      story,
    ).toEqual([]);
    expect([200, 201, 413, 422], story).toContain(status);
    expect(blocked, `${story}: /health waited`).toBeLessThan(mostBlocked);
    for (const [pid, { seconds, megabytes }] of measure()) {
      expect(seconds - (before.get(pid)?.seconds ?? 0), `${story}: seconds`).toBeLessThan(most.seconds);
      expect(megabytes, `${story}: MiB`).toBeLessThan(most.megabytes);
    }
  }
});

test("a file that is too large for a request is told the way for large files", async () => {
  const { status, ...problem } = (await put("csv", Buffer.alloc(largest + 1, "1\n"))) as Answer & {
    readonly problems: readonly { readonly hint: string }[];
  };
  expect([status, problem.problems[0]!.hint]).toEqual([
    413,
    expect.stringContaining("POST /uploads takes larger files, GET /capabilities says how large (largestUpload)"),
  ]);
});
