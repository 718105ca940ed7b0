import type { Page } from "playwright-core";

interface Placed {
  readonly pages: readonly { readonly width: number }[];
  readonly blocks: readonly {
    readonly type: string;
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly height: number;
  }[];
}

export interface PrintedBlocks {
  /** The last preview that came. */
  latest(): Placed | undefined;
  /** Clicks on the first block of a type on page 1, where the preview places it. */
  click(type: string): Promise<void>;
}

/** Keeps the previews of a page of Write, from now on, and clicks on what they print. */
export function followPreviews(page: Page): PrintedBlocks {
  let latest: Placed | undefined;
  page.on("response", async (answer) => {
    if (!answer.url().endsWith("/previews")) return;
    const preview = (await answer.json().catch(() => undefined)) as Placed | undefined;
    if (preview?.blocks !== undefined) latest = preview;
  });
  const place = async (): Promise<readonly [number, number, number]> => {
    const frame = (await page.locator('[data-page="1"]').boundingBox())!;
    return [frame.x, frame.y, frame.width / latest!.pages[0]!.width];
  };
  return {
    latest: () => latest,
    async click(type) {
      const block = latest!.blocks.find((each) => each.type === type && each.page === 1)!;
      const [, , scale] = await place();
      await page.evaluate(`document.querySelector(".write-scroller").scrollTop = ${block.y * scale}`);
      const [x, y] = await place();
      // Low in it: the box of another block may cover its top.
      await page.mouse.click(x + (block.x + 30) * scale, y + (block.y + 0.8 * block.height) * scale);
    },
  };
}
