import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "./open-studio.ts";
import { fillIn, press, tabTo } from "./tab-to.ts";

/** Everything from a file to a publication, without a mouse. Reports and the editor have such tests of their own. */
let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

test("a dataset is stored, a batch made of its rows, and a publication made, run, paused and deleted", async () => {
  const page = await studio.open("/");
  await page.getByRole("link", { name: /Monthly business review/ }).waitFor();

  await press(page, "Datasets");
  await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
  const chooser = page.waitForEvent("filechooser");
  await press(page, "Choose a file");
  await (
    await chooser
  ).setFiles({
    name: "asked.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("code,label\nKOR,South Korea\nCHN,China\n"),
  });
  await page.getByRole("dialog", { name: "Store a dataset" }).waitFor();
  await press(page, "Store");
  await page.getByText("Stored. This version is current now.").waitFor();
  await press(page, "Close");
  await page.getByRole("heading", { name: "asked", level: 1 }).waitFor();

  await press(page, "Batches");
  await page.getByRole("heading", { name: "Batches", level: 1 }).waitFor();
  await press(page, "New batch");
  await page.getByRole("heading", { name: "New batch", level: 1 }).waitFor();
  await page.getByRole("combobox", { name: "Template" }).waitFor();
  await fillIn(page, "Template", "Country");
  await fillIn(page, "Dataset", "asked");
  await page.getByText("Still to be chosen:").waitFor();
  await fillIn(page, "Column for country", "code");
  await fillIn(page, "Name of each", "profile-");
  await press(page, "code");
  await page.getByRole("region", { name: "Reports" }).getByText("profile-KOR").waitFor();
  await press(page, "Make 2 reports");
  await page.getByRole("heading", { name: "country-profile, a report for each row" }).waitFor();
  await page.getByText("2 of 2").waitFor({ timeout: 90_000 });

  await press(page, "Publications");
  await page.getByRole("heading", { name: "Publications", level: 1 }).waitFor();
  await press(page, "New publication");
  await page.getByRole("heading", { name: "New publication", level: 1 }).waitFor();
  await page.getByRole("combobox", { name: "Template" }).waitFor();
  await fillIn(page, "Name", "weekly");
  await fillIn(page, "Template", "Monthly");
  await fillIn(page, "How often", "every day");
  await press(page, "Publish");
  await page.getByRole("heading", { name: "weekly", level: 1 }).waitFor();
  await press(page, "Run now");
  await page.getByText("the first edition").waitFor({ timeout: 60_000 });
  await press(page, "Pause");
  await page.getByRole("button", { name: "Resume" }).waitFor();
  await press(page, "Delete");
  await page.getByRole("dialog").waitFor();
  // The dialog holds the focus, and gives it back.
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate<string>("document.activeElement.innerText")).toBe("Delete");
  await page.keyboard.press("Enter");
  await fillIn(page, "Type weekly to confirm", "weekly");
  await tabTo(page, "Delete for good");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing is published yet.").waitFor();
}, 240_000);
