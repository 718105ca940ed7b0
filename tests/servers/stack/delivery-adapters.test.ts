import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { EventBridgeClient, CreateEventBusCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { deliveryKey } from "../../../functions/core/service/delivery/records/delivery-keys.ts";
import type { Event } from "../../../functions/core/service/event/event.ts";
import { putOnBus } from "../../../functions/lambda/delivery/put-on-bus.ts";
import { openAwsSecrets } from "../../../functions/adapters/aws-secrets.ts";
import { sendDeliveries } from "../../../functions/lambda/delivery/send-deliveries.ts";
import { sesMailer } from "../../../functions/lambda/delivery/ses-mailer.ts";
import { verifySender } from "./verify-sender.ts";

/*
 * What talks to AWS, against moto. It checks the shape of calls and keeps secrets, letters and messages as AWS does. It
 * does not check signatures or policies, sends no letter, delivers no event to a target here, and does not hold back a
 * message group whose message is under way.
 */
let moto: ChildProcess;
let endpoint = "";
const before: Record<string, string | undefined> = {};

beforeAll(async () => {
  moto = spawn("python3", [join(import.meta.dirname, "serve-moto.py")], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(moto.stdout!, "data")) as [Buffer];
  endpoint = `http://127.0.0.1:${String(port).trim()}`;
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  })) {
    before[name] = process.env[name];
    process.env[name] = value;
  }
});

afterAll(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  moto.kill("SIGKILL");
});

test("secrets are made once, read by every process, changed and deleted for good", async () => {
  const [one, other] = [openAwsSecrets("Stack", systemClock), openAwsSecrets("Stack", systemClock)];
  await expect(one.get("links")).resolves.toBeUndefined();
  const [first, second] = await Promise.all([one.ensure("links", "a"), other.ensure("links", "b")]);
  expect(second).toBe(first);
  await one.put("webhooks/crm/1", "x");
  await one.put("webhooks/crm/1", "y");
  await expect(other.get("webhooks/crm/1")).resolves.toBe("y");
  await expect(openAwsSecrets("Other", systemClock).get("links")).resolves.toBeUndefined();
  await one.delete("webhooks/crm/1");
  await one.delete("webhooks/crm/1");
  await expect(one.get("webhooks/crm/1")).resolves.toBeUndefined();
});

test("a secret is read again after a minute", async () => {
  let now = 0;
  const clock = { ...systemClock, now: () => now };
  const reader = openAwsSecrets("Stack", clock);
  const writer = openAwsSecrets("Stack", systemClock);
  await writer.put("rotating", "old");
  await expect(reader.get("rotating")).resolves.toBe("old");
  await writer.put("rotating", "new");
  await expect(reader.get("rotating")).resolves.toBe("old");
  now = 60_001;
  await expect(reader.get("rotating")).resolves.toBe("new");
});

test("a letter goes to SES as it was composed; a sender that is not verified is refused for good", async () => {
  await verifySender(endpoint, "reports@example.org");
  const letter = {
    to: "anna@example.org",
    subject: "Größe",
    text: "Hallo\n",
    html: "<p>Hallo</p>",
    messageId: "abc@broadsheet",
    unsubscribe: "https://x.example/u",
    attachment: { name: "a.pdf", body: new TextEncoder().encode("%PDF") },
  };
  await expect(sesMailer("Reports <reports@example.org>").send(letter)).resolves.toEqual({ state: "sent" });
  const kept = (await (await fetch(`${endpoint}/moto-api/data.json`)).json()) as {
    ses?: { RawMessage?: readonly unknown[]; Message?: readonly unknown[] };
  };
  expect(JSON.stringify(kept.ses)).toContain("anna@example.org");
  await expect(sesMailer("stranger@example.net").send(letter)).resolves.toMatchObject({
    state: "refused",
    forGood: true,
  });
});

test("an event is put on the bus", async () => {
  const event: Event = {
    id: "report/9f/1/ready",
    type: "report.ready",
    time: Date.now(),
    sequence: 1,
    subject: { kind: "report", id: "9f", generation: 1 },
    data: { title: "T" },
  };
  await new EventBridgeClient({ endpoint }).send(new CreateEventBusCommand({ Name: "Stack" }));
  await expect(putOnBus("Stack")(event)).resolves.toBeUndefined();
});

test("a delivery is queued once within a minute, in the lane of its channel", async () => {
  const client = new SQSClient({ endpoint, useQueueUrlAsEndpoint: false });
  const { QueueUrl = "" } = await client.send(
    new CreateQueueCommand({ QueueName: "deliveries.fifo", Attributes: { FifoQueue: "true" } }),
  );
  const keys = Array.from({ length: 12 }, (_, n) => deliveryKey("webhook.crm", n, String(n)));
  for (const now of [60_000, 61_000]) await sendDeliveries(QueueUrl, keys, now);
  const seen: { readonly body: string; readonly group: string | undefined }[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, AttributeNames: ["All"] }),
    );
    seen.push(...Messages.map(({ Body = "", Attributes }) => ({ body: Body, group: Attributes?.MessageGroupId })));
  }
  expect(new Set(seen.map(({ body }) => body)).size).toBe(seen.length);
  expect(new Set(seen.map(({ group }) => group?.replace(/\d$/, "")))).toEqual(new Set(["webhook.crm-"]));
});
