import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, type Studio } from "../open-studio.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
  const months = ["2031-01-01", "2031-02-01", "2031-03-01"];
  const regions = ["North", "South"].flatMap((region) => ["Tea", "Coal"].map((product) => [region, product] as const));
  await put(
    "own-figures",
    `month,region,product,turnover,visits\n${months.flatMap((month, at) => regions.map(([region, product], index) => `${month},${region},${product},${100 + 7 * at + index},${50 + at}`)).join("\n")}\n`,
  );
  await put(
    "text-figures",
    `month,region,product,turnover\n${months.map((month) => `${month},North,Tea,many`).join("\n")}\nsoon,North,Tea,few\n`,
  );
  await put("rows", "label,measure\na,visits\nb,turnover\n");
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

async function put(name: string, body: string): Promise<void> {
  const answer = await fetch(`${studio.url}/datasets/${name}`, {
    method: "PUT",
    body,
    headers: { "content-type": "text/csv" },
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
}

const template = "monthly-business-review";

/** What the server accepts over a dataset. */
async function accepted(parameter: string, dataset: string | undefined): Promise<string[]> {
  const asked = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(dataset === undefined ? {} : { datasets: { figures: dataset } }),
  };
  const { choices } = (await (await fetch(`${studio.url}/templates/${template}/choices`, asked)).json()) as {
    readonly choices: Readonly<Record<string, readonly { readonly value: unknown }[]>>;
  };
  return choices[parameter]!.map(({ value }) => String(value));
}

/** What a field offers. */
async function offered(page: Page, label: RegExp): Promise<string[]> {
  const options = page.getByRole("combobox", { name: label }).locator("option");
  return (
    await options.evaluateAll((all) => all.map((option) => (option as unknown as { value: string }).value))
  ).filter((value) => value !== "");
}

const openers: readonly (readonly [string, (page: Page, dataset: string) => Promise<void>, string])[] = [
  [
    "Make",
    async (page, dataset) => {
      await page.getByRole("button", { name: "Use your own data for figures" }).click();
      await page.getByRole("combobox", { name: "Dataset", exact: true }).selectOption(dataset);
    },
    `/make/${template}`,
  ],
  [
    "a publication",
    async (page, dataset) =>
      void (await page.getByRole("combobox", { name: "Data for figures" }).selectOption(dataset)),
    `/publications/~new?template=${template}`,
  ],
  [
    "a batch",
    async (page, dataset) =>
      void (await page.getByRole("combobox", { name: "Data for figures" }).selectOption(dataset)),
    `/batches/new?template=${template}&dataset=rows`,
  ],
];

test.each(openers)(
  "the form of %s offers the choices of the data chosen, and says if a value is not among them",
  async (_form, choose, path) => {
    const page = await studio.open(path);
    const month = /^(?:Month|The month)/;
    await page.getByRole("combobox", { name: month }).waitFor();
    const [usual, own] = [await accepted("month", undefined), await accepted("month", "own-figures")];
    expect(own).not.toEqual(usual);
    expect((await offered(page, month)).toSorted()).toEqual(expect.arrayContaining(usual.toSorted()));
    await choose(page, "own-figures");
    await expect
      .poll(async () => (await offered(page, month)).filter((value) => usual.includes(value) && !own.includes(value)), {
        timeout: 20_000,
      })
      .toEqual([]);
    expect((await offered(page, month)).filter((value) => own.includes(value)).toSorted()).toEqual(own.toSorted());
    expect(await findBarriers(page)).toEqual([]);
  },
);

test.each(openers)(
  "the form of %s says at the data which columns do not fit, in its own words",
  async (_form, choose, path) => {
    const page = await studio.open(path);
    await choose(page, "text-figures");
    await page.getByText("Its column month holds text, and the template needs date.").waitFor();
    await expect.poll(() => page.locator("main").innerText()).not.toMatch(/Binder|Catalog|FROM clause|The columns fit/);
  },
);

test("a column of the right name and another type is no fit: the mapper takes another, and refuses in its words", async () => {
  const page = await studio.open(`/make/${template}?dataset=text-figures`);
  await page.getByText("Its column month holds text, and the template needs date.").waitFor();
  await expect.poll(() => page.getByText("The columns fit").count()).toBe(0);
  expect(await page.evaluate("scrollY"), "a page that opens begins at its top").toBe(0);
  const take = page.getByRole("combobox", { name: "For month (date), take" });
  await take.selectOption("turnover");
  await page.getByText("turnover holds text. Choose a column with date.").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Use these columns" }).isDisabled()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
});
