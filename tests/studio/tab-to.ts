import type { Page } from "playwright-core";

/** The name of what has the focus, nearly as a screen reader has it. */
const focused =
  "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? '').trim()";

/**
 * Presses Tab until the focus is on something whose name begins so. It goes round for a while (ms) before it gives
 * up: what a page still loads is not there in the first round.
 *
 * @throws Error if no Tab leads there
 */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed = new Set<string>();
  const end = performance.now() + 15_000;
  for (let presses = 0; presses < 80 || performance.now() < end; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate<string>(focused);
    if (here.startsWith(name)) return;
    passed.add(here.split("\n")[0]!);
  }
  throw new Error(`no Tab leads to "${name}", only to ${[...passed].join(", ")}`);
}

/** Tabs to a field and types into it, or goes down a list to the first option that begins so. */
export async function fillIn(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  const chosen = (): Promise<string | null> =>
    page.evaluate<string | null>("document.activeElement.selectedOptions?.[0]?.text.trim() ?? null");
  if ((await chosen()) === null) {
    await page.keyboard.press("Control+a");
    return page.keyboard.type(text);
  }
  // Typing would choose too, but a browser forgets the letters of a slow typist.
  await page.keyboard.press("Home");
  for (let presses = 0; !(await chosen())!.startsWith(text); presses += 1) {
    if (presses > 60) throw new Error(`"${name}" offers nothing that begins with "${text}"`);
    await page.keyboard.press("ArrowDown");
  }
}

/** Tabs to a button or link and presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}
