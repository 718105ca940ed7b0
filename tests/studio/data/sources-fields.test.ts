import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";

/** The form of a source shows what its engine fetches by: a query, one object, or all objects of a prefix. */
let studio: Studio;

// Nothing listens there, so that fetching fails at once, and nobody is asked for a credential.
const connections = `connections:
  exports:
    engine: s3
    bucket: acme-exports
    prefix: sales/
    region: eu-central-1
    endpoint: "http://127.0.0.1:9"
    path-style: true
    local: true
  lake:
    engine: athena
    region: eu-central-1
    database: sales
    output: "s3://acme-athena/broadsheet/"
`;

beforeAll(async () => {
  studio = await openStudio({ templateFolders: [], connections });
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

async function textOf(name: string): Promise<string> {
  return ((await (await fetch(`${studio.url}/sources/${name}`)).json()) as { readonly text: string }).text;
}

async function put(name: string, text: string): Promise<void> {
  const headers = { "content-type": "application/yaml" };
  const answer = await fetch(`${studio.url}/sources/${name}`, { method: "PUT", headers, body: text });
  expect(answer.status, await answer.text()).toBe(200);
}

test("a new source of objects asks for one of them or for a prefix, and one of Athena for a query", async () => {
  const page = await studio.open("/datasets/~sources/~new");
  await page.getByRole("heading", { name: "New source", level: 1 }).waitFor();
  const connection = page.getByLabel("Connection");
  await connection.waitFor();
  await expect
    .poll(() => connection.locator("option").allTextContents())
    .toEqual(["exports · S3 bucket", "lake · Athena"]);
  await page.getByLabel("Path").waitFor();
  await page.getByLabel("What is read").selectOption("all objects of a prefix");
  await page.getByLabel("Prefix").fill("2026/");
  await page.getByLabel("Suffix").fill(".csv");
  await page.getByLabel("Partitions").fill("year, region");
  await expect.poll(() => page.getByLabel("Path").count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await connection.selectOption("lake · Athena");
  await page.getByLabel("Query").fill("SELECT day, amount FROM orders");
  await expect.poll(() => page.getByLabel("Prefix").count()).toBe(0);
  await expect.poll(() => page.getByLabel("What is read").count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  // What was written for the other engine is still there, and only what its engine has is stored.
  await connection.selectOption("exports · S3 bucket");
  await expect.poll(() => page.getByLabel("Prefix").inputValue()).toBe("2026/");
  await page.getByLabel("Name", { exact: true }).fill("months");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "months", level: 1 }).waitFor();
  expect(await textOf("months")).toBe(
    "engine: s3\nconnection: exports\nprefix: 2026/\nsuffix: .csv\npartitions:\n  - year\n  - region\n",
  );
});

test("stored sources of each kind are shown as they are, in Chinese and on a narrow screen", async () => {
  await put("one", "engine: s3\nconnection: exports\npath: 2026/january.csv\n");
  await put("all", "engine: s3\nconnection: exports\nprefix: 2026/\nsuffix: .parquet\nformat: parquet\n");
  await put(
    "orders",
    "engine: athena\nconnection: lake\nquery: SELECT day FROM orders\norder: [day]\niceberg: [orders]\n",
  );
  const page = await studio.open("/datasets/~sources/one", { width: "narrow", language: "zh" });
  await expect.poll(() => page.getByLabel("路径").inputValue()).toBe("2026/january.csv");
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await page.goto(`${studio.url}/studio/datasets/~sources/all`);
  await expect.poll(() => page.getByLabel("前缀").inputValue()).toBe("2026/");
  await expect.poll(() => page.getByLabel("后缀").inputValue()).toBe(".parquet");
  await expect.poll(() => page.getByLabel("格式").inputValue()).toBe("parquet");
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await page.goto(`${studio.url}/studio/datasets/~sources/orders`);
  await expect.poll(() => page.getByLabel("查询").inputValue()).toBe("SELECT day FROM orders");
  await expect.poll(() => page.getByLabel("Iceberg 表").inputValue()).toBe("orders");
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
});
