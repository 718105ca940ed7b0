import { beforeEach, expect, test } from "vitest";
import { attemptAll, listDue } from "../../../../functions/core/service/delivery/list-due.ts";
import { planDeliveries } from "../../../../functions/core/service/delivery/plan-deliveries.ts";
import { webhookSender } from "../../../../functions/core/service/delivery/webhook/send-webhook.ts";
import { announceOutcome } from "../../../../functions/core/service/event/announce-outcome.ts";
import type { Posted } from "../../../../functions/core/ports.ts";
import { endReport, someId, noHandovers } from "../../../core/service/delivery/delivery-fakes.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp, testDelivery } from "../../open-test-app.ts";

let app: TestApp;
let answer: Posted;
beforeEach(async () => {
  answer = { status: 204 };
  app = await openTestApp({ change: { delivery: { ...testDelivery(), http: { post: async () => answer } } } });
});

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  app.call(path, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

test("a webhook's secret leaves the service at its creation and at a rotation, and never otherwise", async () => {
  const created = await send("PUT", "/webhooks/crm", { url: "https://example.org/", description: "Sales" });
  expect([created.status, created.headers.get("location"), created.headers.get("cache-control")]).toEqual([
    201,
    "/webhooks/crm",
    "no-store",
  ]);
  const { secret } = await bodyOf<{ secret: string }>(created);
  expect(secret).toMatch(/^whsec_/);
  const changed = await send("PUT", "/webhooks/crm", { url: "https://example.org/2" });
  expect([changed.status, Object.keys(await bodyOf(changed))]).toEqual([
    200,
    ["name", "url", "events", "created", "changed", "self"],
  ]);
  const rotated = await bodyOf<{ secret: string; until: string }>(send("POST", "/webhooks/crm/rotate"));
  expect(rotated.secret).not.toBe(secret);
  for (const path of ["/webhooks", "/webhooks/crm", "/webhooks/crm/deliveries"])
    expect(await (await app.call(path)).text()).not.toContain("whsec_");
  expect((await send("DELETE", "/webhooks/crm")).status).toBe(204);
  expect((await send("DELETE", "/webhooks/crm")).status).toBe(404);
});

test("what became of an event is listed with every try, and a replay sends it again", async () => {
  await send("PUT", "/webhooks/crm", { url: "https://example.org/", events: ["report.*"] });
  const world = { ...app.services, ...app.services.delivery! };
  await announceOutcome(await endReport(app.services.store), {
    ...app.services,
    subscribers: [planDeliveries({ ...app.services, handovers: noHandovers, planned: () => {} })],
  });
  const deliver = async (): Promise<void> => {
    const delivering = { ...app.services, senders: { webhook: webhookSender(world) } };
    await attemptAll((await listDue(delivering)).now, delivering);
  };
  answer = { fault: "no answer within 10 s" };
  await deliver();
  const due = await bodyOf<{ deliveries: unknown[] }>(app.call("/webhooks/crm/deliveries"));
  expect(due.deliveries).toEqual([
    {
      id: expect.any(String),
      event: `report/${someId}/1/ready`,
      time: "2026-01-05T09:30:00.000Z",
      state: "due",
      tries: [{ at: expect.any(String), ms: expect.any(Number), fault: "no answer within 10 s" }],
      next: expect.any(String),
    },
  ]);
  const inState = async (state: string): Promise<number> =>
    (await bodyOf<{ deliveries: unknown[] }>(app.call(`/webhooks/crm/deliveries?state=${state}`))).deliveries.length;
  expect([await inState("due"), await inState("delivered")]).toEqual([1, 0]);
  answer = { status: 200 };
  // It waits for its next try: nothing to replay.
  expect(await bodyOf(send("POST", "/webhooks/crm/replay?since=2026-01-05T09:30:00Z"))).toEqual({ replayed: 0 });
});

test("a test tells what the receiver answered", async () => {
  await send("PUT", "/webhooks/crm", { url: "https://example.org/" });
  expect(await bodyOf(send("POST", "/webhooks/crm/test"))).toEqual({ delivered: true, status: 204 });
  answer = { status: 302 };
  expect(await bodyOf(send("POST", "/webhooks/crm/test"))).toEqual({ delivered: false, status: 302 });
  answer = { fault: "the host name cannot be found" };
  expect(await bodyOf(send("POST", "/webhooks/crm/test"))).toEqual({
    delivered: false,
    fault: "the host name cannot be found",
  });
});

test.each([
  ["PUT", "/webhooks/Crm", { url: "https://example.org/" }, 400, "invalid-name"],
  ["PUT", "/webhooks/crm", { url: "https://example.org/", events: ["report.done"] }, 400, "not-allowed"],
  ["GET", "/webhooks/crn", undefined, 404, "unknown-webhook"],
  ["POST", "/webhooks/there/replay", undefined, 400, "invalid-time"],
  ["POST", "/webhooks/there/replay?since=yesterday", undefined, 400, "invalid-time"],
  ["GET", "/webhooks/there/deliveries?limit=0", undefined, 400, "invalid-limit"],
  ["GET", "/webhooks/there/deliveries?after=x", undefined, 400, "invalid-cursor"],
  ["GET", "/webhooks/there/deliveries?state=done", undefined, 400, "invalid-filter"],
  ["GET", "/webhooks?limit=501", undefined, 400, "invalid-limit"],
  ["GET", "/webhooks?after=No%20name", undefined, 400, "invalid-cursor"],
  ["GET", "/webhooks?event=report.done", undefined, 400, "invalid-filter"],
  ["GET", "/webhooks?search=", undefined, 400, "invalid-filter"],
])("%s %s %j is answered with %d, %s", async (method, path, body, status, code) => {
  await send("PUT", "/webhooks/there", { url: "https://example.org/" });
  const problem = await problemFrom(await send(method, path, body));
  expect([problem.status, problem.problems?.[0]?.code]).toEqual([status, code]);
});

test("webhooks are listed by name, page by page, and filtered by what they receive and are called", async () => {
  interface Page {
    readonly webhooks: { readonly name: string }[];
    readonly next?: string;
  }
  await send("PUT", "/webhooks/crm", { url: "https://crm.example.org/", events: ["report.ready"] });
  await send("PUT", "/webhooks/alarm", {
    url: "https://example.org/",
    events: ["*.failed"],
    description: "The CRM's night watch",
  });
  await send("PUT", "/webhooks/archive", { url: "https://example.org/", events: [] });
  const pages = async (path: string): Promise<string[][]> => {
    const found: string[][] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const response = await app.call(next);
      const page: Page = await bodyOf<Page>(response);
      expect(response.headers.get("link")).toBe(page.next === undefined ? null : `<${page.next}>; rel="next"`);
      found.push(page.webhooks.map(({ name }) => name));
      next = page.next;
    }
    return found;
  };
  expect(await pages("/webhooks")).toEqual([["alarm", "archive", "crm"]]);
  expect(await pages("/webhooks?limit=2")).toEqual([["alarm", "archive"], ["crm"]]);
  expect(await pages("/webhooks?event=batch.failed")).toEqual([["alarm"]]);
  expect(await pages("/webhooks?event=report.ready&limit=1")).toEqual([["crm"]]);
  expect(await pages("/webhooks?search=CRM")).toEqual([["alarm", "crm"]]);
  expect(await pages("/webhooks?search=crm&event=report.failed")).toEqual([["alarm"]]);
  const tag = (await app.call("/webhooks?search=crm")).headers.get("etag")!;
  const ask = (): Promise<Response> => app.call("/webhooks?search=crm", { headers: { "if-none-match": tag } });
  expect((await ask()).status).toBe(304);
  await send("DELETE", "/webhooks/crm");
  expect((await ask()).status).toBe(200);
});

test("without a host that delivers there are no webhooks", async () => {
  const bare = await openTestApp();
  expect((await bare.call("/webhooks")).status).toBe(404);
});
