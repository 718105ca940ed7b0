import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { docxBlocks } from "../../../functions/proof/docx/docx-blocks.ts";
import { htmlBlocks } from "../../../functions/proof/html/html-blocks.ts";
import { xlsxBlocks } from "../../../functions/proof/xlsx/xlsx-blocks.ts";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";

let studio: Studio;
let report: string;

beforeAll(async () => {
  studio = await openStudio();
  const made = await fetch(`${studio.url}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "wait=25" },
    body: JSON.stringify({ template: "monthly-business-review" }),
  });
  const answer = (await made.json()) as { id: string; status: string };
  expect(answer.status).toBe("ready");
  report = answer.id;
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** Clicks a button of the report's page. @returns the file that the browser keeps */
async function save(button: string): Promise<{ readonly name: string; readonly file: Buffer }> {
  const page = await studio.open(`/reports/${report}`);
  const saved = page.waitForEvent("download", { timeout: 60_000 });
  await page.getByRole("button", { name: button, exact: true }).click();
  const download = await saved;
  return { name: download.suggestedFilename(), file: await readFile(await download.path()) };
}

test("a report is saved as a web page, which is made first", async () => {
  const { name, file } = await save("Web page");
  expect(name).toBe("monthly-business-review.html");
  expect(htmlBlocks(file.toString("utf8")).length).toBeGreaterThan(20);
});

test("and as a workbook", async () => {
  const { name, file } = await save("Workbook");
  expect(name).toBe("monthly-business-review.xlsx");
  expect(xlsxBlocks(file, { decimal: ".", thousands: "," }).length).toBeGreaterThan(20);
});

test("and as a text document", async () => {
  const { name, file } = await save("Text document");
  expect(name).toBe("monthly-business-review.docx");
  expect(docxBlocks(file, { decimal: ".", thousands: "," }).length).toBeGreaterThan(20);
});

test("its figures are chosen from a list, one as a drawing or picture, or all of them", async () => {
  const { figures } = (await (
    await fetch(`${studio.url}/reports/${report}/figures`, { headers: { prefer: "wait=25" } })
  ).json()) as { figures: { id: string }[] };
  expect(figures.length).toBeGreaterThan(1);
  const { id } = figures[1]!;
  for (const width of ["wide", "narrow"] as const) {
    const page = await studio.open(`/reports/${report}`, { width });
    const figuresButton = page.getByRole("button", { name: "Figures", exact: true });
    await figuresButton.click();
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.getByRole("listitem").count()).toBe(figures.length);
    expect([await findBarriers(page), await overflows(page)]).toEqual([[], false]);
    const save = async (button: string): Promise<{ readonly name: string; readonly begins: string }> => {
      const saved = page.waitForEvent("download", { timeout: 60_000 });
      await dialog.getByRole("button", { name: button, exact: true }).click();
      const download = await saved;
      const file = await readFile(await download.path());
      return { name: download.suggestedFilename(), begins: file.toString("latin1", 0, 5) };
    };
    expect(await save(`${id} as SVG`)).toEqual({ name: `monthly-business-review-${id}.svg`, begins: "<?xml" });
    expect(await save(`${id} as PNG`)).toEqual({ name: `monthly-business-review-${id}.png`, begins: "\u0089PNG\r" });
    expect(await save("All of them in a ZIP file")).toMatchObject({ name: "monthly-business-review.zip" });
    await dialog.getByRole("button", { name: "Close", exact: true }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await figuresButton.evaluate((button) => button.matches(":focus"))).toBe(true);
  }
});
