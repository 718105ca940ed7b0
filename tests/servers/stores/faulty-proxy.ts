import { once } from "node:events";
import { createServer, type IncomingMessage, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface FaultyProxy {
  readonly url: string;
  /** Requests that it has not passed on, or whose answers it has kept. */
  readonly faults: number;
  close(): Promise<void>;
}

/**
 * Passes requests on to a server, and fails every second one: it answers 503 with `Retry-After`, breaks the connection,
 * or breaks it after the server has done the work, in turn.
 */
export async function faultyProxy(target: string): Promise<FaultyProxy> {
  let seen = 0;
  let faults = 0;
  const proxy = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const fault = seen % 2 === 0 ? (["busy", "broken", "lost"] as const)[(seen / 2) % 3] : undefined;
      seen += 1;
      if (fault !== undefined) faults += 1;
      if (fault === "busy") return response.writeHead(503, { "retry-after": "0" }).end();
      if (fault === "broken") return request.socket.destroy();
      const forwarded = ask(`${target}${request.url ?? ""}`, { method: request.method, headers: request.headers });
      forwarded.end(body);
      const [answer] = (await once(forwarded, "response")) as [IncomingMessage];
      const content = await buffer(answer);
      if (fault === "lost") return request.socket.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(content);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    get faults() {
      return faults;
    },
    async close() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
