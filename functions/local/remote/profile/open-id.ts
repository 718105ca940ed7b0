import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as oauth from "oauth4webapi";
import { BroadsheetError } from "../../../core/errors.ts";
import type { KeptTokens, Oidc } from "./profile-file.ts";

/** How long the browser may take, ms. */
const loginMs = 5 * 60_000;

/** How long the provider may take for an answer, ms. */
const answerMs = 30_000;

/** Plain HTTP is for providers on this machine, in tests. */
function optionsFor(issuer: URL): { [oauth.allowInsecureRequests]: boolean; signal: () => AbortSignal } {
  return {
    [oauth.allowInsecureRequests]: ["127.0.0.1", "localhost", "[::1]"].includes(issuer.hostname),
    signal: () => AbortSignal.timeout(answerMs),
  };
}

/**
 * Has a person log in with their browser: authorization code with PKCE, and the answer to the loopback address (RFC
 * 8252, 7.3), so that no secret of the program is needed.
 *
 * @param open shows the address to the person
 * @throws BroadsheetError `unavailable` if the provider cannot be reached, `invalid-request` if it refuses
 */
export async function logIn(oidc: Oidc, open: (address: string) => void): Promise<KeptTokens> {
  const issuer = new URL(oidc.issuer);
  const client: oauth.Client = { client_id: oidc.client };
  return await explained(oidc, async () => {
    const provider = await discover(issuer);
    const state = oauth.generateRandomState();
    const verifier = oauth.generateRandomCodeVerifier();
    const { redirect, answered, close } = await listenForAnswer(oidc.redirect, state);
    try {
      const address = new URL(provider.authorization_endpoint ?? "");
      const asked = {
        client_id: oidc.client,
        redirect_uri: redirect,
        response_type: "code",
        scope: (oidc.scopes ?? ["openid", "offline_access"]).join(" "),
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        ...(oidc.audience !== undefined && { audience: oidc.audience }),
      };
      for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
      open(address.href);
      const parameters = oauth.validateAuthResponse(provider, client, await answered, state);
      const answer = await oauth.authorizationCodeGrantRequest(
        provider,
        client,
        oauth.None(),
        parameters,
        redirect,
        verifier,
        optionsFor(issuer),
      );
      return kept(await oauth.processAuthorizationCodeResponse(provider, client, answer));
    } finally {
      close();
    }
  });
}

/**
 * Gets the next token with the one for refreshing.
 *
 * @throws BroadsheetError as `logIn`
 */
export async function refresh(oidc: Oidc, refreshToken: string): Promise<KeptTokens> {
  const issuer = new URL(oidc.issuer);
  const client: oauth.Client = { client_id: oidc.client };
  return await explained(oidc, async () => {
    const provider = await discover(issuer);
    const answer = await oauth.refreshTokenGrantRequest(
      provider,
      client,
      oauth.None(),
      refreshToken,
      optionsFor(issuer),
    );
    const tokens = kept(await oauth.processRefreshTokenResponse(provider, client, answer));
    // A provider that gives no new one means the old one.
    return { refresh: refreshToken, ...tokens };
  });
}

async function discover(issuer: URL): Promise<oauth.AuthorizationServer> {
  return await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, optionsFor(issuer)));
}

function kept({ access_token, refresh_token, expires_in }: oauth.TokenEndpointResponse): KeptTokens {
  return {
    access: access_token,
    ...(refresh_token !== undefined && { refresh: refresh_token }),
    ...(expires_in !== undefined && { expires: Date.now() + expires_in * 1000 }),
  };
}

interface Answered {
  readonly redirect: string;
  readonly answered: Promise<URL>;
  close(): void;
}

/** Listens on the loopback address for the browser's return. */
async function listenForAnswer(wanted: string | undefined, state: string): Promise<Answered> {
  const given = wanted === undefined ? undefined : new URL(wanted);
  const path = given?.pathname ?? "/callback";
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    // Another page of the browser must not end the login with an answer of its own.
    if (url.pathname !== path || url.searchParams.get("state") !== state) return void response.writeHead(404).end();
    const failed = url.searchParams.has("error");
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8", connection: "close" });
    response.end(failed ? "The login failed. The terminal says why.\n" : "You are logged in. Close this page.\n");
    resolve(url);
  });
  await new Promise<void>((listening, fail) => {
    server.once("error", fail);
    server.listen(given === undefined || given.port === "" ? 0 : Number(given.port), "127.0.0.1", listening);
  });
  const late = setTimeout(() => reject(new Error(`nobody logged in within ${loginMs / 60_000} minutes`)), loginMs);
  const { port } = server.address() as AddressInfo;
  return {
    redirect: given === undefined ? `http://127.0.0.1:${port}${path}` : withPort(given, port),
    answered: promise,
    close() {
      clearTimeout(late);
      server.close();
      server.closeAllConnections();
    },
  };
}

function withPort(given: URL, port: number): string {
  const url = new URL(given);
  url.port = String(port);
  return url.href;
}

/** The provider's refusal in words; its answers hold no secrets, but the library's causes may. */
async function explained<T>({ issuer }: Oidc, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    const said =
      error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError
        ? [error.error, error.error_description].filter((word) => word !== undefined && word !== null).join(": ")
        : undefined;
    if (said !== undefined)
      throw new BroadsheetError("invalid-request", {
        code: "login-refused",
        message: `${issuer} refuses: ${said}`,
        seen: issuer,
      });
    throw new BroadsheetError(
      "unavailable",
      {
        code: "login-failed",
        message: `the login at ${issuer} failed: ${error instanceof Error ? error.message : String(error)}`,
        seen: issuer,
        hint: `is ${issuer.replace(/\/$/, "")}/.well-known/openid-configuration there?`,
      },
      { cause: error },
    );
  }
}
