import type { ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { runProgram } from "../run-program.ts";
import { spawnDaemon } from "../spawn-daemon.ts";
import type { BundledFunction } from "./lambda-bundle.ts";

/** The result of an invocation. */
export interface Invoked {
  readonly payload?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  /** Duration, milliseconds. */
  readonly ms: number;
}

/** An execution environment of a function: one process at a time, which is replaced after a time-out or crash. */
export interface LambdaRuntime {
  invoke(event: unknown): Promise<Invoked>;
  /** Milliseconds from each start of the process to its first request for work. */
  readonly initMs: readonly number[];
  log(): string;
  /** Returns the process id of the current environment. */
  pid(): number;
  /** Says whether an invocation is running. */
  busy(): boolean;
  /** Kills the process and its children, as a failing machine does; a new environment takes its place. */
  kill(): void;
  /** Kills the children of the process, but not the process. */
  killChildren(): void;
  /** Returns the largest resident memory of the process and its children, MiB. */
  peakMemory(): number;
  stop(): Promise<void>;
}

/** Installs (and so compiles) Lambda's runtime interface client; returns its program. */
export async function installRuntimeClient(): Promise<string> {
  const source = join(import.meta.dirname, "lambda-runtime");
  const { code, stderr } = existsSync(join(source, "node_modules/aws-lambda-ric/rapid-client.node"))
    ? { code: 0, stderr: "" }
    : await runProgram("npm", ["ci", "--no-audit", "--no-fund"], { cwd: source });
  if (code !== 0)
    throw new Error(
      `the runtime interface client could not be installed (it needs cmake, g++, make, autoconf, automake, libtool, python3):\n${stderr}`,
    );
  return join(source, "node_modules/aws-lambda-ric/index.mjs");
}

/** Lambda's limit, bytes. */
const largestResponse = 6_291_556;

interface Invocation {
  readonly id: string;
  readonly event: unknown;
  readonly resolve: (invoked: Invoked) => void;
  begun: number;
  timer?: NodeJS.Timeout;
}

/**
 * Runs a function as Lambda does: its runtime interface client asks a Runtime API (version 2018-06-01) for events, one
 * at a time. An invocation that takes longer than the function's limit ends its process.
 *
 * @param node program of Node with arguments before the script; an emulator, for example
 */
export async function startLambda(
  name: string,
  { task, layers, handler, memory, timeout, environment }: BundledFunction,
  client: string,
  extra: Readonly<Record<string, string>>,
  node: readonly string[] = [process.execPath],
): Promise<LambdaRuntime> {
  const queue: Invocation[] = [];
  const running = new Map<string, Invocation>();
  const initMs: number[] = [];
  let asking: ServerResponse | undefined;
  let child: ChildProcess;
  let log = "";
  let peak = 0;
  let started = 0;
  let stopped = false;
  const ready = Promise.withResolvers<void>();

  const deliver = (): void => {
    if (asking === undefined) return;
    const invocation = queue.shift();
    if (invocation === undefined) return;
    const response = asking;
    asking = undefined;
    invocation.begun = performance.now();
    running.set(invocation.id, invocation);
    invocation.timer = setTimeout(() => {
      finish(invocation.id, {
        error: { errorType: "Sandbox.Timedout", errorMessage: `Task timed out after ${timeout} seconds` },
      });
      child.kill("SIGKILL");
    }, timeout * 1000);
    response.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": invocation.id,
      "lambda-runtime-deadline-ms": String(Date.now() + timeout * 1000),
      "lambda-runtime-trace-id": `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=1`,
      "lambda-runtime-invoked-function-arn": `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
    });
    response.end(JSON.stringify(invocation.event));
  };
  const finish = (id: string, result: Omit<Invoked, "ms">): boolean => {
    const invocation = running.get(id);
    if (invocation === undefined) return false;
    running.delete(id);
    clearTimeout(invocation.timer);
    peak = Math.max(peak, residentMemory(child.pid ?? 0));
    invocation.resolve({ ...result, ms: performance.now() - invocation.begun });
    return true;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "";
    if (path.endsWith("/invocation/next")) {
      if (started > 0) initMs.push(performance.now() - started);
      started = 0;
      asking = response;
      ready.resolve();
      return deliver();
    }
    const sent = await text(request);
    const body = JSON.parse(sent || "null") as unknown;
    const [, id = "", kind] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const tooLarge = kind === "response" && Buffer.byteLength(sent) > largestResponse;
    const large = {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${largestResponse} bytes).`,
    };
    const known = finish(
      id,
      tooLarge
        ? { error: large }
        : kind === "response"
          ? { payload: body }
          : { error: body as NonNullable<Invoked["error"]> },
    );
    if (path.endsWith("/init/error")) ready.reject(new Error(`the function does not start: ${JSON.stringify(body)}`));
    response.writeHead(known || path.endsWith("/init/error") ? 202 : 404).end('{"status":"OK"}');
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const start = (): void => {
    started = performance.now();
    const [program = "", ...words] = node;
    child = spawnDaemon(program, [...words, client, handler], {
      cwd: task,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        TMPDIR: process.env["TMPDIR"] ?? tmpdir(),
        TZ: ":UTC",
        LANG: "en_US.UTF-8",
        NODE_PATH: layers.join(":"),
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}`,
        LAMBDA_TASK_ROOT: task,
        _HANDLER: handler,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: "tests",
        AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
        AWS_REGION: "us-east-1",
        ...environment,
        ...extra,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => void (log += chunk.toString()));
    child.once("exit", (code, signal) => {
      if (stopped) return;
      ready.reject(new Error(`the function ended with ${code ?? signal}: ${log.slice(-2000)}`));
      for (const id of running.keys())
        finish(id, {
          error: {
            errorType: "Runtime.ExitError",
            errorMessage: `Runtime exited: ${code ?? signal}: ${log.slice(-2000)}`,
          },
        });
      asking = undefined;
      // A process that never asked for work would not ask after a second start, unless it was killed.
      if (started === 0 || signal === "SIGKILL") start();
    });
  };
  start();
  await ready.promise;
  return {
    initMs,
    log: () => log,
    pid: () => child.pid ?? 0,
    busy: () => running.size > 0,
    kill() {
      const children = childrenOf(child.pid ?? 0);
      child.kill("SIGKILL");
      endAll(children);
    },
    killChildren: () => endAll(childrenOf(child.pid ?? 0)),
    peakMemory: () => Math.max(peak, residentMemory(child.pid ?? 0)),
    invoke: (event) =>
      new Promise((resolve) => {
        queue.push({ id: randomUUID(), event, resolve, begun: 0 });
        deliver();
      }),
    async stop() {
      stopped = true;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        await ended;
      }
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Reads the kernel's peak of resident memory of a process and its children, MiB. */
function residentMemory(pid: number): number {
  try {
    const own = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
    return Math.round(own + childrenOf(pid).reduce((sum, child) => sum + residentMemory(child), 0));
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function endAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself in the meantime.
    }
  }
}
