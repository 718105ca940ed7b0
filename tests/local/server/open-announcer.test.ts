import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { guardedHttp } from "../../../functions/adapters/network/guarded-http.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import type { DeliveryWorld } from "../../../functions/core/service/delivery/delivery-world.ts";
import { listDeliveries } from "../../../functions/core/service/delivery/list-deliveries.ts";
import { planDeliveries } from "../../../functions/core/service/delivery/plan-deliveries.ts";
import { webhookSender } from "../../../functions/core/service/delivery/webhook/send-webhook.ts";
import { putWebhook } from "../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { type Announcer, openAnnouncer } from "../../../functions/local/server/open-announcer.ts";
import { letTurn } from "../../let-turn.ts";
import { endReport, openLab, someId, noHandovers } from "../../core/service/delivery/delivery-fakes.ts";
import { keysOf } from "../../core/service/event/event-fakes.ts";

/** How far the announcer's clock is ahead. */
const ahead = { ms: 0 };
const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function receive(status: () => number): Promise<{ url: string; readonly bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request
      .setEncoding("utf8")
      .on("data", (part: string) => (body += part))
      .on("end", () => {
        bodies.push(body);
        response.writeHead(status()).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, bodies };
}

async function open(
  url: string,
  senders?: DeliveryWorld["senders"],
): Promise<{ announcer: Announcer; lab: ReturnType<typeof openLab> }> {
  const lab = openLab();
  const clock = { ...systemClock, now: () => Date.now() + ahead.ms };
  const world = { ...lab, clock, http: guardedHttp({ allowLocal: true }), allowLocalWebhooks: true };
  await putWebhook("crm", { url }, world);
  const announcer = openAnnouncer({
    ...world,
    senders: senders ?? { webhook: webhookSender(world) },
    subscribers: [planDeliveries({ ...world, handovers: noHandovers, planned: () => {} })],
  });
  closing.push(() => announcer.close());
  return { announcer, lab };
}

test("an outcome reaches a receiver at once, and again after five seconds if it fails", async () => {
  let failures = 1;
  const receiver = await receive(() => ((failures -= 1) >= 0 ? 503 : 204));
  const { announcer, lab } = await open(receiver.url);
  await announcer.outbox.mark(`reports/${someId}/1/`, "end");
  await endReport(lab.store);
  announcer.outbox.wake();
  announcer.wake();
  await expect.poll(() => receiver.bodies.length, { timeout: 5000 }).toBe(1);
  expect(JSON.parse(receiver.bodies[0]!)).toMatchObject({ type: "report.ready", subject: { id: someId } });
  await expect
    .poll(async () => (await listDeliveries("webhook.crm", { limit: 10 }, lab.store)).deliveries[0]?.delivery.count)
    .toBe(1);
  announcer.wake();
  await letTurn(200);
  expect(receiver.bodies).toHaveLength(1);
  ahead.ms = 5000;
  announcer.wake();
  await expect.poll(() => receiver.bodies.length).toBe(2);
  expect(receiver.bodies[1]).toBe(receiver.bodies[0]);
  await expect
    .poll(async () =>
      (await listDeliveries("webhook.crm", { limit: 10 }, lab.store)).deliveries.map(({ delivery }) => delivery.state),
    )
    .toEqual(["delivered"]);
  await expect(keysOf(lab.store, "outbox/")).resolves.toEqual([]);
});

test("what an earlier server left is announced at the start; nothing begins after the close", async () => {
  const receiver = await receive(() => 200);
  const { announcer, lab } = await open(receiver.url);
  await announcer.outbox.mark(`reports/${someId}/1/`, "end");
  await endReport(lab.store);
  announcer.wake();
  await expect.poll(() => receiver.bodies.length).toBe(1);
  await announcer.close();
  await announcer.outbox.mark(`reports/${someId}/2/`, "end");
  await endReport(lab.store, 2);
  announcer.wake();
  await letTurn(200);
  await expect(keysOf(lab.store, "outbox/")).resolves.toHaveLength(1);
});

test("a letter that is due waits quietly in a server that sends none", async () => {
  const { announcer, lab } = await open("http://127.0.0.1:9/", {});
  await announcer.outbox.mark(`reports/${someId}/1/`, "end");
  await endReport(lab.store);
  announcer.wake();
  await expect.poll(() => keysOf(lab.store, "due/")).toHaveLength(1);
  await letTurn(50);
  let looks = 0;
  const { list } = lab.store;
  lab.store.list = (...given) => {
    looks += 1;
    return list.apply(lab.store, given);
  };
  await letTurn(300);
  expect(looks).toBeLessThan(10);
});
