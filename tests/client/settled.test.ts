import fc from "fast-check";
import { expect, test } from "vitest";
import { createClient, pages, Refusal, settled, StillRunning } from "../../functions/client/create-client.ts";
import { readEvents } from "../../functions/client/read-events.ts";
import { openTestApp } from "../http/open-test-app.ts";

const json = (body: unknown, headers: Record<string, string> = {}, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

const clientOf = (answer: (url: URL) => Response | Promise<Response>): ReturnType<typeof createClient> =>
  createClient({ server: "http://localhost", fetch: async (request) => await answer(new URL(request.url)) });

test("pages gives every entry of a list once, whatever the sizes of its pages, empty ones too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 6 }), async (plan) => {
      const client = clientOf(({ searchParams }) => {
        const at = Number(searchParams.get("after") ?? 0);
        const next = at + 1 < plan.length ? { next: `/datasets?limit=3&after=${at + 1}` } : {};
        return json({ datasets: plan[at]!.map((rows) => ({ rows })), ...next });
      });
      const seen: number[] = [];
      for await (const { datasets } of pages((after) =>
        client.GET("/datasets", { params: { query: { ...(after !== undefined && { after }) } } }),
      ))
        seen.push(...datasets.map(({ rows }) => rows));
      expect(seen).toEqual(plan.flat());
    }),
    { numRuns: 100, seed: 7 },
  );
  const refused = clientOf(() => json({ title: "Not valid", status: 400, detail: "no such limit" }, {}, 400));
  const list = pages(() => refused.GET("/reports"));
  await expect(list.next()).rejects.toMatchObject({ name: "Refusal", status: 400, message: "400: no such limit" });
});

test("the real application's pages are read to their end", async () => {
  const { client, ask } = await openTestApp();
  for (const year of [2001, 2002, 2003, 2004, 2005]) await ask({ template: "sentence", parameters: { year } });
  const years: unknown[] = [];
  for await (const page of pages((after) =>
    client.GET("/reports", { params: { query: { limit: 2, ...(after !== undefined && { after }) } } }),
  ))
    years.push(...page.reports.map(({ parameters }) => parameters["year"]));
  expect(years.toSorted()).toEqual([2001, 2002, 2003, 2004, 2005]);
});

test("settled follows events where there are some, and asks where there are none", async () => {
  for (const streams of [true, false]) {
    const states = ["queued", "rendering", "ready"].map((status) => ({ id: "1", status }));
    let looks = 0;
    const client = clientOf(({ pathname }) => {
      if (pathname !== "/reports/1/events")
        return json(streams ? states[0] : states[Math.min(looks++, 2)], { "retry-after": "0" });
      if (!streams) return json({ title: "Not found", status: 404 }, {}, 404);
      const text = states.map((state) => `event: report\ndata: ${JSON.stringify(state)}\n\n`).join(":\n\n");
      return new Response(text, { headers: { "content-type": "text/event-stream" } });
    });
    const seen: string[] = [];
    const report = await settled(client, "report", "1", { onState: ({ status }) => seen.push(status) });
    expect([report.status, seen]).toEqual(["ready", ["queued", "rendering", "ready"]]);
  }
});

test("a stream that breaks is no end: the report is asked for again", async () => {
  let streams = 0;
  const client = clientOf(({ pathname }) => {
    if (pathname !== "/reports/1/events")
      return json({ id: "1", status: streams < 2 ? "queued" : "failed" }, { "retry-after": "0" });
    streams += 1;
    return new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('event: report\ndata: {"status":'));
          controller.error(new Error("the connection was cut"));
        },
      }),
    );
  });
  expect((await settled(client, "report", "1")).status).toBe("failed");
  expect(streams).toBe(2);
});

test("time that is over and a signal are told apart; a refusal is thrown", async () => {
  const running = clientOf(() => json({ id: "1", status: "running" }, { "retry-after": "1" }));
  const late = await settled(running, "batch", "1", { timeoutMs: 30 }).catch((error: unknown) => error);
  expect(late).toBeInstanceOf(StillRunning);
  expect((late as StillRunning).state?.status).toBe("running");
  const stop = new AbortController();
  const stopped = settled(running, "batch", "1", { timeoutMs: 5000, signal: stop.signal });
  stop.abort(new Error("enough"));
  await expect(stopped).rejects.toThrow("enough");
  const gone = clientOf(() => json({ title: "Not found", status: 404 }, {}, 404));
  await expect(settled(gone, "edition", "weekly/1")).rejects.toBeInstanceOf(Refusal);
});

test("events are read alike however the network cuts them", async () => {
  const bytes = new TextEncoder().encode(
    ': beat\n\nevent: report\r\ndata: {"title":"Überblick 概况"}\r\n\r\ndata: a\ndata:b\n\nevent: gone\ndata: {}\n\nevent: cut\ndata: x',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let i = 1; i < at.length; i += 1) controller.enqueue(bytes.subarray(at[i - 1], at[i]));
          controller.close();
        },
      });
      const seen = [];
      for await (const event of readEvents(stream)) seen.push(event);
      expect(seen).toEqual([
        { event: "report", data: '{"title":"Überblick 概况"}' },
        { event: "message", data: "a\nb" },
        { event: "gone", data: "{}" },
      ]);
    }),
    { numRuns: 200, seed: 11 },
  );
});
