import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { retrying } from "../../functions/client/create-client.ts";

const server = "http://localhost:8080";

/** What becomes of a try: the request or its answer is lost, or it is answered. */
const fates = ["lost before", "lost after", 200, 404, 408, 409, 429, 500, 502, 503, 504] as const;
type Fate = (typeof fates)[number];

/** Requests, and whether the API says that the second one of two does nothing more. */
const requests: readonly (readonly [
  method: string,
  path: string,
  repeatable: boolean,
  headers?: Record<string, string>,
])[] = [
  ["GET", "/reports", true],
  ["PUT", "/datasets/sales", true],
  ["DELETE", "/reports/1", true],
  ["POST", "/reports", true],
  ["POST", "/batches", true],
  ["POST", "/queries", true],
  ["POST", "/uploads", true],
  ["POST", "/uploads/in-parts", true],
  ["POST", "/uploads/a/parts", true],
  ["POST", "/uploads/a/complete", true],
  ["POST", "/templates/a/uploads", true],
  // Each would render again, make another edition, another secret, another move or another letter.
  ["POST", "/reports", false, { "cache-control": "no-cache" }],
  ["POST", "/reports/1/retry", false],
  ["POST", "/publications/weekly/run", false],
  ["PUT", "/webhooks/crm", false],
  ["POST", "/webhooks/crm/rotate", false],
  ["POST", "/webhooks/crm/replay", false],
  ["POST", "/templates/a/promote", false],
  ["POST", "/deliveries/mail/1/retry", false],
];

test("nothing is done twice that must not be, and nothing that may be repeated is given up too early", async () => {
  vi.useFakeTimers();
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requests),
        fc.array(fc.constantFrom<Fate>(...fates), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async ([method, path, repeatable, headers], plan, tries) => {
          let done = 0;
          const bodies: string[] = [];
          const seen: Fate[] = [];
          const fetch = retrying({
            tries,
            async fetch(request) {
              const fate = plan[seen.length]!;
              seen.push(fate);
              bodies.push(await request.text());
              if (fate === "lost before") throw new TypeError("fetch failed");
              // 408 and 429 are answered before anything is done.
              if (fate !== 408 && fate !== 429) done += 1;
              if (fate === "lost after") throw new TypeError("fetch failed");
              return new Response("", { status: fate });
            },
          });
          const body = method === "GET" || method === "DELETE" ? null : "the body";
          const ended = fetch(new Request(server + path, { method, body, ...(headers && { headers }) })).then(
            ({ status }) => status,
            () => "lost" as const,
          );
          await vi.runAllTimersAsync();
          const outcome = await ended;
          if (!repeatable) expect(done).toBeLessThanOrEqual(1);
          // Every try had the whole body.
          expect(new Set(bodies)).toEqual(new Set([body ?? ""]));
          const final = seen.at(-1)!;
          expect(outcome).toBe(typeof final === "number" ? final : "lost");
          const passing = typeof final !== "number" || final === 408 || final === 429 || final >= 500;
          if (repeatable && passing) expect(seen.length).toBe(tries);
          expect(seen.length).toBeLessThanOrEqual(tries);
        },
      ),
      { numRuns: process.env["SOAK"] === undefined ? 300 : 5000, seed: 20261129 },
    );
  } finally {
    vi.useRealTimers();
  }
});

test("Retry-After is obeyed, as seconds and as a date; one that is too long is left to the caller", async () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-29T12:00:00Z") });
  try {
    const waits: number[] = [];
    const headers = ["3", "Sun, 29 Nov 2026 12:00:10 GMT", "soon", undefined];
    const fetch = retrying({
      fetch: async () => {
        const after = headers.shift();
        return new Response("", { status: 503, ...(after !== undefined && { headers: { "retry-after": after } }) });
      },
      onRetry: (reason, ms) => waits.push(reason === "503" ? ms : Number.NaN),
    });
    const ended = fetch(new Request(server));
    await vi.runAllTimersAsync();
    expect((await ended).status).toBe(503);
    // The second is 7 s ahead when 3 s have passed.
    expect(waits.slice(0, 2)).toEqual([3000, 7000]);
    expect(waits[2]).toBeGreaterThanOrEqual(500);
    expect(waits[2]).toBeLessThanOrEqual(1000);
    let tries = 0;
    const patient = retrying({
      fetch: async () => ((tries += 1), new Response("", { status: 503, headers: { "retry-after": "3600" } })),
    });
    expect([(await patient(new Request(server))).status, tries]).toEqual([503, 1]);
  } finally {
    vi.useRealTimers();
  }
});

test("a refusal by Broadsheet itself is not repeated, and a signal ends the waiting", async () => {
  let tries = 0;
  const damaged = retrying({
    fetch: async () => {
      tries += 1;
      return new Response("{}", { status: 500, headers: { "content-type": "application/problem+json" } });
    },
  });
  expect([(await damaged(new Request(server))).status, tries]).toEqual([500, 1]);
  let asked = 0;
  const unsigned = retrying({
    fetch: async () => {
      asked += 1;
      throw new Error("no credentials");
    },
  });
  await expect(unsigned(new Request(server))).rejects.toThrow("no credentials");
  expect(asked).toBe(1);
  const stop = new AbortController();
  const busy = retrying({ fetch: async () => new Response("", { status: 503, headers: { "retry-after": "20" } }) });
  const ended = busy(new Request(server, { signal: stop.signal }));
  setTimeout(() => stop.abort(new Error("enough")), 10);
  await expect(ended).rejects.toThrow("enough");
});
