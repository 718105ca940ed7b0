import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/**
 * Presses a key with the caret in a line of the source until a box is open on the page: none is before the pages are
 * those of the files.
 *
 * @param line words of the line
 * @param key that of editing the block, or of adding below it. @default F2
 */
export async function openAt(page: Page, line: string, key: "F2" | "Shift+F2" = "F2"): Promise<Locator> {
  await page.locator(".write-source .cm-line", { hasText: line }).click();
  await page.locator(".write-bar-here").waitFor({ state: "attached" });
  return await openHere(page, key);
}

/** The same where the caret is. */
export async function openHere(page: Page, key: "F2" | "Shift+F2" = "F2"): Promise<Locator> {
  const box = page.locator(".page-edit");
  const press = async (): Promise<number> => {
    if ((await box.count()) === 0) await page.keyboard.press(key);
    return await box.count();
  };
  await expect.poll(press, { timeout: 60_000 }).toBe(1);
  return box;
}
