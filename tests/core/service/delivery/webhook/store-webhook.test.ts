import { Webhook as Receiver } from "standardwebhooks";
import { expect, test } from "vitest";
import { replayWebhook } from "../../../../../functions/core/service/delivery/webhook/replay-webhook.ts";
import { signedHeaders } from "../../../../../functions/core/service/delivery/webhook/send-webhook.ts";
import {
  deleteWebhook,
  findWebhook,
  listWebhooks,
  putWebhook,
  readSecrets,
  rotateSecret,
} from "../../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { attemptAll, listDue } from "../../../../../functions/core/service/delivery/list-due.ts";
import { announceOutcome } from "../../../../../functions/core/service/event/announce-outcome.ts";
import { matchEvent } from "../../../../../functions/core/service/event/match-event.ts";
import { endReport, openLab } from "../delivery-fakes.ts";

test("the secret is given once, at creation, and never stored with the webhook", async () => {
  const lab = openLab();
  const { webhook, secret } = await putWebhook("crm", { url: "https://example.org/a", events: ["report.ready"] }, lab);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhook).toMatchObject({ name: "crm", url: "https://example.org/a", events: ["report.ready"] });
  const changed = await putWebhook("crm", { url: "https://example.org/b" }, lab);
  expect(changed.secret).toBeUndefined();
  expect(changed.webhook).toMatchObject({
    url: "https://example.org/b",
    events: ["*.ready", "*.failed", "*.deleted", "dataset.*", "*.recovered"],
    created: webhook.created,
  });
  expect(JSON.stringify(await listWebhooks(lab.store))).not.toContain("whsec");
});

test("of two that create the same webhook at once one wins, and the stored secret is the winner's", async () => {
  const lab = openLab();
  const results = await Promise.allSettled(
    [1, 2, 3].map(async (n) => putWebhook("crm", { url: `https://example.org/${n}` }, lab)),
  );
  const won = results.filter((result) => result.status === "fulfilled");
  expect(won).toHaveLength(1);
  await expect(readSecrets(await findWebhook("crm", lab.store), lab.secrets)).resolves.toEqual({
    current: won[0]!.value.secret,
  });
  expect(lab.secrets.kept.size).toBe(1);
});

test("after a rotation both secrets sign for a day, then the new one alone", async () => {
  const lab = openLab();
  lab.clock.time = Date.now();
  const { secret: old, webhook } = await putWebhook("crm", { url: "https://example.org/" }, lab);
  const { secret: fresh, until } = await rotateSecret("crm", lab);
  expect(fresh).not.toBe(old);
  expect(until).toBe(lab.clock.time + 86_400_000);
  const secrets = (await readSecrets(webhook, lab.secrets))!;
  const both = signedHeaders("evt_1", "{}", secrets, lab.clock.time);
  for (const secret of [old!, fresh]) expect(new Receiver(secret).verify("{}", both)).toEqual({});
  const later = signedHeaders("evt_1", "{}", secrets, until);
  expect(later["webhook-signature"]!.split(" ")).toHaveLength(1);
});

test.each([
  [{ url: "http://example.org/" }, "/url", "serve"],
  [{ url: "ftp://example.org/" }, "/url", "https://"],
  [{ url: "example.org" }, "/url", "https://"],
  [{ url: "https://anna:pw@example.org/" }, "/url", "password"],
  [{ url: "https://example.org/#x" }, "/url", "fragment"],
  [{}, "/url", "missing"],
  [{ url: "https://example.org/", events: ["reports.ready"] }, "/events/0", "report.ready"],
  [{ url: "https://example.org/", event: [] }, "/event", "events"],
])("a fault is named by its pointer: %j", async (body, pointer, word) => {
  const lab = openLab();
  const error = await putWebhook("crm", body, lab).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "invalid-request", problems: [{ where: { pointer } }] });
  if (word !== "serve") expect(JSON.stringify((error as { problems: unknown }).problems)).toContain(word);
});

test("http is allowed where the server allows it", async () => {
  await expect(
    putWebhook("crm", { url: "http://127.0.0.1:9/" }, { ...openLab(), allowLocalWebhooks: true }),
  ).resolves.toMatchObject({ webhook: { url: "http://127.0.0.1:9/" } });
});

test("an unknown webhook is named with the nearest", async () => {
  const lab = openLab();
  await putWebhook("crm-sales", { url: "https://example.org/" }, lab);
  await expect(findWebhook("crm-sale", lab.store)).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ hint: 'did you mean "crm-sales"?' }],
  });
  await expect(findWebhook("crm-sale", lab.store, "/deliver/0/webhook")).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ where: { pointer: "/deliver/0/webhook" } }],
  });
});

test("patterns name kinds and ends", () => {
  expect(
    ["report.ready", "report.*", "*.ready", "*.*"].map((pattern) => matchEvent("report.ready", [pattern])),
  ).toEqual([true, true, true, true]);
  expect(["report.failed", "batch.*", "*.failed", ""].map((pattern) => matchEvent("report.ready", [pattern]))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("a replay sends everything since a time again, with the same id, also what the webhook was not there for", async () => {
  const lab = openLab();
  const begun = 1_767_605_400_000;
  for (const generation of [1, 2, 3]) {
    if (generation === 2) await putWebhook("crm", { url: "https://example.org/" }, lab);
    await announceOutcome(await endReport(lab.store, generation, "ready", begun + generation), lab);
  }
  await attemptAll((await listDue(lab)).now, lab);
  expect(lab.posts).toHaveLength(2);
  const webhook = await findWebhook("crm", lab.store);
  const { replayed } = await replayWebhook(webhook, begun + 1, lab);
  expect(replayed).toHaveLength(3);
  await expect(replayWebhook(webhook, begun, lab)).resolves.toEqual({ replayed: [] });
  await attemptAll((await listDue(lab)).now, lab);
  expect(lab.posts).toHaveLength(5);
  const ids = lab.posts.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(3);
  await expect(replayWebhook(webhook, begun + 3, lab)).resolves.toMatchObject({ replayed: [expect.any(String)] });
});

test.each([
  [[], "the body must be a JSON object"],
  [{}, '"url" is missing'],
  [{ url: 1 }, '"url" must be a string'],
  [{ url: "http://example.org/" }, '"url" must be a complete https address'],
])("%j is refused in the words of every other body", async (body, message) => {
  await expect(putWebhook("crm", body, openLab())).rejects.toMatchObject({ problems: [{ message }] });
});

test("no more webhooks are created than may exist; those that do exist can be changed", async () => {
  const world = { ...openLab(), mostWebhooks: 2 };
  const put = (name: string) => putWebhook(name, { url: "https://example.org/hook" }, world);
  await put("a");
  await put("b");
  await expect(put("c")).rejects.toMatchObject({
    kind: "conflict",
    problems: [{ code: "too-many-webhooks", allowed: 2, hint: expect.stringContaining("mostWebhooks") }],
  });
  await put("a");
  await deleteWebhook("b", world);
  await put("c");
  await expect(putWebhook("z", { url: "https://example.org/hook" }, { ...openLab(), mostWebhooks: 0 })).rejects.toThrow(
    "0 of 0",
  );
});
