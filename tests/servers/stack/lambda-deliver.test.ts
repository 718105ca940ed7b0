import { CreateEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Webhook as Receiver } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { storeDeliverPlan } from "../../../functions/core/service/delivery/records/deliver-plan.ts";
import { channelOf } from "../../../functions/core/service/delivery/records/delivery-keys.ts";
import type { Delivery } from "../../../functions/core/service/delivery/records/delivery.ts";
import { putWebhook } from "../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { openAwsSecrets } from "../../../functions/adapters/aws-secrets.ts";
import { endReport, someId } from "../../core/service/delivery/delivery-fakes.ts";
import { keysOf, readJson } from "../../core/service/event/event-fakes.ts";
import { sentence } from "../../http/open-test-app.ts";
import { type FaultProxy, startFaultProxy } from "../stores/fault-proxy.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { verifySender } from "./verify-sender.ts";

/*
 * The bundles that announce and deliver, over a real S3, a receiver of webhooks by https, and moto as SES, EventBridge
 * and Secrets Manager. Their processes are killed right after each thing that they write or send, before they hear of
 * it: no event is lost, and no letter is sent twice. Moto checks neither signatures nor policies, and sends no letter.
 */
const folder = mkdtempSync(join(tmpdir(), "broadsheet-lambda-deliver-"));
const events: { readonly headers: Readonly<Record<string, string>>; readonly body: string }[] = [];
const letters: string[] = [];
const put: string[] = [];
const proxies: FaultProxy[] = [];
let moto: ChildProcess;
let stack: LambdaStack;
let store: S3ObjectStore;
let secret = "";
let announce: LambdaRuntime;
let deliver: LambdaRuntime;
/** What they are two minutes later, when the leases of the killed ones are over. */
let announceLater: LambdaRuntime;
let deliverLater: LambdaRuntime;

/** A process is killed when something has happened so many times, before it hears of it. */
let deadly: { readonly at: string; times: number; readonly victim: () => LambdaRuntime } | undefined;

function happened(what: string): void {
  if (deadly === undefined || !what.startsWith(deadly.at)) return;
  deadly.times -= 1;
  if (deadly.times > 0) return;
  const { victim } = deadly;
  deadly = undefined;
  victim().kill();
}

execFileSync(
  "openssl",
  [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=DNS:localhost",
    "-keyout",
    join(folder, "key.pem"),
    "-out",
    join(folder, "cert.pem"),
  ],
  { stdio: "ignore" },
);
const receiver = createServer(
  { key: readFileSync(join(folder, "key.pem")), cert: readFileSync(join(folder, "cert.pem")) },
  (request, response) => {
    void text(request).then((body) => {
      events.push({ headers: request.headers as Record<string, string>, body });
      happened("posted");
      response.writeHead(204).end();
    });
  },
);

beforeAll(async () => {
  moto = spawn("python3", [join(import.meta.dirname, "serve-moto.py")], { stdio: ["ignore", "pipe", "inherit"] });
  const [[port], started] = await Promise.all([
    once(moto.stdout!, "data") as Promise<[Buffer]>,
    startLambdaStack({ queueCalled: ({ action }) => happened(action) }),
    once(receiver.listen(0), "listening"),
  ]);
  stack = started;
  const endpoint = `http://127.0.0.1:${String(port).trim()}`;
  const connection = { endpoint, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  await new EventBridgeClient(connection).send(new CreateEventBusCommand({ Name: "Broadsheet" }));
  await verifySender(endpoint, "reports@example.org");
  store = new S3ObjectStore({
    bucket: stack.bucket,
    client: {
      region: "us-east-1",
      endpoint: stack.ceph.endpoint,
      credentials: stack.ceph.credentials,
      forcePathStyle: true,
    },
  });

  const s3 = await startFaultProxy({ upstream: stack.ceph.endpoint, random: () => 1, written: happened });
  const aws = await startFaultProxy({
    upstream: endpoint,
    random: () => 1,
    posted({ path, target, body }) {
      if (path === "/v2/email/outbound-emails")
        letters.push(...(JSON.parse(body) as { Destination: { ToAddresses: string[] } }).Destination.ToAddresses);
      if (target === "AWSEvents.PutEvents")
        put.push(
          ...(JSON.parse(body) as { Entries: { Detail: string }[] }).Entries.map(
            ({ Detail }) => (JSON.parse(Detail) as { event: string }).event,
          ),
        );
      happened(path === "/v2/email/outbound-emails" ? "mailed" : target);
    },
  });
  proxies.push(s3, aws);
  /** Only in this network is no address private: a receiver of the test can only be on this machine. */
  const start = (name: string, aheadMs: number): Promise<LambdaRuntime> => {
    const program = `import { BlockList } from "node:net"; BlockList.prototype.check = () => false; const now = Date.now; Date.now = () => now() + ${aheadMs};`;
    const environment = {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      BROADSHEET_MAIL_FROM: "Reports <reports@example.org>",
      NODE_EXTRA_CA_CERTS: join(folder, "cert.pem"),
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(program)}`,
    };
    return stack.start(name, { environment });
  };
  [announce, deliver, announceLater, deliverLater] = await Promise.all([
    start("EventsAnnounce", 0),
    start("EventsDeliver", 0),
    start("EventsAnnounce", 120_000),
    start("EventsDeliver", 120_000),
  ]);

  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  }))
    process.env[name] = value;
  const secrets = openAwsSecrets(
    stack.bundle.functions["EventsDeliver"]!.environment["BROADSHEET_STACK"]!,
    systemClock,
  );
  secret = (
    await putWebhook(
      "crm",
      { url: `https://localhost:${(receiver.address() as AddressInfo).port}/`, events: [] },
      { store, clock: systemClock, secrets, allowLocalWebhooks: false },
    )
  ).secret!;
});

