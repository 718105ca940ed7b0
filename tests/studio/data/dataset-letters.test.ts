import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";
import { fillIn, press } from "../tab-to.ts";

let studio: Studio;

beforeAll(async () => {
  // Nothing happens to the data here, so that no letter leaves.
  studio = await openStudio({ templateFolders: [], smtp: "smtp://127.0.0.1:1" });
  const csv = { method: "PUT", headers: { "content-type": "text/csv" }, body: "a,b\n1,x\n" };
  expect((await fetch(`${studio.url}/datasets/sales`, csv)).status).toBe(201);
});
afterEach(async () => {
  await fetch(`${studio.url}/notices/sales`, { method: "DELETE" });
  await studio.closeWindows();
});
afterAll(() => studio.close());

const list = async (): Promise<{ readonly to: readonly string[] }> =>
  (await (await fetch(`${studio.url}/notices/sales`)).json()) as { to: string[] };

test("by keyboard alone, letters about a dataset are begun, changed and ended", async () => {
  const page = await studio.open("/datasets/sales");
  const region = page.getByRole("region", { name: "Letters" });
  await region.getByText("Nobody gets letters").waitFor();
  await press(page, "Send letters");
  const dialog = page.getByRole("dialog", { name: "Letters about sales" });
  await dialog.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // A plain upload has no source that could fail, and no view.
  await expect.poll(() => dialog.getByRole("checkbox").count()).toBe(3);
  await press(page, "Save");
  await dialog.getByText("Write at least one address").waitFor();
  await fillIn(page, "Addresses", "anna");
  await press(page, "Save");
  await dialog.getByRole("alert").getByText("anna").first().waitFor();
  expect((await list()).to).toEqual([]);
  await dialog.getByLabel("Addresses").fill("anna@example.org\neva@example.org");
  await dialog.getByLabel("A version waits to be promoted").uncheck();
  await dialog.getByLabel("Language").selectOption("de");
  await press(page, "Save");
  await dialog.waitFor({ state: "hidden" });
  await region.getByText("eva@example.org").waitFor();
  expect(await list()).toMatchObject({
    to: ["anna@example.org", "eva@example.org"],
    events: ["dataset.refused", "dataset.stale", "source.*", "view.*"],
    language: "de",
  });
  await press(page, "Change letters");
  await expect.poll(() => dialog.getByLabel("A version waits to be promoted").isChecked()).toBe(false);
  await press(page, "End letters");
  await dialog.waitFor({ state: "hidden" });
  await region.getByText("Nobody gets letters").waitFor();
  expect((await list()).to).toEqual([]);
});

test.each([
  ["wide", "light"],
  ["wide", "dark"],
  ["narrow", "light"],
  ["narrow", "dark"],
] as const)("the dialog fits a window that is %s and %s, in Chinese too", async (width, scheme) => {
  const page = await studio.open("/datasets/sales", { width, scheme, language: "zh" });
  await page.getByRole("button", { name: "发送邮件通知" }).click();
  await page.getByRole("dialog", { name: "关于 sales 的邮件通知" }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
});

test("a change of what somebody else has changed meanwhile is refused, and the list stays theirs", async () => {
  const page = await studio.open("/datasets/sales");
  await page.getByRole("button", { name: "Send letters" }).click();
  const dialog = page.getByRole("dialog", { name: "Letters about sales" });
  await dialog.getByLabel("Addresses").fill("anna@example.org");
  const theirs = { to: ["eva@example.org"] };
  const headers = { "content-type": "application/json" };
  await fetch(`${studio.url}/notices/sales`, { method: "PUT", headers, body: JSON.stringify(theirs) });
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("alert").getByText("changed it meanwhile").first().waitFor();
  expect(await list()).toMatchObject(theirs);
});

test("where the server has no mail, letters are not offered and the page says why; a list that there is can be ended", async () => {
  const quiet = await openStudio({ templateFolders: [] });
  try {
    const csv = { method: "PUT", headers: { "content-type": "text/csv" }, body: "a,b\n1,x\n" };
    await fetch(`${quiet.url}/datasets/sales`, csv);
    for (const width of ["wide", "narrow"] as const) {
      const page = await quiet.open("/datasets/sales", { width });
      const region = page.getByRole("region", { name: "Letters" });
      await region.getByText("This server sends no mail").waitFor();
      await expect.poll(() => region.getByRole("button").count()).toBe(0);
      expect(await findBarriers(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    }
    const page = await quiet.open("/datasets/sales", { language: "zh" });
    await page.getByText("此服务器不发送邮件").waitFor();
  } finally {
    await quiet.close();
  }
});
