import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import type { DeliveryWorld } from "../../../../functions/core/service/delivery/delivery-world.ts";
import { planDeliveries } from "../../../../functions/core/service/delivery/plan-deliveries.ts";
import { webhookSender } from "../../../../functions/core/service/delivery/webhook/send-webhook.ts";
import type { WebhookWorld } from "../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import type { EventWorld } from "../../../../functions/core/service/event/announce-outcome.ts";
import type { Event } from "../../../../functions/core/service/event/event.ts";
import type { HttpPoster, ObjectStore, Posted } from "../../../../functions/core/ports.ts";
import type { Handovers } from "../../../../functions/core/service/delivery/records/handover.ts";
import { MemorySecrets } from "./memory-secrets.ts";
import { FakeClock } from "../lifecycle/lifecycle-fakes.ts";

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DeliveryLab extends DeliveryWorld, EventWorld, WebhookWorld {
  readonly clock: FakeClock;
  readonly secrets: MemorySecrets;
  readonly http: HttpPoster;
  readonly posts: Post[];
  readonly planned: string[];
  readonly log: string[];
  /** What receivers answer; the last one stays. */
  answers: (Posted | (() => Promise<Posted>))[];
}

/** No subject is a batch. */
export const noHandovers: Handovers = { find: async () => undefined, itemsOf: async () => [] };

/** Events and deliveries over a memory store, with receivers that answer as told. */
export function openLab(store?: ObjectStore, clock: FakeClock = new FakeClock()): DeliveryLab {
  const posts: Post[] = [];
  const planned: string[] = [];
  const log: string[] = [];
  const note = (message: string, fields?: object): void => void log.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const kept = store ?? new MemoryObjectStore(clock);
  const http: HttpPoster = {
    async post(url, headers, body) {
      posts.push({ url, headers, body });
      const answer = lab.answers.length > 1 ? lab.answers.shift()! : lab.answers[0]!;
      return typeof answer === "function" ? answer() : answer;
    },
  };
  const secrets = new MemorySecrets();
  let tokens = 0;
  const base = {
    store: kept,
    clock,
    secrets,
    http,
    logger: { info: note, warn: note, error: note },
    newToken: () => `token-${(tokens += 1)}`,
  };
  const lab: DeliveryLab = {
    ...base,
    posts,
    planned,
    log,
    allowLocalWebhooks: false,
    senders: { webhook: webhookSender(base) },
    subscribers: [
      planDeliveries({ store: kept, clock, handovers: noHandovers, planned: (keys) => void planned.push(...keys) }),
    ],
    answers: [{ status: 204 }],
  };
  return lab;
}

export const someId = "9f".repeat(32);

/** Stores an outcome of a report, as the lifecycle does. */
export async function endReport(
  store: ObjectStore,
  generation = 1,
  state: "ready" | "failed" = "ready",
  finished = 1_767_605_400_000,
): Promise<string> {
  const outcome = {
    state,
    finished,
    attempts: 1,
    title: "Sales",
    pages: 2,
    bytes: 3,
    sha256: "ab",
    timings: {},
    warnings: [],
    ...(state === "failed" && { kind: "query-failed", problems: [], final: true }),
  };
  const folder = `reports/${someId}/${generation}`;
  await store.put(`${folder}/outcome.json`, new TextEncoder().encode(JSON.stringify(outcome)), "application/json");
  return folder;
}

export const isEvent = (value: unknown): value is Event => typeof value === "object" && value !== null;
