import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";

let studio: Studio;
let id: string;

/** 13 countries that the data have, and 37 codes that they do not have. */
const good = ["KOR", "CHN"];
const rows = Array.from({ length: 50 }, (_, index) => (index % 4 === 1 ? good[index % 2]! : `X${String(index % 6)}X`));

beforeAll(async () => {
  studio = await openStudio();
  const made = rows.map((code, index) => `${index},${code}`);
  await fetch(`${studio.url}/datasets/asked`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: `id,code\n${made.join("\n")}\n`,
  });
  const body = JSON.stringify({
    template: "country-profile",
    rows: { dataset: "asked" },
    map: { country: "code" },
    name: "row-{{ id }}",
    tolerate: 40,
  });
  ({ id } = (await (
    await fetch(`${studio.url}/batches`, { method: "POST", headers: { "content-type": "application/json" }, body })
  ).json()) as { id: string });
  await vi.waitFor(
    async () =>
      expect(((await (await fetch(`${studio.url}/batches/${id}`)).json()) as { status: string }).status).toBe("ready"),
    { timeout: 120_000, interval: 500 },
  );
}, 180_000);
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

const failed = rows.filter((code) => code.startsWith("X")).length;
const ready = rows.length - failed;

test.each([
  ["wide", "light", "en", `${ready} made, ${failed} failed`, `Download all ${ready} reports`, `${failed} rows`],
  ["narrow", "dark", "zh", `完成 ${ready} 份，失败 ${failed} 份`, `下载全部 ${ready} 份报告`, `${failed} 行`],
] as const)(
  "a batch with failed rows says so, groups their causes, and gives what was made at once: %s, %s, %s",
  async (width, scheme, language, state, all, count) => {
    const page = await studio.open(`/batches/${id}`, { width, scheme, language });
    const status = page.locator(".status").filter({ hasText: state });
    await status.first().waitFor();
    await expect.poll(() => status.first().getAttribute("class"), { message: "not a green state" }).toContain("bad");
    const causes = page.locator(".causes > li");
    await causes.first().waitFor();
    await expect.poll(() => causes.count(), { message: "one cause, not one for each row" }).toBe(1);
    await expect.poll(() => causes.first().innerText()).toContain(count);
    const [archive] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: all }).click(),
    ]);
    const files = unzipSync(new Uint8Array(await readFile(await archive.path())));
    expect(Object.keys(files)).toEqual(
      rows.flatMap((code, index) => (code.startsWith("X") ? [] : [`row-${index}.pdf`])),
    );
    for (const bytes of Object.values(files)) expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await page.goto(`${studio.url}/studio/batches`);
    await page.locator(".status.bad").filter({ hasText: state }).waitFor();
    if (process.env["LOOK"] !== undefined)
      await page
        .goBack()
        .then(() => causes.first().waitFor())
        .then(() => page.screenshot({ path: `/tmp/look-batch-${language}.png`, fullPage: true }));
  },
);
