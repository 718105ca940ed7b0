import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "./open-studio.ts";
import { expectPicture } from "./pictures/expect-picture.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

test("a first visit to / shows the templates", async () => {
  const page = await studio.open("/../");
  expect(page.url()).toBe(`${studio.url}/studio/`);
  await page.getByRole("heading", { name: "What do you want to make?" }).waitFor();
  await page.getByRole("link", { name: /high-tech industries/ }).waitFor();
  await expectPicture(page, "gallery");
});

test("language and scheme are chosen, and kept for the next visit", async () => {
  const page = await studio.open("/");
  await page.getByRole("combobox", { name: "Language" }).selectOption("中文");
  await page.getByRole("heading", { name: "您想制作什么？" }).waitFor();
  await page.getByRole("combobox", { name: "浅色或深色" }).selectOption("深色");
  await page.reload();
  await page.getByRole("heading", { name: "您想制作什么？" }).waitFor();
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(22, 22, 21)");
  expect(await page.evaluate("document.documentElement.lang")).toBe("zh-Hans");
});

test("on a narrow screen the rooms and the choices are behind the menu", async () => {
  const page = await studio.open("/", { width: "narrow" });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("combobox", { name: "Language" }).selectOption("中文");
  await page.getByRole("link", { name: "报告" }).click();
  await page.getByRole("heading", { name: "报告", level: 1 }).waitFor();
  expect(await overflows(page)).toBe(false);
  await expect.poll(() => page.getByRole("combobox", { name: "语言" }).isVisible()).toBe(false);
});

test("an address that leads nowhere says so", async () => {
  const page = await studio.open("/no/such/page");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "not-found");
});

test("a room whose program is gone after an update says so, leaves the others open, and loads again", async () => {
  const page = await studio.open("/", { excused: /dynamically imported module/u });
  await page.getByRole("link", { name: /high-tech industries/ }).waitFor();
  await page.route(/\/reports-[\w-]+\.js$/u, (route) => route.abort());
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  await page.getByText("A part of this page did not load").waitFor();
  await page.getByRole("link", { name: "Make", exact: true }).click();
  await page.getByRole("heading", { name: "What do you want to make?" }).waitFor();
  await page.unrouteAll();
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  await page.getByText("A part of this page did not load").waitFor();
  await page.getByRole("button", { name: "Load again" }).click();
  await page.getByRole("heading", { name: "Reports", level: 1 }).waitFor();
});

test.each(["en", "zh"] as const)(
  "a notice of an error fits a narrow window, whatever it names: %s",
  async (language) => {
    const page = await studio.open("/", { width: "narrow", language, excused: /dynamically imported module/u });
    await page.getByRole("main").getByRole("link").first().waitFor();
    await page.route(/\/reports-[\w-]+\.js$/u, (route) => route.abort());
    await page.evaluate(`history.pushState(null, "", "/studio/reports")`);
    const notice = page.getByRole("alert");
    await notice.waitFor();
    const words = `[...document.querySelectorAll("[role=alert] *")].map((element) => { const range = new Range(); range.selectNodeContents(element); return Math.ceil(range.getBoundingClientRect().right); })`;
    const frame = await page.evaluate<number>('document.querySelector("[role=alert]").getBoundingClientRect().right');
    expect(Math.max(...(await page.evaluate<number[]>(words)))).toBeLessThanOrEqual(frame);
    expect(await overflows(page)).toBe(false);
  },
);

test.each([
  ["wide", "light", "en"],
  ["narrow", "dark", "zh"],
  ["narrow", "light", "en"],
] as const)("the gallery has no barriers and fits the window: %s, %s, %s", async (width, scheme, language) => {
  const page = await studio.open("/", { width, scheme, language });
  await page.getByRole("main").getByRole("link").first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(await shiftOf(page)).toBeLessThan(0.05);
});

test("Ctrl+K finds a template by its title, and Enter opens it", async () => {
  const page = await studio.open("/no/such/page");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("BUSINESS");
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /Monthly business review/ })
    .waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Monthly business review", level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("no such thing");
  await page.getByText("No name contains this text.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("a server with a token asks for it, takes a right one, and keeps it from addresses and other tabs", async () => {
  const token = "0123456789abcdef0123";
  const locked = await openStudio({ token });
  try {
    const page = await locked.open("/");
    const field = page.getByLabel("Token", { exact: true });
    await field.fill("wrong-wrong-wrong");
    await page.keyboard.press("Enter");
    await page.getByText("The server does not accept this token.").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expectPicture(page, "token");
    await field.fill(token);
    await page.getByRole("button", { name: "Use this token" }).click();
    await page.getByRole("link", { name: /high-tech industries/ }).waitFor();
    expect(page.url()).not.toContain(token);
    expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain(token);
    await page.reload();
    await page.getByRole("link", { name: /high-tech industries/ }).waitFor();
    await locked.closeWindows();
  } finally {
    await locked.close();
  }
});

test("the first load is at most 250 KB compressed", async () => {
  const folder = join(import.meta.dirname, "../../build/studio");
  const page = await studio.open("/");
  await page.getByRole("main").getByRole("link").first().waitFor();
  const loaded = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith('/studio/'))",
  );
  const files = ["index.html", ...new Set(loaded.map((path) => path.slice("/studio/".length)))];
  const bytes = files.map(
    (file) =>
      (file.endsWith(".woff2") ? readFileSync(join(folder, file)) : gzipSync(readFileSync(join(folder, file))))
        .byteLength,
  );
  expect(files.length).toBeGreaterThan(4);
  expect(readdirSync(join(folder, "assets")).length).toBeGreaterThan(5);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000);
});
