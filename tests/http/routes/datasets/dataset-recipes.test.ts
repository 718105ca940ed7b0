import { beforeEach, expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { openTestApp, problemFrom } from "../../open-test-app.ts";

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeEach(async () => {
  app = await openTestApp();
});

const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(
    app.call(path, {
      method,
      ...(body !== undefined && { body }),
      headers: { ...(body !== undefined && { "content-type": "application/yaml" }), ...headers },
    }),
  );
const put = (recipe: string, headers?: Record<string, string>): Promise<Response> =>
  send("PUT", "/datasets/numbers/recipe", recipe, headers);
const numbers = async (): Promise<Record<string, unknown>> =>
  (await (await send("GET", "/datasets/numbers")).json()) as Record<string, unknown>;

const late = "# the last years\nsteps:\n  - leave-out: {where: year < 2021}\n  - units: {value: km}\n";

test("a recipe is tried, put, read, changed, brought back and taken away", async () => {
  const before = await numbers();
  const trial = await send("PUT", "/datasets/numbers/recipe?dry-run", late);
  expect([trial.status, await trial.json()]).toMatchObject([
    200,
    {
      name: "numbers",
      rows: 1,
      columns: [
        { name: "year", type: "integer" },
        { name: "value", type: "number", unit: "km" },
      ],
      first: { columns: [{ name: "year" }, { name: "value" }], rows: [[2021, 2]] },
    },
  ]);
  expect(await numbers()).toEqual(before);
  expect((await send("GET", "/datasets/numbers/recipe")).status).toBe(404);

  const stored = await put(late);
  expect([stored.status, stored.headers.get("etag")]).toEqual([200, '"1"']);
  const made = await numbers();
  expect(await stored.json()).toMatchObject({
    version: made["version"],
    rows: 1,
    rowsHash: expect.any(String) as string,
  });
  expect(made["version"]).not.toBe(before["version"]);
  expect(made).not.toHaveProperty("reading");
  const read = await send("GET", "/datasets/numbers/recipe");
  const recipe = (await read.json()) as Record<string, unknown>;
  expect(read.headers.get("etag")).toBe('"1"');
  expect(recipe).toMatchObject({ text: late, applied: true, dataset: made["version"], recipe: { steps: [{}, {}] } });

  const next = await send("PUT", "/datasets/numbers", "year,value\n2020,1\n2021,2\n2022,3\n", {
    "content-type": "text/csv",
  });
  expect([next.status, await next.json()]).toMatchObject([201, { rows: 2 }]);

  expect((await put("steps: [{trim: [value]}]")).status).toBe(200);
  const back = await send(
    "POST",
    "/datasets/numbers/recipe/rollback",
    JSON.stringify({ to: recipe["version"], why: "km" }),
    {
      "content-type": "application/json",
    },
  );
  expect([back.status, await back.json()]).toMatchObject([200, { rows: 2 }]);
  expect((await send("DELETE", "/datasets/numbers/recipe")).status).toBe(200);
  expect(await numbers()).not.toHaveProperty("recipe");
  expect((await numbers())["rows"]).toBe(3);
  const log = (await (await send("GET", "/datasets/numbers/recipe/log?limit=3")).json()) as Record<string, unknown>;
  expect(log).toMatchObject({
    moves: [{ kind: "remove" }, { kind: "rollback", why: "km", version: recipe["version"] }, { kind: "put" }],
    next: "/datasets/numbers/recipe/log?limit=3&after=2",
  });
  const moves = (await (await send("GET", "/datasets/numbers/log")).json()) as { moves: { kind: string }[] };
  expect(moves.moves.map(({ kind }) => kind)).toEqual(["recipe", "recipe", "recipe", "put", "recipe", "put"]);
});

test("a recipe that does not fit is refused with the step, and nothing changes", async () => {
  const before = await numbers();
  const answer = await put("steps:\n  - types: {yaer: text}\n");
  expect(answer.status).toBe(422);
  expect((await problemFrom(answer)).problems).toMatchObject([
    {
      code: "unknown-column",
      pointer: "/steps/0/types/yaer",
      allowed: ["year", "value"],
      hint: 'did you mean "year"?',
    },
  ]);
  const value = await problemFrom(await put('steps: [{types: {value: {date: "%Y"}}}]'));
  expect(value.problems).toMatchObject([
    { code: "recipe-misfit", seen: "1.5", row: 1, pointer: "/steps/0/types/value" },
  ]);
  expect(await numbers()).toEqual(before);
});

test.each([
  ["PUT", "/datasets/numbers/recipe", "steps: [{nmaes: {a: b}}]", {}, 400],
  ["PUT", "/datasets/numbers/recipe", "steps: [", {}, 400],
  ["PUT", "/datasets/numbers/recipe?dry-run=maybe", late, {}, 400],
  ["PUT", "/datasets/nowhere/recipe", late, {}, 404],
  ["PUT", "/datasets/nowhere/recipe?dry-run", late, {}, 404],
  ["PUT", "/datasets/numbers/recipe", late, { "content-type": "text/plain" }, 415],
  ["PUT", "/datasets/numbers/recipe", `# ${"x".repeat(70_000)}`, {}, 413],
  ["PUT", "/datasets/numbers/recipe", late, { "if-match": '"7"' }, 412],
  ["DELETE", "/datasets/numbers/recipe", undefined, {}, 404],
  ["GET", "/datasets/nowhere/recipe/log", undefined, {}, 404],
  [
    "POST",
    "/datasets/numbers/recipe/rollback",
    `{"to":"${"0".repeat(64)}"}`,
    { "content-type": "application/json" },
    404,
  ],
])("%s %s %j %j is %i %#", async (method, path, body, headers, status) => {
  const answer = await send(method, path, body, headers);
  expect(answer.status, await answer.clone().text()).toBe(status);
});

test.each(["too-large", "limit-exceeded"] as const)(
  "a file beyond the limits of a request (%s) gets its recipe as an upload",
  async (kind) => {
    app = await openTestApp({
      change: {
        signUpload: async () => {
          throw new Error("nothing is sent");
        },
        answerRecipe: async () => {
          const hint = "POST /uploads takes files";
          throw new BroadsheetError(kind, { code: "too-many-cells", message: "The dataset has 2000000 cells", hint });
        },
      },
    });
    const answer = await put(late);
    expect(answer.status).toBe(202);
    expect(answer.headers.get("location")).toMatch(/^\/uploads\//);
    const trial = await send("PUT", "/datasets/numbers/recipe?dry-run", late);
    const { problems } = await problemFrom(trial);
    expect(problems).toMatchObject([
      { code: "too-many-cells", hint: expect.stringContaining("put the recipe") as string },
    ]);
  },
);
