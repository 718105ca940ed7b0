import type { Page } from "playwright-core";

/** Where in the source to type, and what. */
export interface TypingPlace {
  readonly file: string;
  /** Text of the line. */
  readonly line: string;
  /** Characters between the caret and the line's end. */
  readonly before: number;
  /** Keys to press in turn; each must change what page 1 shows. */
  readonly keys: readonly string[];
}

/** One keystroke, ms from the key pressed. */
export interface Keystroke {
  /** Until the preview was asked for. */
  readonly asked: number;
  /** Until its answer was complete. */
  readonly answered: number;
  /** Until a frame with the new page was on the screen. */
  readonly shown: number;
}

/** Pause between two keystrokes, ms: a fast typist's. */
const pauseMs = 150;

/**
 * Runs in each page before its own scripts: `firstPicture` resolves to the time since the visit began, as soon as a
 * frame with the first drawn page was handed to the screen.
 */
export const watchFirst = `globalThis.firstPicture = new Promise((done) => {
  const observer = new MutationObserver(() => {
    if (document.querySelector(".write-page canvas") === null) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(undefined);
    });
  });
  observer.observe(document, { childList: true, subtree: true });
});`;

/**
 * Runs in the page, before a key is pressed: `nextPicture` resolves after it, as soon as a frame with the new picture
 * of page 1 was handed to the screen. The browser's own timing of requests says when the preview was asked for and
 * answered.
 */
const watchNext = `void (globalThis.nextPicture = new Promise((done, fail) => {
  const content = document.querySelector(".editor").shadowRoot.querySelector(".cm-content");
  const picture = document.querySelector('[data-page="1"] .write-page-picture');
  performance.clearResourceTimings();
  content.addEventListener("keydown", (event) => {
    const began = event.timeStamp;
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => {
        // A message comes after the frame that was just begun.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const shown = performance.now() - began;
          const call = performance.getEntriesByType("resource").findLast(({ name }) => name.endsWith("/previews"));
          if (call === undefined) fail(new Error("the page changed without a preview"));
          else done({ asked: call.startTime - began, answered: call.responseEnd - began, shown });
        };
        port2.postMessage(undefined);
      });
    });
    setTimeout(() => fail(new Error("the key changed nothing on page 1 within a minute")), 60_000);
    observer.observe(picture, { attributes: true, attributeFilter: ["data-digest"] });
  }, { once: true, capture: true });
}))`;

/** Opens a file in the editor and puts the caret at its place. */
export async function goToPlace(page: Page, { file, line, before }: TypingPlace): Promise<void> {
  await page.getByRole("navigation", { name: "Files" }).getByTitle(file, { exact: true }).click();
  await page.locator(".cm-line", { hasText: line }).first().click();
  // The first goes to the end of the row, where a line has several.
  for (let press = 0; press < 2; press += 1) await page.keyboard.press("End");
  for (let step = 0; step < before; step += 1) await page.keyboard.press("ArrowLeft");
}

/** Presses keys one after the other, each when the page of the one before is on the screen. */
export async function typeKeys(page: Page, { keys }: TypingPlace, count: number): Promise<Keystroke[]> {
  const typed: Keystroke[] = [];
  for (let index = 0; index < count; index += 1) {
    await page.evaluate(watchNext);
    await page.keyboard.press(keys[index % keys.length]!);
    typed.push(await page.evaluate<Keystroke>("nextPicture"));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return typed;
}
