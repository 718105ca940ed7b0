import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A small OpenID provider: code flow with PKCE for one public client. */
export interface Issuer {
  readonly url: string;
  /** Codes that were exchanged for a token. */
  readonly exchanges: number;
  close(): Promise<void>;
}

interface Grant {
  readonly redirect: string;
  readonly challenge: string;
}

/** How long a token lasts, seconds. */
const lifetime = 3600;

const base64Url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function answer(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*" })
    .end(JSON.stringify(body));
}

/** @param client whose id it knows, with the audience that its tokens are for */
export async function startIssuer({
  clientId,
  audience,
}: {
  readonly clientId: string;
  readonly audience: string;
}): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const grants = new Map<string, Grant>();
  let exchanges = 0;
  let url = "";

  const makeToken = (): string => {
    const now = Math.floor(Date.now() / 1000);
    const content = `${base64Url({ alg: "ES256", typ: "JWT", kid: "one" })}.${base64Url({ iss: url, aud: audience, sub: "ada", iat: now, exp: now + lifetime, jti: randomUUID() })}`;
    return `${content}.${sign("sha256", Buffer.from(content), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams: asked } = new URL(request.url ?? "/", url);
    if (pathname === "/.well-known/openid-configuration")
      return answer(response, 200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/jwks`,
      });
    if (pathname === "/jwks")
      return answer(response, 200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "ES256" }],
      });
    if (pathname === "/authorize") {
      const [redirect, challenge, state] = ["redirect_uri", "code_challenge", "state"].map(
        (name) => asked.get(name) ?? "",
      ) as [string, string, string];
      if (
        asked.get("client_id") !== clientId ||
        asked.get("response_type") !== "code" ||
        asked.get("code_challenge_method") !== "S256" ||
        challenge === "" ||
        !redirect.endsWith("/studio/signed-in")
      )
        return answer(response, 400, { error: "invalid_request" });
      const code = randomUUID();
      grants.set(code, { redirect, challenge });
      const back = `${redirect}?${new URLSearchParams({ code, state }).toString().replaceAll("&", "&amp;")}`;
      return void response
        .writeHead(200, { "content-type": "text/html" })
        .end(`<!doctype html><html lang="en"><title>Sign in</title><a href="${back}">Continue as Ada</a></html>`);
    }
    if (pathname !== "/token" || request.method !== "POST") return answer(response, 404, {});
    void text(request).then((body) => {
      const given = new URLSearchParams(body);
      const grant = grants.get(given.get("code") ?? "");
      grants.delete(given.get("code") ?? "");
      const verified = createHash("sha256")
        .update(given.get("code_verifier") ?? "")
        .digest("base64url");
      if (
        grant === undefined ||
        grant.challenge !== verified ||
        grant.redirect !== given.get("redirect_uri") ||
        given.get("client_id") !== clientId ||
        given.get("grant_type") !== "authorization_code"
      )
        return answer(response, 400, { error: "invalid_grant", error_description: "The code is not yours" });
      exchanges += 1;
      return answer(response, 200, { access_token: makeToken(), token_type: "Bearer", expires_in: lifetime });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    get exchanges() {
      return exchanges;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
