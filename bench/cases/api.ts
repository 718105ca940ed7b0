import { Agent, request } from "node:http";
import { join } from "node:path";
import type { Case, Line, Settings } from "../case.ts";
import { atLeast, ratio } from "../goal.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { startServerProcess } from "../../tests/servers/start-server.ts";
import { flagshipRequest } from "../content/flagship.ts";
import { watchProcesses } from "../measure/watch-processes.ts";

interface Load {
  readonly contender: string;
  /** Requests at the same time. */
  readonly lanes: number;
  /** Sends one request and reads the whole answer. @throws Error if the answer was not expected */
  send(request: number): Promise<void>;
}

const wait = { prefer: "wait=20" };

/** The local server over HTTP: reports that exist already, their bytes, and new reports. */
export const api: Case = {
  name: "api",
  title: "The HTTP API of the local server (two workers; the client runs on the same machine)",
  async run(settings) {
    const server = await startServerProcess({
      dataDir: join(settings.folder, "api"),
      templateFolders: [shippedTemplates],
      threads: 2,
    });
    const usage = watchProcesses(server.pid);
    usage.watch(500);
    try {
      // New reports come first, since they also warm up the workers.
      for (let request = 0; request < 4; request += 1) {
        await answerOf(server.ask(flagshipRequest(request), wait), 201);
      }
      const { id, pdf } = JSON.parse(Buffer.from(await answerOf(server.ask(flagshipRequest(0)), 200)).toString()) as {
        id: string;
        pdf: string;
      };
      const loads = loadsOf(server, { id, pdf });
      const lines: Line[] = [];
      for (const load of loads) {
        lines.push(await press(load, settings));
      }
      const speed = (contender: string): number | undefined =>
        lines.find((line) => line.contender === contender)?.["requests/s"] as number | undefined;
      const cached = speed("cached report (POST again)");
      return {
        lines: lines.map((line, index) => (index === lines.length - 1 ? { ...line, "peak MiB": usage.peakMiB } : line)),
        goals: [
          atLeast("cached POST against /health in the same run", 0.1, ratio(cached, speed("the floor: /health"))),
          atLeast("cached POST against 1,500 a second", 1, ratio(cached, 1500)),
        ],
        notes: ["Peak memory is that of the server with its workers, over the whole case."],
      };
    } finally {
      usage.stop();
      agent.destroy();
      await server.end("SIGTERM");
    }
  },
};

/** What is asked of the server, the most expensive first. */
function loadsOf(
  server: Awaited<ReturnType<typeof startServerProcess>>,
  { id, pdf }: { readonly id: string; readonly pdf: string },
): readonly Load[] {
  return [
    {
      contender: "new report (Prefer: wait)",
      lanes: 2,
      send: async (request) => void (await answerOf(server.ask(flagshipRequest(100 + request), wait), 201)),
    },
    {
      contender: "the floor: /health",
      lanes: 8,
      send: () => call(`${server.url}/health`),
    },
    {
      contender: "cached report (POST again)",
      lanes: 8,
      send: () => call(`${server.url}/reports`, JSON.stringify(flagshipRequest(0))),
    },
    {
      contender: "its state (GET)",
      lanes: 8,
      send: () => call(`${server.url}/reports/${id}`),
    },
    {
      contender: "its PDF (GET)",
      lanes: 8,
      send: async () => void (await answerOf(fetch(`${server.url}${pdf}`), 200)),
    },
  ];
}

/** Kept connections: `fetch` would cost the client, on the same machine, more than the server. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request and reads its answer. @throws Error unless it is 200 */
function call(url: string, body?: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const sent = request(url, { agent, method: body === undefined ? "GET" : "POST", headers }, (response) => {
    response.resume().once("end", () => {
      if (response.statusCode === 200) resolve();
      else reject(new Error(`the API answered ${response.statusCode}, not 200`));
    });
  });
  sent.once("error", reject).end(body);
  return promise;
}

/** @throws Error if the status is not the expected one */
async function answerOf(sent: Promise<Response>, status: number): Promise<ArrayBuffer> {
  const response = await sent;
  const body = await response.arrayBuffer();
  if (response.status !== status) throw new Error(`the API answered ${response.status}, not ${status}`);
  return body;
}

/** Sends requests for a few seconds. */
async function press({ contender, lanes, send }: Load, { full }: Settings): Promise<Line> {
  const ms: number[] = [];
  const begun = performance.now();
  const until = begun + (full ? 15_000 : 1500);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) {
      const sent = performance.now();
      // Each lane is a client that waits for its answer before it asks again.
      await send(next++);
      ms.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { contender, "at a time": lanes, "requests/s": (ms.length / (performance.now() - begun)) * 1000, ms };
}
