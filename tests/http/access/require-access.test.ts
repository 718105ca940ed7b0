import { expect, test } from "vitest";
import { findPrincipal } from "../../../functions/core/service/access/find-principal.ts";
import { type Role, roleNames, roles } from "../../../functions/core/service/access/roles.ts";
import { everyScope, type Scope } from "../../../functions/core/service/access/scopes.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { readGeneration } from "../../../functions/core/service/lifecycle/records/read-generation.ts";
import { reportOf } from "../../../functions/core/service/lifecycle/records/report-kind.ts";
import { createApp } from "../../../functions/http/create-app.ts";
import type { Guards } from "../../../functions/http/create-app.ts";
import { bodyOf, openTestApp, problemFrom, type ReportBody } from "../open-test-app.ts";

const entries = roleNames.map((role) => ({ name: `some-${role}`, role, sha256: sha256(`token-of-${role}`) }));
const guards: Guards = { tokens: (token) => findPrincipal(token, entries) };
const as = (role: Role): Record<string, string> => ({ authorization: `Bearer token-of-${role}` });
const signUpload = (): Promise<never> => Promise.reject(new Error("nobody uploads"));

test("every route says what its caller must be allowed to do", async () => {
  const { services } = await openTestApp({ change: { signUpload } });
  const app = createApp(services);
  const routes = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(?:\{\.\+\})?/g, "{$1}")}`);
  expect([...app.access.keys()].toSorted()).toEqual(routes.toSorted());
  for (const [route, access] of app.access) expect(["known", "public", ...everyScope], route).toContain(access);
  expect([...app.access].filter(([, access]) => access === "public")).toEqual([
    ["GET /health", "public"],
    ["GET /", "public"],
  ]);
  for (const [route, access] of app.access)
    if (/^(?:PUT|POST|DELETE)/.test(route)) expect(access, route).toMatch(/:(?!read)/);
  for (const [route, access] of app.access)
    if (route.startsWith("DELETE"))
      expect(access, route).toMatch(partOf.test(route) ? /^(?:templates|datasets):write$/ : /:delete$/);
});

/** What is deleted there changes its template or dataset. */
const partOf = /\/files\/|\/recipe$/;

test("each route refuses, with the scope that is missing, the roles that lack it, and no others", async () => {
  const { services, call } = await openTestApp({ guards, change: { signUpload } });
  const { access } = createApp(services);
  for (const [route, needed] of access) {
    const [method = "", path = ""] = route.split(" ");
    for (const role of roleNames) {
      const response = await call(path.replace("{id}", "f".repeat(64)).replaceAll(/\{\w+\}/g, "none"), {
        method,
        headers: as(role),
      });
      const may = needed === "public" || needed === "known" || (roles[role] as readonly Scope[]).includes(needed);
      expect(response.status === 403, `${route} as ${role}`).toBe(!may);
      if (may) continue;
      expect(response.headers.get("www-authenticate")).toBe(
        `Bearer realm="broadsheet", error="insufficient_scope", scope="${needed}"`,
      );
      expect((await problemFrom(response)).problems).toMatchObject([
        {
          code: "missing-scope",
          seen: role,
          allowed: roleNames.filter((name) => (roles[name] as readonly Scope[]).includes(needed as Scope)),
        },
      ]);
    }
  }
});

test("what is refused is not done", async () => {
  const { call, ask } = await openTestApp({ guards });
  const report = await bodyOf<ReportBody>(ask({ template: "sentence" }, { ...as("reader"), prefer: "wait=5" }));
  expect(report.status).toBe("ready");
  expect((await call(report.self, { method: "DELETE", headers: as("publisher") })).status).toBe(403);
  expect((await call(report.self, { headers: as("reader") })).status).toBe(200);
  expect((await call(report.self, { method: "DELETE", headers: as("admin") })).status).toBe(204);
});

test("the claim of a report names who asked for it", async () => {
  const { ask, services } = await openTestApp({ guards });
  const { id } = await bodyOf<ReportBody>(ask({ template: "sentence" }, as("author")));
  expect((await readGeneration(services.store, reportOf(id, 1)))?.claim).toMatchObject({
    caller: { kind: "token", name: "some-author" },
  });
});

test("only the routes of the scopes that are served exist, and only they are described", async () => {
  const { call } = await openTestApp({ guards: { scopes: new Set<Scope>(["reports:read", "reports:write"]) } });
  expect((await call("/reports")).status).toBe(200);
  expect((await call("/templates")).status).toBe(404);
  const response = await call("/reports/none", { method: "DELETE" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
  const { paths } = await bodyOf<{ paths: Record<string, object> }>(call("/openapi.json"));
  expect(Object.keys(paths).toSorted()).toEqual([
    "/capabilities",
    "/health",
    "/reports",
    "/reports/{id}",
    "/reports/{id}/cancel",
    "/reports/{id}/events",
    "/reports/{id}/report.pdf",
    "/reports/{id}/retry",
    "/templates/{name}/choices",
  ]);
});

test("the description gives each operation its scope", async () => {
  const { call } = await openTestApp();
  const { paths } = await bodyOf<{ paths: Record<string, Record<string, { security: unknown }>> }>(
    call("/openapi.json"),
  );
  expect(paths["/health"]!["get"]!.security).toEqual([]);
  expect(paths["/reports"]!["post"]!.security).toEqual([{ token: ["reports:write"] }]);
});
