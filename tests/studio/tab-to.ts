import type { Page } from "playwright-core";

/** The name of what has the focus, nearly as a screen reader has it. */
const focused = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? '').trim()";

/**
 * Presses Tab until the focus is on something whose name begins so.
 *
 * @throws Error if no Tab leads there
 */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate<string>(focused);
    if (here.startsWith(name)) return;
    passed.push(here.split("\n")[0]!);
  }
  throw new Error(`no Tab leads to "${name}", only to ${passed.join(", ")}`);
}

/** Tabs to a field and types into it; in a list of options that chooses the first one which begins so. */
export async function fillIn(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Tabs to a button or link and presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}
