import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio({ templateFolders: [] });
  for (const [name, within] of [
    ["daily", "36h"],
    ["weekly", "7d"],
    ["whenever", undefined],
  ] as const) {
    const csv = { method: "PUT", headers: { "content-type": "text/csv" }, body: "a,b\n1,x\n" };
    expect((await fetch(`${studio.url}/datasets/${name}`, csv)).status).toBe(201);
    if (within === undefined) continue;
    const recipe = { method: "PUT", headers: { "content-type": "application/yaml" }, body: `freshness: ${within}\n` };
    expect((await fetch(`${studio.url}/datasets/${name}/recipe`, recipe)).status).toBe(200);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await studio.closeWindows();
});
afterAll(() => studio.close());

const hour = 3_600_000;

/** Has the server's clock go ahead. */
function laterBy(ms: number): void {
  const { now } = systemClock;
  vi.spyOn(systemClock, "now").mockImplementation(() => now() + ms);
}

test.each(["wide", "narrow"] as const)(
  "in a %s window data are fresh until their time is over, and stale since then, in the list and on their page",
  async (width) => {
    const page = await studio.open("/datasets", { width });
    const row = (name: string) => page.getByRole("row").filter({ hasText: name });
    for (const name of ["daily", "weekly"])
      await row(name)
        .getByText(/^fresh until /i)
        .waitFor();
    await expect
      .poll(() =>
        row("whenever")
          .getByText(/fresh until|stale since/i)
          .count(),
      )
      .toBe(0);
    await expect.poll(() => page.getByText(/stale since/i).count()).toBe(0);
    laterBy(37 * hour);
    await page.reload();
    const stale = row("daily").getByText(/^stale since /i);
    await stale.waitFor();
    await row("weekly")
      .getByText(/^fresh until /i)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    const since = await stale.innerText();
    await page.goto(`${studio.url}/studio/datasets/daily`);
    await page.getByText("Fresh for 36h").waitFor();
    // The page names the same moment as the list.
    await page.getByText(since.replace(/^stale since /i, "stale since ")).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
  },
);

test("a page in Chinese says until when data are fresh, and since when they are stale", async () => {
  const page = await studio.open("/datasets/daily", { language: "zh" });
  await page.getByText(/^至 /).waitFor();
  laterBy(38 * hour);
  await page.reload();
  await page.getByText(/^自 .* 起过期$/).waitFor();
  await expect.poll(() => page.getByText(/^至 /).count()).toBe(0);
});
