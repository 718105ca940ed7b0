import { expect, test } from "vitest";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { problemDetails, problemResponse } from "../../functions/http/problem-details.ts";
import { openTestApp, problemFrom } from "./open-test-app.ts";

test("malformed JSON is reported with line and column", async () => {
  const { ask } = await openTestApp();
  const problem = await problemFrom(await ask('{\n  "template": "sentence",\n}'));
  expect(problem).toMatchObject({
    type: "urn:broadsheet:problem:invalid-request",
    status: 400,
    problems: [{ code: "malformed-json", line: 3, column: 1, allowed: "a property name in double quotes" }],
  });
});

test("every faulty field is named by JSON pointer, with the value seen and the values allowed", async () => {
  const { ask } = await openTestApp();
  const body = {
    template: "sentence",
    parameters: { year: 1999, yeer: 1 },
    datasets: { number: "numbers" },
    date: "2026-02-30",
  };
  const pointers: unknown[] = [];
  for (const faulty of [body, { ...body, date: "2026-02-28" }, { ...body, date: "2026-02-28", datasets: {} }]) {
    const problem = await problemFrom(await ask(faulty));
    expect(problem.status).toBe(400);
    pointers.push(...(problem.problems ?? []).map(({ pointer }) => pointer));
  }
  for (const pointer of ["/date", "/datasets/number", "/parameters/year", "/parameters/yeer"])
    expect(pointers).toContain(pointer);
});

test.each([
  [{ template: "nothing" }, 404, "/template"],
  [{ template: "sentence", datasets: { numbers: "nothing" } }, 404, "/datasets/numbers"],
  [{ template: "sentence", parameters: { year: "2020" } }, 400, "/parameters/year"],
  [{ templat: "sentence" }, 400, "/templat"],
  [[], 400, ""],
])("%j is %i at %s", async (body, status, pointer) => {
  const { ask } = await openTestApp();
  const problem = await problemFrom(await ask(body));
  expect(problem.status).toBe(status);
  expect(problem.problems?.map((entry) => entry["pointer"])).toContain(pointer);
});

test.each([undefined, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
  "POST of %s is no JSON: 415",
  async (type) => {
    const { call } = await openTestApp();
    const body = new TextEncoder().encode('{"template":"sentence"}');
    const response = await call("/reports", {
      method: "POST",
      body,
      ...(type === undefined ? {} : { headers: { "content-type": type } }),
    });
    expect((await problemFrom(response)).problems?.[0]).toMatchObject({ allowed: ["application/json"] });
    expect(response.status).toBe(415);
  },
);

test("an unknown path is reported with the nearest one, and with those of its collection or the collections", async () => {
  const { call } = await openTestApp();
  const near = await problemFrom(await call("/template/sentence"));
  expect(near.status).toBe(404);
  expect(near.detail).toContain("did you mean /templates/sentence?");
  const far = await problemFrom(await call("/wp-login.php"));
  const collections = far.problems?.[0]?.["allowed"] as readonly string[];
  expect(collections).toEqual(expect.arrayContaining(["/datasets", "/openapi.json", "/reports"]));
  expect(collections.filter((path) => path.split("/").length > 2)).toEqual([]);
  const sibling = await problemFrom(await call("/reports/abc/report.doc"));
  const siblings = sibling.problems?.[0]?.["allowed"] as readonly string[];
  expect(siblings).toContain("/reports/{id}/report.pdf");
  expect(siblings.filter((path) => !path.startsWith("/reports"))).toEqual([]);
});

test.each([
  ["/etc/passwd", undefined],
  ["/report/abc", "/reports/abc"],
  ["/reports/abc/report.pfd", "/reports/abc/report.pdf"],
  ["/heatlh", "/health"],
  ["/reports/", "/reports"],
  ["/dataset", "/datasets"],
])("nothing is at %s; near is %s", async (path, near) => {
  const { call } = await openTestApp();
  const { detail } = await problemFrom(await call(path));
  expect(detail).toBe(`there is nothing at ${path}${near === undefined ? "" : `; did you mean ${near}?`}`);
});

test("half of a surrogate pair in a value is never sent on", async () => {
  const problem = problemDetails("invalid-request", "saw \ud83d", [
    { code: "x", message: "saw \ud83d", seen: { a: ["\ud83d"] } },
  ]);
  expect(await problemResponse(problem).text()).not.toMatch(/\\ud83d/i);
});

test.each([
  ["PATCH", "/reports", "GET, HEAD, POST"],
  ["POST", "/datasets/mine", "DELETE, GET, HEAD, PUT"],
  ["POST", "/templates/sentence", "DELETE, GET, HEAD, PUT"],
  ["GET", `/reports/${"0".repeat(64)}/retry`, "POST"],
])("%s %s is 405 with Allow: %s", async (method, path, allow) => {
  const { call } = await openTestApp();
  const response = await call(path, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe(allow);
  expect((await problemFrom(response)).problems?.[0]).toMatchObject({ seen: method, allowed: allow.split(", ") });
  const options = await call(path, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
});

test("an unexpected error is a number to quote for the user and a stack for the log", async () => {
  const app = await openTestApp();
  const broken = await openTestApp({
    change: {
      store: {
        ...app.services.store,
        list: async () => {
          throw new TypeError("undefined is not a function in /srv/secret.ts");
        },
      },
    },
  });
  const response = await broken.call("/templates");
  const text = await response.clone().text();
  const problem = await problemFrom(response);
  expect(problem.status).toBe(500);
  expect(problem.reference).toMatch(/^[0-9a-f-]{36}$/);
  expect(text).not.toMatch(/secret|TypeError|undefined/);
  expect(broken.log.join()).toContain(problem.reference ?? "none");
  expect(broken.log.join()).toContain("secret.ts");
});

test("a store that fails for the moment is 503 with Retry-After", async () => {
  const app = await openTestApp({
    change: {
      store: {
        ...(await openTestApp()).services.store,
        list: async () => {
          throw new BroadsheetError("unavailable", { code: "store-failed", message: "the store does not answer" });
        },
      },
    },
  });
  const response = await app.call("/templates");
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect((await problemFrom(response)).problems?.[0]?.code).toBe("store-failed");
});
