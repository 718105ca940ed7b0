import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "./open-studio.ts";
import { press } from "./tab-to.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
  await put("kept", "code,label\nKOR,South Korea\n");
  await put("gone", "code,label\nKOR,South Korea\n");
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

async function put(name: string, body: string): Promise<void> {
  expect(
    (await fetch(`${studio.url}/datasets/${name}`, { method: "PUT", headers: { "content-type": "text/csv" }, body }))
      .status,
  ).toBe(201);
}

const focused = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement.tagName");

/** What has the focus once the page has come to rest: never the body, from which a keyboard begins again at the top. */
async function expectFocus(page: Page, what: string, tags: readonly string[]): Promise<void> {
  await expect.poll(() => focused(page), { timeout: 10_000, message: what }).toBeOneOf([...tags]);
  await page.waitForTimeout(300);
  expect(tags, `${what}, at rest`).toContain(await focused(page));
}

test("a page that a link leads to has the focus on its heading", async () => {
  const page = await studio.open("/");
  await page.getByRole("link", { name: /Monthly business review/ }).waitFor();
  for (const room of ["Reports", "Datasets", "Batches", "Publications", "Templates", "Make"]) {
    await press(page, room);
    await page.locator("h1").waitFor();
    await expectFocus(page, room, ["H1"]);
  }
  for (const [room, within] of [
    ["Make", "Country profile"],
    ["Datasets", "kept"],
    ["Batches", "New batch"],
    ["Publications", "New publication"],
    ["Templates", "monthly-business-review"],
  ] as const) {
    await press(page, room);
    await press(page, within);
    await page.locator("h1").waitFor();
    await expectFocus(page, within, ["H1"]);
  }
});

test("what a button does leaves the focus where the reader goes on", async () => {
  const page = await studio.open("/make/dataset-profile");
  await press(page, "Make report");
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
  await expectFocus(page, "a report that was made", ["BUTTON"]);

  await press(page, "Datasets");
  const chooser = page.waitForEvent("filechooser");
  await press(page, "Choose a file");
  await (await chooser).setFiles({ name: "focus.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await page.getByRole("dialog").waitFor();
  await press(page, "Store");
  await page.getByText("Stored. This version is current now.").waitFor();
  await expectFocus(page, "a file that was stored", ["BUTTON"]);
  expect(await page.evaluate("document.activeElement.innerText")).toBe("Close");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "focus", level: 1 }).waitFor();
  await expectFocus(page, "the dataset stored", ["H1"]);

  await page.goto(`${studio.url}/studio/datasets/gone`);
  await press(page, "Delete");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const name = dialog.getByRole("textbox");
  if ((await name.count()) > 0) await name.fill("gone");
  await dialog.getByRole("button", { name: /Delete/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
  await expectFocus(page, "the list after a deletion", ["H1"]);
});

test("a publication that was stored, paused, and deleted keeps the focus on the page", async () => {
  const page = await studio.open("/publications/~new?template=dataset-profile");
  await page.getByLabel("Name", { exact: true }).fill("focused");
  await press(page, "Publish");
  await page.getByRole("heading", { name: "focused", level: 1 }).waitFor();
  await expectFocus(page, "the publication stored", ["H1"]);
  await press(page, "Pause");
  await page.getByRole("button", { name: "Resume" }).waitFor();
  await expectFocus(page, "after pausing", ["BUTTON"]);
  await press(page, "Run now");
  await page.getByText("the first edition").waitFor({ timeout: 60_000 });
  await expectFocus(page, "after running", ["BUTTON"]);
  await press(page, "Delete");
  await page.getByRole("dialog").getByRole("textbox").fill("focused");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing is published yet.").waitFor();
  await expectFocus(page, "the list", ["H1"]);
});

test("a refusal in a dialog leaves the focus in the dialog", async () => {
  const page = await studio.open("/datasets/kept");
  await page.route("**/datasets/kept", (route) =>
    route.request().method() === "DELETE"
      ? route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: "urn:x", title: "No", status: 409, detail: "still used" }),
        })
      : route.continue(),
  );
  await press(page, "Delete");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  if ((await dialog.getByRole("textbox").count()) > 0) await dialog.getByRole("textbox").fill("kept");
  await dialog.getByRole("button", { name: /Delete/ }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByText("still used").waitFor();
  await page.waitForTimeout(300);
  expect(
    await page.evaluate(
      "document.querySelector('dialog').contains(document.activeElement) && document.activeElement.tagName !== 'DIALOG'",
    ),
  ).toBe(true);
});
