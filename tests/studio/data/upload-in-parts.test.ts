import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openStudio, type Studio } from "../open-studio.ts";

let studio: Studio;
let path = "";

/** A table of 25 MiB in few cells, which is four parts. */
const table = `row,text\n${Array.from({ length: 50 }, (_, row) => `${row},${"0123456789abcdef".repeat(32_768)}\n`).join("")}`;

/** Each try has a server of its own: it would find the parts of the one before. */
beforeEach(async () => {
  studio = await openStudio();
  path = join(studio.dataDir, "large.csv");
  await writeFile(path, table);
});
afterEach(async () => {
  try {
    await studio.closeWindows();
  } finally {
    await studio.close();
  }
});

/** Chooses the file and stores it. */
async function store(page: Page): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(path);
  const dialog = page.getByRole("dialog", { name: "Store a dataset" });
  await expect.poll(() => dialog.getByLabel("Name").inputValue()).toBe("large");
  await dialog.getByLabel("Name").press("Enter");
}

/** The numbers of the parts that a page sends. */
function sentBy(page: Page): number[] {
  const sent: number[] = [];
  page.on("request", (request) => {
    const number = /\/parts\/([0-9]{5})-/.exec(request.url())?.[1];
    if (request.method() === "PUT" && number !== undefined) sent.push(Number(number));
  });
  return sent;
}

test(
  "a large file goes on after the page was closed, and waits while there is no network",
  { timeout: 120_000 },
  async () => {
    const page = await studio.open("/datasets");
    const sent = sentBy(page);
    // The third part never gets through.
    await page.route(/\/parts\/00003-/, () => undefined);
    await store(page);
    await expect.poll(() => sent, { timeout: 30_000 }).toEqual([1, 2, 3]);
    // A page that closes may let go what is held; without a network it goes nowhere.
    await page.context().setOffline(true);
    await page.close();

    const again = await studio.open("/datasets");
    const rest = sentBy(again);
    const context = again.context();
    await again.route(
      /\/parts\/00004-/,
      async (route) => {
        await context.setOffline(true);
        await route.abort("internetdisconnected");
      },
      { times: 1 },
    );
    await store(again);
    await expect.poll(() => rest, { timeout: 30_000 }).toEqual([3, 4]);
    await expect.poll(() => again.evaluate("navigator.onLine")).toBe(false);
    await context.setOffline(false);
    await again.getByText("Stored. This version is current now.").waitFor({ timeout: 60_000 });
    expect(rest).toEqual([3, 4, 4]);
    expect(await (await fetch(`${studio.url}/datasets/large`)).json()).toMatchObject({ rows: 50, bytes: table.length });
  },
);

test(
  "a part that stands still is sent again, and so is a question that nobody answers",
  { timeout: 120_000 },
  async () => {
    const page = await studio.open("/datasets");
    const sent = sentBy(page);
    await page.clock.install();
    await page.route(/\/parts\/00002-/, () => undefined, { times: 1 });
    let asked = 0;
    await page.route(/\/uploads\/[^/]+\/parts$/, (route) => {
      asked += route.request().method() === "POST" ? 1 : 0;
      // The address of the third part: the second was asked for twice.
      return route.request().method() === "POST" && asked === 4 ? route.abort("connectionreset") : route.continue();
    });
    await store(page);
    await expect.poll(() => sent, { timeout: 30_000 }).toEqual([1, 2]);
    await page.clock.fastForward(29_000);
    expect(sent).toEqual([1, 2]);
    // The limit, and the pause before the next try.
    await page.clock.fastForward(2000);
    await page.clock.fastForward(1000);
    await page.getByText("Stored. This version is current now.").waitFor({ timeout: 60_000 });
    expect(sent).toEqual([1, 2, 2, 3, 4]);
    expect(asked).toBe(6);
  },
);
