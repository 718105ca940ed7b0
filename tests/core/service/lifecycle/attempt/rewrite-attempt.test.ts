import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { rewriteAttempt } from "../../../../../functions/core/service/lifecycle/attempt/rewrite-attempt.ts";
import { attemptKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";

const report = reportOf("a".repeat(64), 1);
const attempt = { attempt: 1, owner: "me", until: 5, started: 1 } as never;

test("an attempt is rewritten only while it is there and its writer's own", async () => {
  const store = new MemoryObjectStore();
  const world = { store } as never;
  const key = attemptKey(report, 1);
  expect(await rewriteAttempt(report, attempt, { ended: 3 } as never, world)).toBe(false);
  expect(await store.get(key)).toBeUndefined();

  const theirs = { owner: "another", until: 5, started: 1, attempt: 1 };
  await store.put(key, Buffer.from(JSON.stringify(theirs)), "application/json");
  expect(await rewriteAttempt(report, attempt, { ended: 3 } as never, world)).toBe(false);
  expect(JSON.parse(Buffer.from((await store.get(key))!.body).toString())).toEqual(theirs);

  await store.put(key, Buffer.from(JSON.stringify({ ...theirs, owner: "me" })), "application/json");
  expect(await rewriteAttempt(report, attempt, { ended: 3 } as never, world)).toBe(true);
  const found = (await store.get(key))!;
  expect(found.contentType).toBe("application/json");
  expect(JSON.parse(Buffer.from(found.body).toString())).toMatchObject({ owner: "me", ended: 3 });
});
