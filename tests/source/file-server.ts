import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of files, for sources of the engine `http`. */
export interface FileServer {
  /** The operator's configuration of the connection `web`, as YAML. */
  readonly connections: string;
  /** Path below the connection's place → text. */
  readonly files: Map<string, string>;
  /** From now on, answers wait until `release` is called. */
  hold(): void;
  release(): void;
  /** Requests so far. */
  readonly asked: number;
  close(): void;
}

/** Starts a server on this machine. */
export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, string>();
  let asked = 0;
  let held: (() => void)[] | undefined;
  const answer = (path: string, response: ServerResponse): void => {
    const text = files.get(path);
    if (text === undefined) return void response.writeHead(404, { "content-length": 0 }).end();
    response.writeHead(200, { "content-type": "text/csv", "content-length": Buffer.byteLength(text) }).end(text);
  };
  const server = createServer((request, response) => {
    asked += 1;
    const path = (request.url ?? "").replace("/exports/", "");
    if (held === undefined) answer(path, response);
    else held.push(() => answer(path, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/exports/`;
  return {
    connections: `connections: { web: { engine: http, base: "${base}", local: true } }\n`,
    files,
    get asked() {
      return asked;
    },
    hold() {
      held ??= [];
    },
    release() {
      const waiting = held ?? [];
      held = undefined;
      for (const go of waiting) go();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
