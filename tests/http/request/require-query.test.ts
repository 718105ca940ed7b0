import { beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../open-test-app.ts";

let app: TestApp;
beforeAll(async () => void (app = await openTestApp()));

async function problemsOf(path: string, init?: RequestInit): Promise<unknown> {
  const answer = await app.call(path, init);
  return [answer.status, ((await answer.json()) as { problems?: unknown }).problems];
}

test("a query parameter that a route does not have is refused with those it has, not ignored", async () => {
  expect(await problemsOf("/reports?state=failed")).toEqual([
    400,
    [
      {
        code: "unknown-query-parameter",
        message: 'This route has no query parameter "state"',
        name: "state",
        seen: "state",
        allowed: ["limit", "after", "status", "template", "dataset", "search"],
        hint: 'did you mean "status"?',
      },
    ],
  ]);
  expect(await problemsOf("/datasets?cursor=abc&status=ready")).toMatchObject([
    400,
    [{ name: "cursor" }, { name: "status" }],
  ]);
  expect(await problemsOf("/capabilities?verbose")).toMatchObject([
    400,
    [
      {
        code: "unknown-query-parameter",
        message: 'This route takes no query parameters, but got "verbose"',
        allowed: [],
      },
    ],
  ]);
});

test("a query parameter that is given twice is refused: one of its values would be lost", async () => {
  expect(await problemsOf("/reports?status=ready&status=failed")).toEqual([
    400,
    [
      {
        code: "repeated-query-parameter",
        message: '"status" may be given only once',
        name: "status",
        seen: 2,
        allowed: 1,
      },
    ],
  ]);
});

test("a signature in the address is no query parameter of the route", async () => {
  expect((await app.call("/reports?limit=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0a")).status).toBe(200);
});
