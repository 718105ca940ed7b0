import type { Locator, Page } from "playwright-core";

/** Whether a control is whole in the window, and is what a tap on it meets. */
export async function isInReach(control: Locator): Promise<boolean> {
  return await control.evaluate((element) => {
    const own = element as unknown as {
      getBoundingClientRect(): Record<"left" | "right" | "top" | "bottom", number>;
      contains(other: unknown): boolean;
    };
    const window = globalThis as unknown as {
      readonly innerWidth: number;
      readonly innerHeight: number;
      readonly document: { elementFromPoint(x: number, y: number): unknown };
    };
    const { left, right, top, bottom } = own.getBoundingClientRect();
    if (left < 0 || top < 0 || right > window.innerWidth || bottom > window.innerHeight) return false;
    return own.contains(window.document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });
}

/**
 * Whether a control is in reach, if need be after turning the wheel over what it stands in: what only a script can
 * scroll stays out of reach.
 *
 * @param around the dialog or box
 */
export async function isReachedByWheel(page: Page, control: Locator, around: Locator): Promise<boolean> {
  const { x, y, width, height } = (await around.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 3);
  for (let turns = 0; turns < 20; turns += 1) {
    if (await isInReach(control)) return true;
    await page.mouse.wheel(0, 200);
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  }
  return false;
}
