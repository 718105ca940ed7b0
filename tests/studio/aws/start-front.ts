import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { runInNewContext } from "node:vm";
import { studioPolicy } from "../../../functions/core/service/access/studio-policy.ts";
import { studioFiles } from "../../../functions/lambda/studio/studio-files.ts";
import { copyStudio } from "../../../infra/code/copy-studio.ts";
import { synthesizeStack } from "../../infra/synthesize-stack.ts";

export interface FrontOptions {
  /** Address of the server that stands for the API's function. */
  readonly server: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
}

/** What a browser meets on AWS. */
export interface Front {
  /** `http://localhost:1234`, without a final slash. */
  readonly url: string;
  /** `GET /reports` and the status of each answer, in order. */
  readonly calls: readonly string[];
  /** The time of every token that was sent so far is over. */
  endTokens(): void;
  close(): Promise<void>;
}

const project = join(import.meta.dirname, "../../..");

/** What the API has on AWS and a laptop has not, and the other way round. */
const onAws = { folders: false, events: false };

/**
 * One address as CloudFront serves it: the studio's files as they are stored at deployment, by the function of its
 * paths and with its policy; everything else from the API, of which API Gateway lets through the routes of the stack
 * with a token of the issuer.
 */
export async function startFront({ server, issuer, clientId, audience }: FrontOptions): Promise<Front> {
  const bundled = await mkdtemp(join(tmpdir(), "studio-"));
  copyStudio(bundled);
  const files = new Map(
    (await studioFiles(bundled, { issuer, clientId, scope: "openid" })).map((file) => [`/${file.key}`, file]),
  );
  await rm(bundled, { recursive: true });
  const paths = runInNewContext(
    `${await readFile(join(project, "infra/resources/studio-paths.js"), "utf8")}; handler`,
  ) as (event: { request: { uri: string } }) => {
    readonly uri?: string;
    readonly statusCode?: number;
    readonly headers?: { readonly location: { readonly value: string } };
  };
  const policy = studioPolicy([issuer]);
  const routes = synthesizeStack()
    .of("AWS::ApiGatewayV2::Route")
    .map(({ Properties }) => {
      const [method = "", path = ""] = String(Properties.RouteKey).split(" ");
      return {
        method,
        pattern: new RegExp(`^${path.replaceAll(/[.]/g, "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
        open: Properties.AuthorizationType === "NONE",
      };
    });
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { readonly keys: readonly JsonWebKey[] };
  const key = createPublicKey({ key: keys[0]!, format: "jwk" });
  const calls: string[] = [];
  const sent = new Set<string>();
  const ended = new Set<string>();

  const isValid = (authorization: string | undefined): boolean => {
    if (authorization === undefined || ended.has(authorization)) return false;
    sent.add(authorization);
    const [head = "", body = "", signature = ""] = authorization.replace(/^Bearer /, "").split(".") ?? [];
    if (
      !verify(
        "sha256",
        Buffer.from(`${head}.${body}`),
        { key, dsaEncoding: "ieee-p1363" },
        Buffer.from(signature, "base64url"),
      )
    )
      return false;
    const { iss, aud, exp } = JSON.parse(Buffer.from(body, "base64url").toString()) as {
      readonly iss: string;
      readonly aud: string;
      readonly exp: number;
    };
    return iss === issuer && aud === audience && exp > Date.now() / 1000;
  };

  const api = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const tell = (status: number, message: string): void => {
      calls.push(`${request.method} ${path} ${status}`);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
    };
    const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(path));
    const body = await buffer(request);
    if (route === undefined) return tell(404, "Not Found");
    if (!route.open && !isValid(request.headers.authorization)) return tell(401, "Unauthorized");
    const {
      host: _host,
      authorization: _token,
      origin: _origin,
      connection: _connection,
      "content-length": _length,
      ...headers
    } = request.headers;
    const answer = await fetch(`${server}${request.url}`, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    calls.push(`${request.method} ${path} ${answer.status}`);
    const content =
      path === "/capabilities"
        ? JSON.stringify({ ...((await answer.json()) as object), ...onAws })
        : Buffer.from(await answer.arrayBuffer());
    const kept = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) =>
          !["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"].includes(name),
      ),
    );
    response.writeHead(answer.status, kept).end(content);
  };

  const front = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname !== "/" && pathname !== "/docs" && !/^\/studio(?:\/|$)/.test(pathname)) {
      void api(request, response, pathname).catch((error: Error) => response.writeHead(502).end(error.message));
      return;
    }
    const { uri, statusCode, headers } = paths({ request: { uri: pathname } });
    if (statusCode !== undefined)
      return void response.writeHead(statusCode, { location: headers!.location.value }).end();
    const file = files.get(uri ?? "");
    if (file === undefined) return void response.writeHead(403).end();
    response
      .writeHead(200, {
        "content-type": file.contentType,
        "cache-control": file.cacheControl,
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
      })
      .end(file.body);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(front.address() as AddressInfo).port}`,
    calls,
    endTokens: () => sent.forEach((token) => ended.add(token)),
    async close() {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
