import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isInReach } from "../in-reach.ts";
import { findBarriers, openStudio, type Studio, type Visit } from "../open-studio.ts";

/** A kept draft in Write: what ends an edit is in reach, and what no longer holds is asked about. */
let studio: Studio;

beforeAll(async () => {
  studio = await openStudio({ templateFolders: [] });
  const lines = ["Month,Region,Revenue,Units"];
  for (let month = 0; month < 24; month += 1)
    for (const [at, region] of ["North", "South", "West"].entries()) {
      const day = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
      lines.push(`${day},${region},${100 + 7 * at + 3 * month + ((month * 7 + at * 5) % 9)},${10 + month + at}`);
    }
  await fetch(`${studio.url}/datasets/shops`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: `${lines.join("\n")}\n`,
  });
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

interface Placed {
  readonly state: string;
  readonly pages: readonly { readonly width: number }[];
  readonly blocks: readonly Readonly<Record<"type" | "page" | "x" | "y" | "height", string | number>>[];
}

/** The last preview that came. */
let latest: Placed | undefined;

async function keep(visit?: Visit): Promise<Page> {
  const page = await studio.open("/new/shops", visit);
  latest = undefined;
  await page.locator('.draft-page[aria-busy="false"] canvas').waitFor();
  page.on("response", async (answer) => {
    if (!answer.url().endsWith("/previews")) return;
    const preview = (await answer.json().catch(() => undefined)) as Placed | undefined;
    if (preview?.blocks !== undefined) latest = preview;
  });
  await page.locator('.draft button[type="submit"]').click();
  await page.locator('[data-page="1"] canvas').waitFor();
  await expect.poll(() => latest?.state).toBe("current");
  return page;
}

/** Clicks on the first block of a type on page 1. */
async function open(page: Page, type: string): Promise<Locator> {
  const block = latest!.blocks.find((each) => each["type"] === type && each["page"] === 1)!;
  const frame = async () => (await page.locator('[data-page="1"]').boundingBox())!;
  const scale = (await frame()).width / latest!.pages[0]!.width;
  await page.evaluate(`document.querySelector(".write-scroller").scrollTop = ${Number(block["y"]) * scale}`);
  const { x, y } = await frame();
  await page.mouse.click(
    x + (Number(block["x"]) + 20) * scale,
    y + (Number(block["y"]) + 0.8 * Number(block["height"])) * scale,
  );
  const box = page.locator(".page-edit");
  await box.waitFor();
  return box;
}

test("what ends an edit is in reach at 400 by 800, whatever is open, and after a chart has changed its kind", async () => {
  const page = await keep({ width: "narrow" });
  await page.setViewportSize({ width: 400, height: 800 });
  for (const type of ["heading", "paragraph", "key-figures", "figure"]) {
    if (!latest!.blocks.some((each) => each["type"] === type && each["page"] === 1)) continue;
    const box = await open(page, type);
    const done = box.getByRole("button", { name: "Done" });
    await expect.poll(() => isInReach(done), { message: type }).toBe(true);
    const kinds = box.locator(".chart-kind");
    for (let at = 0; at < (await kinds.count()); at += 1) {
      const before = latest;
      await kinds.nth(at).click();
      await expect.poll(() => kinds.nth(at).getAttribute("aria-pressed")).toBe("true");
      if (at > 0) await expect.poll(() => latest !== before).toBe(true);
      await expect.poll(() => isInReach(done), { message: `${type}, kind ${at}` }).toBe(true);
      expect(await isInReach(box.getByRole("button", { name: "Cancel" }))).toBe(true);
    }
    await box.getByRole("button", { name: "Cancel" }).click();
    await box.waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await expect.poll(() => isInReach(dialog.locator(".buttons button").last())).toBe(true);
});

test("what was written by hand is asked about when the report is about another measure", async () => {
  const page = await keep();
  const box = await open(page, "paragraph");
  await box.locator(".cm-content").first().waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Revenue is what we live on.");
  await box.getByRole("button", { name: "Done" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => page.locator(".write-stays").count()).toBe(0);
  await page.keyboard.press("F4");
  await page.locator(".write-with select").first().selectOption("units");
  const asked = page.getByRole("region", { name: "The report is about something else now." });
  await asked.getByText("Revenue is what we live on.").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await asked.getByRole("button", { name: "Remove change 1" }).click();
  await asked.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await asked.getByRole("button", { name: "It still holds" }).click();
  await asked.waitFor({ state: "detached" });
});
