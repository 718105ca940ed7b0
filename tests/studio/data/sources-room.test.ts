import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FileServer, startFileServer } from "../../source/file-server.ts";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { fillIn, press } from "../tab-to.ts";

let web: FileServer;
let studio: Studio;

beforeAll(async () => {
  web = await startFileServer();
  web.files.set("sales.csv", "month,region,amount\n2026-01-01,North,1\n2026-02-01,South,2\n");
  studio = await openStudio({ templateFolders: [], connections: web.connections });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  web.close();
});

interface Source {
  readonly text: string;
  readonly state: string;
}

const source = async (name: string): Promise<Source> =>
  (await (await fetch(`${studio.url}/sources/${name}`)).json()) as Source;

/** Puts a source, and waits until it was fetched. */
async function put(name: string, text: string): Promise<void> {
  const answer = await fetch(`${studio.url}/sources/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/yaml" },
    body: text,
  });
  expect(answer.status).toBe(200);
  await expect.poll(async () => (await source(name)).state, { timeout: 30_000 }).toMatch(/ready|failed/);
}

test("by keyboard alone, a source is tried, saved, fetched anew, fails in words, is changed and deleted", async () => {
  const page = await studio.open("/datasets");
  await page.getByRole("link", { name: "Sources" }).waitFor();
  await press(page, "Sources");
  await page.getByRole("heading", { name: "Sources", level: 1 }).waitFor();
  await page.getByText("No dataset is fetched yet.").waitFor();
  await press(page, "New source");
  await page.getByRole("heading", { name: "New source", level: 1 }).waitFor();
  await page.getByRole("combobox", { name: "Connection" }).waitFor();
  await fillIn(page, "Name", "orders");
  await fillIn(page, "Path", "lost.csv");
  await press(page, "Try");
  const trial = page.getByRole("region", { name: "What it would fetch" });
  await trial.getByRole("alert").getByText(/404/).first().waitFor();
  await page.getByLabel("Path").fill("sales.csv");
  await press(page, "Try");
  await trial.getByText("The first 2 of 2 rows").waitFor();
  expect((await fetch(`${studio.url}/sources/orders`)).status).toBe(404);
  await fillIn(page, "Rows", "1000");
  await trial.getByText("before the last changes").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await press(page, "Save");
  await page.getByRole("heading", { name: "orders", level: 1 }).waitFor();
  await page.getByText("This source was fetched").waitFor();
  expect((await source("orders")).text).toBe("engine: http\nconnection: web\npath: sales.csv\nlimits:\n  rows: 1000\n");

  web.files.set("sales.csv", "month,region,amount\n2026-01-01,North,1\n");
  await press(page, "Refresh now");
  await page.getByText("The dataset got a new version.").waitFor();
  await page.locator(".facts > div", { hasText: "Rows" }).getByText("1", { exact: true }).waitFor();
  web.files.delete("sales.csv");
  await page.getByRole("button", { name: "Refresh now" }).click();
  await page.getByText("This source could not be fetched; the dataset stays as it was").waitFor();
  await page.getByRole("status").getByText(/404/).waitFor();

  web.files.set("other.csv", "month,total\n2026-01-01,7\n");
  await page.getByLabel("Path").fill("other.csv");
  await page.getByLabel("Refresh", { exact: true }).selectOption("every");
  await page.getByLabel("Every").fill("5s");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  await expect.poll(() => page.evaluate<string>("document.activeElement.value")).toBe("5s");
  await page.getByLabel("Every").fill("2h");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("This source was fetched").waitFor();
  expect((await source("orders")).text).toContain("refresh:\n  every: 2h\n");

  await page.getByRole("link", { name: "Dataset", exact: true }).click();
  await page.getByRole("link", { name: "Source", exact: true }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the source" }).click();
  await page.getByText("No dataset is fetched yet.").waitFor();
  expect((await fetch(`${studio.url}/datasets/orders`)).status).toBe(200);
  await page.goto(`${studio.url}/studio/datasets/~sources/orders`);
  await page.getByRole("heading", { name: "There is no source orders" }).waitFor();
});

test("each page, wide and narrow, dark and light, in both languages: no barrier, nothing cut off, nothing jumps", async () => {
  web.files.set("a.csv", "a,b\n1,2\n");
  await put(
    "good",
    "engine: http\nconnection: web\npath: a.csv\nrefresh: { schedule: '0 6 * * *', timezone: Asia/Shanghai }\n",
  );
  await put("failing", `engine: http\nconnection: web\npath: ${"deep/".repeat(20)}lost.csv\n`);
  for (const path of ["", "/~new", "/good", "/failing"])
    for (const [width, scheme, language] of [
      ["wide", "dark", "zh"],
      ["narrow", "light", "en"],
    ] as const) {
      const page = await studio.open(`/datasets/~sources${path}`, { width, scheme, language });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await findBarriers(page), `${path} ${width}`).toEqual([]);
      expect(await overflows(page), `${path} ${width}`).toBe(false);
      expect(await shiftOf(page), `${path} ${width}`).toBeLessThan(0.05);
      if (process.env["LOOK"] !== undefined)
        await page.screenshot({
          path: `/tmp/look-sources${path.replace("/", "-")}-${width}-${language}.png`,
          fullPage: true,
        });
    }
});

test("a list follows a refresh that is under way, and somebody else's change is not overwritten", async () => {
  web.files.set("a.csv", "a,b\n1,2\n");
  await put("held", "engine: http\nconnection: web\npath: a.csv\n");
  const page = await studio.open("/datasets/~sources");
  const row = page.getByRole("row", { name: /held/ });
  await row.getByText("Fetched", { exact: true }).waitFor();
  web.hold();
  await row.getByRole("button", { name: "Refresh now: held" }).click();
  await row.getByText("Being fetched").waitFor();
  web.release();
  await row.getByText("Fetched", { exact: true }).waitFor();

  const form = await studio.open("/datasets/~sources/held");
  await form.getByLabel("Path").fill("b.csv");
  await put("held", "# of another\nengine: http\nconnection: web\npath: a.csv\n");
  await form.getByRole("button", { name: "Save" }).click();
  await form
    .getByRole("alert")
    .getByText(/changed/)
    .first()
    .waitFor();
  expect((await source("held")).text).toContain("# of another");
});

test("where there is no connection, the room of the datasets has no sign of sources", async () => {
  const without = await openStudio({ templateFolders: [] });
  try {
    const page = await without.open("/datasets");
    await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    await expect.poll(() => page.getByRole("link", { name: "Sources" }).count()).toBe(0);
    await page.goto(`${without.url}/studio/datasets/~sources/~new`);
    await page.getByText("Nothing can be fetched yet").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await without.closeWindows();
  } finally {
    await without.close();
  }
});
