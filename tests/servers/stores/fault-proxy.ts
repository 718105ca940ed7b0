import { once } from "node:events";
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { buffer } from "node:stream/consumers";

/** What may happen to a call: `lost` and `cut` after it was carried out, `refused` instead of it, `slow` before it. */
export type Fault = "refused" | "slow" | "cut" | "lost";

export interface FaultProxyOptions {
  /** The server behind the proxy: `http://127.0.0.1:<port>`. */
  readonly upstream: string;
  /** Returns a seeded number from 0 up to 1. */
  readonly random: () => number;
  /** Longest wait of a slow call, ms. @default 2000 */
  readonly slowMs?: number;
  /**
   * Called after every object that was created, whatever became of the answer, with its path after the bucket: as S3
   * tells of it, at once or when its parts are complete.
   */
  readonly written?: (key: string) => void;
  /** Called after every POST that was carried out: how other services than S3 are called. */
  readonly posted?: (call: { readonly path: string; readonly target: string; readonly body: string }) => void;
}

/** Stands before an S3 server, or another service, and causes the faults of networks and busy servers. */
export interface FaultProxy {
  readonly endpoint: string;
  /** Share of calls with a fault, 0 to 1. */
  rate: number;
  /** Calls by their price: S3 charges more for `write` than for `read`, and nothing for deleting. */
  readonly tally: { write: number; read: number; delete: number };
  /** Number of faults of each kind. */
  readonly counts: Readonly<Record<Fault, number>>;
  /** Returns the number of all calls. */
  calls(): number;
  stop(): void;
}

const faults: readonly Fault[] = ["refused", "slow", "cut", "lost"];

export async function startFaultProxy({
  upstream,
  random,
  slowMs = 2000,
  written,
  posted,
}: FaultProxyOptions): Promise<FaultProxy> {
  const counts: Record<Fault, number> = { refused: 0, slow: 0, cut: 0, lost: 0 };
  let calls = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fault = random() < proxy.rate ? faults[Math.floor(random() * faults.length)] : undefined;
    const wait = slowMs * (0.15 + random() * 0.85);
    calls += 1;
    proxy.tally[kindOf(request)] += 1;
    const body = await buffer(request);
    if (fault !== undefined) counts[fault] += 1;
    if (fault === "refused") return refuse(response);
    if (fault === "slow") await delay(wait);
    const answered = await forward(upstream, request, body);
    if (answered.status === 200 && isCreated(request))
      written?.(decodeURIComponent(new URL(request.url ?? "", upstream).pathname).replace(/^\/[^/]+\//, ""));
    if (request.method === "POST" && answered.status < 300)
      posted?.({
        path: request.url ?? "",
        target: String(request.headers["x-amz-target"] ?? ""),
        body: body.toString(),
      });
    if (fault === "lost") return void request.socket.destroy();
    response.writeHead(answered.status, answered.headers);
    if (fault !== "cut") return void response.end(answered.body);
    response.write(answered.body.subarray(0, answered.body.byteLength / 2), () => request.socket.destroy());
  };
  const server = createServer((request, response) => {
    // A caller that was killed has hung up, so there is nobody to answer.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rate: 0,
    tally: { write: 0, read: 0, delete: 0 },
    counts,
    calls: () => calls,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}

/** Returns the price class of a call; listing costs as much as writing. */
function kindOf({ method, url = "" }: IncomingMessage): "write" | "read" | "delete" {
  if (method === "DELETE") return "delete";
  return method === "PUT" || method === "POST" || url.includes("list-type=2") ? "write" : "read";
}

/** Whether a call that has succeeded made an object, not only a part of one. */
function isCreated({ method, url = "" }: IncomingMessage): boolean {
  if (method === "PUT") return !/[?&]partNumber=/.test(url);
  return method === "POST" && /[?&]uploadId=/.test(url);
}

/** S3's answer under too much load. */
function refuse(response: ServerResponse): void {
  const body =
    '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';
  response.writeHead(503, { "content-type": "application/xml", "content-length": body.length }).end(body);
}

/** Forwards a request unchanged, including `Host`, because it is signed. */
async function forward(
  upstream: string,
  { method, headers, url }: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }> {
  const { hostname, port } = new URL(upstream);
  const outgoing = httpRequest({ hostname, port, method, headers, path: url });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await buffer(incoming) };
}