afterAll(async () => {
  for (const name of ["AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
    delete process.env[name];
  await stack?.stop();
  for (const proxy of proxies) proxy.stop();
  moto?.kill("SIGKILL");
  receiver.closeAllConnections();
  receiver.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Everything that is to be delivered, as S3 keeps it, by its key. */
async function deliveries(): Promise<ReadonlyMap<string, Delivery>> {
  const keys = [...(await keysOf(store, "deliveries/webhook.crm/")), ...(await keysOf(store, "deliveries/mail/"))];
  return new Map(await Promise.all(keys.map(async (key) => [key, await readJson<Delivery>(store, key)] as const)));
}

/** Deliveries that were queued since the last call, once each, as a FIFO queue would give them. */
function queued(): readonly string[] {
  const entries = stack.queueCalls
    .splice(0)
    .flatMap(({ action, body }) =>
      action === "SendMessageBatch" ? (body["Entries"] as { MessageBody: string }[]) : [],
    );
  return [...new Set(entries.map(({ MessageBody }) => (JSON.parse(MessageBody) as { delivery: string }).delivery))];
}

const invokeDeliver = (runtime: LambdaRuntime, key: string) =>
  runtime.invoke({ Records: [message("delivery", { delivery: key })] });

/** The announcer is killed after each of these. */
const announcing = [
  "events/",
  "deliveries/webhook.crm/",
  "due/webhook.crm/",
  "deliveries/mail/",
  "due/mail/",
  "SendMessageBatch",
  "AWSEvents.PutEvents",
];

test("an announcer that is killed after any of its writes loses nothing and plans nothing twice", async () => {
  const version = await storeTemplate(store, "sentence", sentence);
  for (const [index, at] of announcing.entries()) {
    const outcome = await endReport(store, index + 1, "ready", Date.now() - 60_000);
    await store.put(`${outcome}/report.pdf`, new TextEncoder().encode("%PDF"), "application/pdf");
    await storeDeliverPlan(
      `${outcome}/`,
      {
        entries: [{ webhook: "crm" }, { mail: { to: `reader-${index + 1}@example.org`, attach: true } }],
        template: { name: "sentence", version },
        language: "en",
        date: "2026-01-05",
        name: "weekly",
      },
      store,
    );
    const told = {
      Records: [message("outcome", { Records: [{ s3: { object: { key: `${outcome}/outcome.json` } } }] })],
    };
    deadly = { at, times: 1, victim: () => announce };
    expect((await announce.invoke(told)).error, at).toMatchObject({ errorType: "Runtime.ExitError" });
    expect(deadly, at).toBeUndefined();
    // The queue delivers the message again.
    expect(await announce.invoke(told), announce.log()).toMatchObject({ payload: { batchItemFailures: [] } });
  }
  const ids = announcing.map((_, index) => `report/${someId}/${index + 1}/ready`);
  expect(await keysOf(store, "events/")).toHaveLength(ids.length);
  expect(new Set(put)).toEqual(new Set(ids));
  const planned = await deliveries();
  expect([...planned.values()].map(({ channel, state }) => `${channel} ${state}`).toSorted()).toEqual([
    ...ids.map(() => "mail due"),
    ...ids.map(() => "webhook.crm due"),
  ]);
  expect(await keysOf(store, "due/")).toHaveLength(2 * ids.length);
  expect(new Set(queued())).toEqual(new Set(planned.keys()));
});

/** And the deliverer: a try is written with its lease, and then with what became of it. */
const delivering = {
  "webhook.crm": [
    ["leased", "deliveries/", 1],
    ["posted", "posted", 1],
    ["settled", "deliveries/", 2],
  ],
  mail: [
    ["leased", "deliveries/", 1],
    ["mailed", "mailed", 1],
    ["settled", "deliveries/", 2],
  ],
} as const;

test("a deliverer that is killed after anything it writes or sends: webhooks arrive, and no letter is sent again", async () => {
  const keys = [...(await deliveries()).keys()];
  const ofChannel = (channel: string): readonly string[] => keys.filter((key) => channelOf(key) === channel);
  const killed = new Map<string, string>();
  for (const [channel, points] of Object.entries(delivering)) {
    for (const [index, key] of ofChannel(channel).entries()) {
      const [point, at, times] = points[index] ?? [];
      deadly = at && { at, times, victim: () => deliver };
      const { error } = await invokeDeliver(deliver, key);
      expect(error?.errorType, `${channel} ${point}: ${deliver.log()}`).toBe(at && "Runtime.ExitError");
      if (point !== undefined) killed.set(key, `${channel} ${point}`);
    }
  }
  const before = letters.length;
  // What was under way is due again when its lease is over, and the minute finds it.
  expect(await announceLater.invoke({})).toMatchObject({ payload: { due: 4 } });
  const due = queued();
  expect(due.map((key) => killed.get(key)).toSorted()).toEqual([
    "mail leased",
    "mail mailed",
    "webhook.crm leased",
    "webhook.crm posted",
  ]);
  for (const key of due) expect((await invokeDeliver(deliverLater, key)).error).toBeUndefined();

  const ended = await deliveries();
  const unsure = new Set(["mail leased", "mail mailed"]);
  for (const [key, { state, tries }] of ended) {
    const point = killed.get(key) ?? "";
    expect([point, state, tries.at(-1)?.fault]).toEqual([
      point,
      ...(unsure.has(point) ? ["unknown", "the process that sent it died"] : ["delivered", undefined]),
    ]);
  }
  // The letter whose process died before it left is not sent, the one that had left is not sent again.
  expect(letters).toHaveLength(before);
  expect(letters.toSorted()).toEqual([...new Set(letters)].toSorted());
  expect(letters).toHaveLength(announcing.length - 1);
  // Every event arrived, signed; the one whose answer nobody heard came twice, as the same message.
  for (const { headers, body } of events) expect(() => new Receiver(secret).verify(body, headers)).not.toThrow();
  expect(events).toHaveLength(announcing.length + 1);
  expect(new Set(events.map(({ headers }) => headers["webhook-id"])).size).toBe(announcing.length);
  // Nothing is left to do.
  expect(await announceLater.invoke({})).toMatchObject({ payload: { due: 0 } });
  expect(await keysOf(store, "due/")).toEqual([]);
  expect(deliverLater.log()).toContain("a delivery is unknown");
});

test("an address that bounces gets no further letter", async () => {
  const outcome = await endReport(store, announcing.length + 1, "ready", Date.now() - 60_000);
  await store.put(`${outcome}/report.pdf`, new TextEncoder().encode("%PDF"), "application/pdf");
  const version = await storeTemplate(store, "sentence", sentence);
  await storeDeliverPlan(
    `${outcome}/`,
    {
      entries: [{ mail: { to: ["gone@example.org", "here@example.org"] } }],
      template: { name: "sentence", version },
      language: "en",
      date: "2026-01-05",
      name: "weekly",
    },
    store,
  );
  const bounced = {
    eventType: "Bounce",
    bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "Gone@example.org" }] },
  };
  const told = [
    message("bounce", bounced),
    message("outcome", { Records: [{ s3: { object: { key: `${outcome}/outcome.json` } } }] }),
  ];
  expect(await announce.invoke({ Records: told })).toMatchObject({ payload: { batchItemFailures: [] } });
  expect(await announce.invoke({ Records: [message("other", { eventType: "Open" })] })).toMatchObject({
    payload: { batchItemFailures: [{ itemIdentifier: "other" }] },
  });
  const before = letters.length;
  for (const key of queued()) expect((await invokeDeliver(deliver, key)).error).toBeUndefined();
  expect(letters.slice(before)).toEqual(["here@example.org"]);
  const states = [...(await deliveries()).values()].map(({ state, tries }) => `${state} ${tries.at(-1)?.fault}`);
  expect(states).toContain("dropped the address has bounced");
});
