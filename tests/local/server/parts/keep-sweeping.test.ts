import { afterEach, expect, test, vi } from "vitest";
import { keepSweeping } from "../../../../functions/local/server/parts/keep-sweeping.ts";
import type { Background } from "../../../../functions/local/server/parts/open-background.ts";
import type { Rendering } from "../../../../functions/local/server/parts/open-rendering.ts";
import { fakeWorld } from "../../../core/service/lifecycle/lifecycle-fakes.ts";

afterEach(() => void vi.useRealTimers());

test.each([
  ["shared by servers", true, 120, 10, 2],
  ["of one server", false, 2, 2, 2],
])("in ten minutes a store %s is swept as often as its listings cost", async (_, isShared, reports, pulls, uploads) => {
  vi.useFakeTimers();
  const swept: Record<string, number> = {};
  const count = (what: string) => async (): Promise<void> => void (swept[what] = (swept[what] ?? 0) + 1);
  const rendering = {
    world: fakeWorld(),
    queue: { push: () => {} },
    announcer: { wake: () => {} },
    promotions: { sweep: count("promotions") },
    refreshes: { sweep: count("refreshes") },
  } as unknown as Rendering;
  const background = {
    ticker: { wake: () => {} },
    batches: { sweep: count("batches") },
    pulls: { sweep: count("pulls") },
    uploads: { sweep: count("uploads") },
  } as unknown as Background;
  const end = await keepSweeping(rendering, background, isShared);
  for (const what of Object.keys(swept)) swept[what] = 0;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(swept).toEqual({ batches: reports, promotions: reports, pulls, refreshes: reports, uploads });
  end();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(swept).toEqual({ batches: reports, promotions: reports, pulls, refreshes: reports, uploads });
});
