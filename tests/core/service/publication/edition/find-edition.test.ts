import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import type { Edition, EditionInputs } from "../../../../../functions/core/service/publication/edition/edition.ts";
import {
  editionOf,
  instantId,
  newestKey,
} from "../../../../../functions/core/service/publication/edition/edition-kind.ts";
import { findEdition } from "../../../../../functions/core/service/publication/edition/find-edition.ts";
import { claimKey, outcomeKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { FakeClock } from "../../lifecycle/lifecycle-fakes.ts";

type State = Edition["state"] | "deleted";

const outcomes: Partial<Record<State, object>> = {
  ready: { state: "ready", title: "T", sha256: "a", pages: 1, bytes: 1, timings: {}, warnings: [], attempts: 1 },
  failed: { state: "failed", final: true, kind: "unavailable", problems: [], attempts: 1 },
  deleted: { state: "deleted", created: 1 },
};

/** A store with these editions of `daily`: the instant, the day in the publication's time zone, and the state. */
async function storeOf(
  editions: readonly (readonly [instant: string, day: string, state: State])[],
): Promise<MemoryObjectStore> {
  const store = new MemoryObjectStore(new FakeClock());
  const put = async (key: string, record?: object): Promise<void> =>
    void (await store.put(
      key,
      new TextEncoder().encode(record === undefined ? "" : JSON.stringify(record)),
      "application/json",
    ));
  for (const [at, day, state] of editions) {
    const instant = Date.parse(at);
    const id = instantId(instant);
    const accepted: EditionInputs = {
      instant,
      day,
      publication: "v",
      cause: { kind: "run" },
      ...(state === "skipped" && { sameAs: "before" }),
    };
    await put(newestKey("daily", instant, id));
    if (state !== "deleted")
      await put(claimKey(editionOf("daily", id, 1)), { created: instant, owner: "token", accepted });
    const outcome = outcomes[state];
    if (outcome !== undefined) await put(outcomeKey(editionOf("daily", id, 1)), { finished: instant, ...outcome });
  }
  return store;
}

const found = async (wanted: string, store: MemoryObjectStore): Promise<string> =>
  (await findEdition("daily", wanted, store)).id;
const unknown = (wanted: string) => ({
  kind: "not-found",
  problems: [
    {
      code: "unknown-edition",
      message: `"daily" has no edition "${wanted}"`,
      seen: wanted,
      hint: "GET /publications/daily/editions lists them.",
    },
  ],
});

test("an edition is found by its id, whatever its state", async () => {
  const store = await storeOf([
    ["2027-03-08T06:00:00Z", "2027-03-08", "failed"],
    ["2027-03-09T06:00:00Z", "2027-03-09", "skipped"],
  ]);
  expect(await findEdition("daily", "2027-03-08t06-00-00z", store)).toMatchObject({
    state: "failed",
    day: "2027-03-08",
  });
  expect(await findEdition("daily", "2027-03-09t06-00-00z", store)).toMatchObject({
    state: "skipped",
    sameAs: "before",
  });
});

test("the latest is the newest ready one", async () => {
  const store = await storeOf([
    ["2027-03-07T06:00:00Z", "2027-03-07", "ready"],
    ["2027-03-08T06:00:00Z", "2027-03-08", "ready"],
    ["2027-03-09T06:00:00Z", "2027-03-09", "failed"],
  ]);
  expect(await found("latest", store)).toBe("2027-03-08t06-00-00z");
});

test("of a day, the newest ready edition is found, although a later one failed or is being made", async () => {
  const day = "2027-03-08";
  const store = await storeOf([
    ["2027-03-07T06:00:00Z", "2027-03-07", "ready"],
    ["2027-03-08T06:00:00Z", day, "ready"],
    ["2027-03-08T07:00:00Z", day, "ready"],
    ["2027-03-08T08:00:00Z", day, "failed"],
    ["2027-03-08T09:00:00Z", day, "making"],
    ["2027-03-09T06:00:00Z", "2027-03-09", "ready"],
  ]);
  expect(await found(day, store)).toBe("2027-03-08t07-00-00z");
});

test("of a day without a ready edition, the newest that was tried is found", async () => {
  const day = "2027-03-08";
  const store = await storeOf([
    ["2027-03-07T06:00:00Z", "2027-03-07", "ready"],
    ["2027-03-08T06:00:00Z", day, "making"],
    ["2027-03-08T07:00:00Z", day, "failed"],
    ["2027-03-08T08:00:00Z", day, "skipped"],
  ]);
  expect(await found(day, store)).toBe("2027-03-08t07-00-00z");
});

test.each([
  ["the first of the world to begin its day", "2027-03-07T10:00:00Z"],
  ["the last of the world to end its day", "2027-03-09T11:59:59Z"],
])("a day is that of the publication's time zone: %s", async (_where, at) => {
  const store = await storeOf([
    ["2027-03-06T12:00:00Z", "2027-03-06", "ready"],
    [at, "2027-03-08", "ready"],
    ["2027-03-10T12:00:00Z", "2027-03-10", "ready"],
  ]);
  expect(await found("2027-03-08", store)).toBe(instantId(Date.parse(at)));
});

test.each(["2027-03-08", "2027-03-10", "2027-02-30", "2027-03-09t06-00-00z", "sales-12", "../daily"])(
  "there is no edition %s",
  async (wanted) => {
    const store = await storeOf([
      ["2027-03-07T06:00:00Z", "2027-03-07", "ready"],
      ["2027-03-08T06:00:00Z", "2027-03-08", "skipped"],
      ["2027-03-09T06:00:00Z", "2027-03-09", "deleted"],
    ]);
    await expect(findEdition("daily", wanted, store)).rejects.toMatchObject(unknown(wanted));
  },
);

test("none is the latest if none is ready; a long word is shown cut", async () => {
  const store = await storeOf([["2027-03-08T06:00:00Z", "2027-03-08", "making"]]);
  await expect(findEdition("daily", "latest", store)).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ code: "unknown-edition", message: 'no edition of "daily" is ready' }],
  });
  await expect(findEdition("daily", "x".repeat(101), store)).rejects.toMatchObject(unknown("x".repeat(100)));
});
