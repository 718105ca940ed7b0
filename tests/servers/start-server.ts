import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { spawnDaemon } from "./spawn-daemon.ts";
import type { ServerOptions } from "../../functions/local/server/server-options.ts";

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Returns everything that it has written so far to both streams. */
  output(): string;
  /** Sends a signal, waits for the end of the process, and returns its exit code; `null` after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  ask(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

const program = join(import.meta.dirname, "serve-program.ts");

/** Starts a server in a separate process on a free port and waits until it prints its URL. */
export async function startServerProcess(
  options: Partial<ServerOptions> & ({ dataDir: string } | { store: string }),
): Promise<ServerProcess> {
  const settings: ServerOptions = { port: 0, templateFolders: [], threads: 1, ...options };
  return await launch(
    spawnDaemon(process.execPath, [program, JSON.stringify(settings)], { stdio: ["ignore", "pipe", "pipe"] }),
  );
}

/** Removes a server's folder, into which a worker may still write until it notices that its server was killed. */
export async function removeData(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Waits until a server process prints its URL. */
export async function launch(child: ChildProcess): Promise<ServerProcess> {
  let output = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const read = (text: string): void => {
    output += text;
    const url = /serves (http:\/\/[\w.[\]:]+)/.exec(output)?.[1];
    if (url !== undefined) resolve(url);
  };
  child.stdout?.setEncoding("utf8").on("data", read);
  child.stderr?.setEncoding("utf8").on("data", read);
  child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  const url = await promise;
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, "exit");
      child.kill(signal);
      await exit;
      return child.exitCode;
    },
    ask: (body, headers = {}) =>
      fetch(`${url}/reports`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
  };
}

/** Reads the body of an answer as JSON; tests assert on it. */
export async function bodyOf(response: Response | Promise<Response>): Promise<ReportBody> {
  return (await (await response).json()) as ReportBody;
}

export interface ReportBody {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly self: string;
  readonly pdf?: string;
  readonly sha256?: string;
  readonly failure?: { readonly problems: readonly { readonly code: string }[] };
  readonly reports?: readonly ReportBody[];
}

/** Polls a report until it is ready or failed. */
export async function outcomeOf(url: string, self: string, patienceMs = 300_000): Promise<ReportBody> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const report = await bodyOf(fetch(`${url}${self}`));
    if (report.status === "ready" || report.status === "failed") return report;
    if (performance.now() > until) throw new Error(`no outcome in time: ${JSON.stringify(report)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until a worker has taken the report. */
export async function untilRendering(url: string, self: string): Promise<void> {
  while ((await bodyOf(fetch(`${url}${self}`))).status !== "rendering")
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Lists processes whose command line contains a text, with id, seconds of CPU time and arguments. */
export function processesOf(text: string): string[] {
  return execFileSync("ps", ["-eo", "pid=,cputimes=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(text) && !line.includes("ps -eo"));
}

/** Writes a template with one chart, whose Vega-Lite transforms a test may make harmful. */
export async function writeTemplate(folder: string, transform: readonly object[] = []): Promise<void> {
  const spec = {
    data: { name: "rows" },
    transform,
    mark: "bar",
    encoding: { x: { field: "year", type: "ordinal" }, y: { field: "value", type: "quantitative" } },
  };
  const files = {
    "template.yaml": `title: One chart
description: One chart on one dataset.
kicker: Sample
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-31"
parameters:
  type: object
  additionalProperties: false
  properties:
    note: { type: string, default: none }
datasets:
  numbers: { file: data/numbers.csv, columns: { year: integer, value: number } }
`,
    "report.md": `# One chart

About {{ parameters.note }}.

::chart{spec="bars" data="rows" title="Values rise" deck="Value, by year" source="Made up" alt="Bars that rise."}
`,
    "queries/rows.sql": "SELECT year, value FROM numbers ORDER BY year",
    "charts/bars.vl.json": JSON.stringify(spec, null, 2),
    "data/numbers.csv": "year,value\n2019,1\n2020,2\n2021,3\n",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
