import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand } from "../../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../../capture-output.ts";
import { type OpenRemote, openRemote, type Ran } from "../open-remote.ts";

let remote: OpenRemote;
let provider: Server;
let issuer = "";
/** Seconds for which the provider's tokens are valid. */
let lifetime = 3600;
let refusesRefresh = false;
const grants: string[] = [];
const codes = new Map<string, string>();
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: "cli", sub: "ana", iat: now, exp: now + 600 };
  const signed = `${part({ alg: "RS256" })}.${part(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

/** The access token that the provider gives is the server's own token of a publisher. */
function grant(form: URLSearchParams): readonly [number, object] {
  grants.push(form.get("grant_type") ?? "");
  if (form.get("grant_type") === "refresh_token") {
    if (refusesRefresh) return [400, { error: "invalid_grant", error_description: "the session has ended" }];
  } else {
    const challenge = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const given = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (challenge !== given) return [400, { error: "invalid_grant" }];
  }
  const token = readFileSync(remote.tokenFiles.publisher, "utf8").trim();
  return [
    200,
    {
      access_token: token,
      token_type: "Bearer",
      expires_in: lifetime,
      refresh_token: randomUUID(),
      id_token: idToken(),
    },
  ];
}

beforeAll(async () => {
  remote = await openRemote();
  provider = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const answer = (status: number, body: object): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.pathname === "/.well-known/openid-configuration")
      return answer(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        code_challenge_methods_supported: ["S256"],
      });
    if (url.pathname === "/token")
      return void text(request).then((body) => answer(...grant(new URLSearchParams(body))));
    return answer(404, {});
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
afterAll(async () => {
  provider.close();
  await remote.close();
});

const run = (...words: string[]): Promise<Ran> => captureOutput(() => runCommand(words));

/** A person at the browser: sees the address on stderr, and comes back with a code, or with a refusal. */
async function runWithBrowser(words: readonly string[], answers: Record<string, string> = {}): Promise<Ran> {
  let went = false;
  const browse = setInterval(() => {
    const { write } = process.stderr;
    const written = vi.isMockFunction(write) ? vi.mocked(write).mock.calls.flat().join("") : "";
    const address = /http:\S+\/authorize\?\S+/.exec(written)?.[0];
    if (address === undefined || went) return;
    went = true;
    const { searchParams } = new URL(address);
    const back = new URL(searchParams.get("redirect_uri") ?? "");
    const code = randomUUID();
    codes.set(code, searchParams.get("code_challenge") ?? "");
    // Somebody else's page tries first.
    void fetch(`${back.href}?code=stolen&state=guessed`).then(async (stranger) => {
      expect(stranger.status).toBe(404);
      for (const [name, value] of Object.entries({ code, state: searchParams.get("state") ?? "", ...answers }))
        back.searchParams.set(name, value);
      await fetch(back);
    });
  }, 20);
  try {
    return await run(...words);
  } finally {
    clearInterval(browse);
  }
}

test("a person logs in with the browser, is renewed, expires, and logs out", async () => {
  const login = [
    "login",
    "staff",
    "--server",
    remote.server.url,
    "--issuer",
    issuer,
    "--client",
    "cli",
    "--no-browser",
  ];
  const before = await run("whoami", "--server", remote.server.url);
  expect([before.code, before.stderr]).toEqual([5, expect.stringContaining("error unauthorized")]);
  const logged = await runWithBrowser(login);
  expect([logged.code, logged.stderr]).toEqual([0, expect.stringContaining('The profile "staff" calls')]);
  // The first profile is the default one.
  const me = await run("whoami");
  expect([me.code, me.stdout]).toEqual([0, expect.stringContaining(`login at ${issuer}`)]);
  expect(grants).toEqual(["authorization_code"]);
  const folder = join(remote.folder, "state", "broadsheet", "tokens");
  const [kept = ""] = readdirSync(folder);
  expect(statSync(join(folder, kept)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(remote.folder, "config", "broadsheet", "config.yaml"), "utf8")).not.toContain("refresh");

  // About to expire: renewed at the next request, and again after a 401.
  writeFileSync(join(folder, kept), JSON.stringify({ access: "stale", refresh: "one", expires: Date.now() + 5000 }));
  expect((await run("whoami")).code).toBe(0);
  writeFileSync(join(folder, kept), JSON.stringify({ access: "revoked-before-its-time", refresh: "one" }));
  expect((await run("whoami")).code).toBe(0);
  expect(grants).toEqual(["authorization_code", "refresh_token", "refresh_token"]);

  refusesRefresh = true;
  lifetime = 1;
  writeFileSync(join(folder, kept), JSON.stringify({ access: "stale", refresh: "one", expires: 0 }));
  const expired = await run("whoami");
  expect([expired.code, expired.stderr]).toEqual([5, expect.stringContaining("broadsheet login staff")]);
  const out = await run("logout", "staff", "--remove");
  expect([out.code, existsSync(join(folder, kept))]).toEqual([0, false]);
  expect((await run("logout", "staff")).stderr).toContain('no profile "staff"');
});

test("a provider's refusal, and a provider that is none, are told in words", async () => {
  const words = ["login", "x", "--server", remote.server.url, "--client", "cli", "--no-browser", "--issuer"];
  const refused = await runWithBrowser([...words, issuer], { error: "access_denied", error_description: "not you" });
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("refuses: access_denied: not you")]);
  const none = await run(...words, "http://127.0.0.1:1");
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("openid-configuration")]);
});

test("tokens of files and commands serve a profile, and are never printed", async () => {
  const { server, tokenFiles, folder } = remote;
  const login = (...words: string[]) => run("login", "ci", "--server", server.url, ...words);
  expect((await login("--token-command", "cat", tokenFiles.reader)).code).toBe(0);
  const me = await run("whoami", "--profile", "ci", "--json");
  expect([me.code, JSON.parse(me.stdout)]).toMatchObject([
    0,
    { server: server.url, profile: "ci", by: "token of cat" },
  ]);
  expect((await run("profiles")).stdout).toContain(`\t${server.url}\ttoken\n`);
  expect((await login("--token-command", "false")).code).toBe(0);
  const failing = await run("whoami", "--profile", "ci");
  expect([failing.code, failing.stderr]).toEqual([1, expect.stringContaining("it ended with 1")]);
  const secret = join(folder, "two-words");
  writeFileSync(secret, "hunter2 hunter2\n");
  chmodSync(secret, 0o644);
  expect((await login("--token-file", secret)).code).toBe(0);
  const open = await run("whoami", "--profile", "ci");
  expect([open.code, open.stderr]).toEqual([1, expect.stringContaining(`chmod 600 ${secret}`)]);
  expect(open.stderr).toContain("15 characters");
  expect(`${open.stdout}${open.stderr}`).not.toContain("hunter2");
  const both = await login("--token-file", secret, "--sigv4");
  expect([both.code, both.stderr]).toEqual([1, expect.stringContaining("--token-file and --sigv4 are different ways")]);
  expect((await run("login", "new")).stderr).toContain("say which server");
});

test.each([
  ["--region", "eu-central-1", "sigv4"],
  ["--service", "lambda", "sigv4"],
  ["--aws-profile", "work", "sigv4"],
  ["--client", "cli", "issuer"],
  ["--scope", "reports:read", "issuer"],
  ["--audience", "reports", "issuer"],
  ["--redirect", "http://127.0.0.1:9999", "issuer"],
])("%s without the option that it belongs to is refused", async (option, value, other) => {
  const ran = await run("login", "stray", "--server", remote.server.url, option, value);
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(`${option} is for --${other}`)]);
});
