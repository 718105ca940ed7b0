import { expect, test } from "vitest";
import { findPrincipal } from "../../functions/core/service/access/find-principal.ts";
import { openTestApp, problemFrom } from "./open-test-app.ts";

const loopback = { guards: { loopback: true } };

test.each(["localhost", "localhost:8080", "127.0.0.1:1234", "[::1]:8080", "LOCALHOST:8080"])(
  "Host: %s is answered",
  async (host) => {
    const { call } = await openTestApp(loopback);
    expect((await call("/health", { headers: { host } })).status).toBe(200);
  },
);

test.each([
  "evil.example",
  "evil.example:8080",
  "localhost.evil.example",
  "127.0.0.1.nip.io",
  "192.168.1.7:8080",
  "evil@localhost",
  "",
])("Host: %s is misdirected: 421", async (host) => {
  const { call } = await openTestApp(loopback);
  const problem = await problemFrom(await call("/templates", { headers: { host } }));
  expect(problem).toMatchObject({ status: 421, problems: [{ code: "host-not-allowed", seen: host }] });
});

test.each(["http://evil.example", "null", "http://localhost:3000", "http://localhost:8080.evil.example"])(
  "Origin: %s is forbidden: 403",
  async (origin) => {
    const { call } = await openTestApp(loopback);
    const response = await call("/reports", { method: "POST", headers: { host: "localhost:8080", origin } });
    expect((await problemFrom(response)).problems?.[0]).toMatchObject({ code: "origin-not-allowed", seen: origin });
    expect(response.status).toBe(403);
  },
);

test("pages of other origins load nothing, be they of this machine, but may lead here", async () => {
  const { call } = await openTestApp(loopback);
  const ask = (site: string, mode: string, dest: string, method = "GET") =>
    call("/templates", {
      method,
      headers: { host: "localhost:8080", "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest },
    });
  for (const site of ["same-site", "cross-site"]) {
    for (const [mode, dest] of [
      ["no-cors", "image"],
      ["no-cors", "script"],
      ["cors", "empty"],
      ["navigate", "iframe"],
      ["navigate", "embed"],
    ] as const)
      expect((await problemFrom(await ask(site, mode, dest))).problems).toMatchObject([
        { code: "site-not-allowed", seen: site },
      ]);
    expect((await ask(site, "navigate", "document", "POST")).status).toBe(403);
    expect((await ask(site, "navigate", "document")).status).toBe(200);
  }
  for (const site of ["same-origin", "none"]) expect((await ask(site, "no-cors", "image")).status).toBe(200);
});

async function policy(guards: object): Promise<(string | null)[]> {
  const { call } = await openTestApp({ guards });
  return Promise.all(
    ["/health", "/nowhere", "/openapi.json"].map(async (path) =>
      (await call(path, { headers: { host: "localhost" } })).headers.get("cross-origin-resource-policy"),
    ),
  );
}

test("answers say that no other origin may use them, except where CORS decides", async () => {
  expect(await policy({ loopback: true })).toEqual(["same-origin", "same-origin", "same-origin"]);
  expect(await policy({ anyOrigin: true })).toEqual([null, null, null]);
});

test("the service's own pages may use it", async () => {
  const { call } = await openTestApp(loopback);
  const headers = { host: "localhost:8080", origin: "http://localhost:8080" };
  expect((await call("/templates", { headers })).status).toBe(200);
});

test("with a token, everything but /health requires it", async () => {
  const { call } = await openTestApp({
    guards: { tokens: (token) => findPrincipal(token, [], "a-long-enough-secret") },
  });
  expect((await call("/health")).status).toBe(200);
  for (const authorization of [undefined, "Bearer wrong-wrong-wrong", "Basic a-long-enough-secret", "Bearer"]) {
    const response = await call("/templates", authorization === undefined ? {} : { headers: { authorization } });
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="broadsheet"');
    expect((await problemFrom(response)).status).toBe(401);
  }
  const response = await call("/templates", {
    headers: { authorization: "Bearer a-long-enough-secret", host: "reports.example" },
  });
  expect(response.status).toBe(200);
});
