import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { expectPicture } from "../pictures/expect-picture.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
  await call("PUT", "/datasets/countries-asked", "text/csv", "code,label\nKOR,South Korea\nCHN,China\nXXX,Nowhere\n");
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

async function call(
  method: string,
  path: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const answer = await fetch(`${studio.url}${path}`, { method, body, headers: { "content-type": type, ...headers } });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer;
}

test("a batch is made: columns are matched, the first rows shown, failed rows come first, the rest is downloaded", async () => {
  const page = await studio.open("/batches");
  await page.getByRole("link", { name: "New batch" }).click();
  await page.getByRole("combobox", { name: "Template" }).selectOption("Country profile");
  await page.getByRole("combobox", { name: "Dataset", exact: true }).selectOption("countries-asked");
  await page.getByText("Still to be chosen: a column for at least one value, the name of each report.").waitFor();
  await page.getByRole("combobox", { name: "Column for country" }).selectOption("code");
  await page.getByLabel("Name of each", { exact: true }).fill("profile-");
  await page.getByRole("button", { name: "code", exact: true }).click();
  const first = page.getByRole("region", { name: "Reports" });
  await first.getByText("profile-KOR").waitFor();
  await first.getByText(/"country" must be one of/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "batch-form");
  await page.getByLabel("Failed rows tolerated").fill("1");
  await page.getByRole("combobox", { name: "Output" }).selectOption("also one ZIP archive of them");
  await page.getByLabel("Date of the reports").fill("2026-10-31");
  await page.getByRole("button", { name: "E-mail" }).click();
  const letter = page.getByRole("group", { name: "E-mail, 1" });
  await letter.getByRole("combobox", { name: "Recipients" }).selectOption("the reader of each row");
  await letter.getByRole("combobox", { name: "Column with the address" }).selectOption("label");
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Make 3 reports" }).click();
  await letter.getByText("cannot send mail").waitFor();
  await expect
    .poll(() => letter.getByRole("combobox", { name: "Column with the address" }).getAttribute("aria-invalid"))
    .toBe("true");
  await page.getByRole("button", { name: "Remove E-mail, 1" }).click();
  await page.getByRole("button", { name: "Make 3 reports" }).click();
  await page.getByRole("heading", { name: "country-profile, a report for each row" }).waitFor();
  await page.getByText("3 of 3").waitFor({ timeout: 90_000 });
  const made = (await (await fetch(`${studio.url}/batches/${page.url().split("/").at(-1)!}`)).json()) as {
    readonly date: string;
  };
  expect(made.date).toBe("2026-10-31");
  await page.getByRole("button", { name: "Make the failed ones again" }).waitFor();
  const items = page.getByRole("region", { name: "Reports" });
  await items.getByText("profile-XXX").waitFor();
  await expectPicture(page, "batch");
  await expect
    .poll(() => items.getByText("profile-KOR").count(), { message: "only failed ones are shown at first" })
    .toBe(0);
  await page.getByRole("combobox", { name: "Show" }).selectOption("ready");
  await items.getByText("profile-KOR").waitFor();
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "PDF of profile-KOR" }).click(),
  ]);
  expect(pdf.suggestedFilename()).toBe("profile-KOR.pdf");
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");
  const [manifest] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Manifest (CSV)" }).click(),
  ]);
  expect(await readFile(await manifest.path(), "utf8")).toMatch(/^row,name,state.*\n1,profile-KOR,ready/s);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Delete profile-KOR" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await items.getByText("profile-KOR").waitFor({ state: "hidden" });
  await page.getByRole("navigation", { name: "Parts of the studio" }).getByRole("link", { name: "Batches" }).click();
  await page.getByRole("region", { name: "Batches" }).getByText("country-profile").waitFor();
  await expectPicture(page, "batches");
}, 150_000);

test.each(["en", "zh"] as const)(
  "forms of a batch are ticked, offered to letters of its rows and to copies, and faulted in their place: %s",
  async (language) => {
    const chinese = language === "zh";
    const page = await studio.open("/batches/new?template=country-profile&dataset=countries-asked", { language });
    const forms = page.getByRole("group", { name: chinese ? "其他格式" : "Also as", exact: true });
    const html = chinese ? "网页（HTML）" : "Web page (HTML)";
    const xlsx = chinese ? "工作簿（XLSX）" : "Workbook (XLSX)";
    await page
      .getByRole("combobox", { name: chinese ? /对应的列/ : "Column for country" })
      .first()
      .selectOption("code");
    await page.getByLabel(chinese ? "每份报告的名称" : "Name of each", { exact: true }).fill("{{ code }}");
    await page.getByRole("button", { name: chinese ? "复制到文件夹" : "Copy to a folder" }).click();
    await page.getByRole("button", { name: chinese ? "电子邮件" : "E-mail", exact: true }).click();
    // What the batch does not make cannot go along.
    await expect.poll(() => forms.count()).toBe(1);
    await forms.getByLabel(html).check();
    await forms.getByLabel(xlsx).check();
    await expect.poll(() => forms.count()).toBe(2);
    const copied = forms.nth(1);
    await expect.poll(() => copied.getByRole("checkbox").count()).toBe(2);
    await copied.getByLabel(xlsx).check();
    await page
      .getByRole("combobox", { name: chinese ? "收件人" : "Recipients" })
      .selectOption(chinese ? "每行对应的读者" : "the reader of each row");
    await expect.poll(() => forms.count()).toBe(3);
    await forms.nth(2).getByLabel(html).check();
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findBarriers(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    }
    // Chosen before it was taken off: it stays to be taken off there, too, and the server says so in its place.
    await forms.nth(0).getByLabel(html).uncheck();
    await forms.nth(2).getByLabel(html).waitFor();
    const asked = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/batches"));
    await page.route("**/batches", async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      const problem = { code: "not-allowed", pointer: "/renditions/0", message: "no such form here", seen: "xlsx" };
      const body = { status: 400, title: "invalid-request", problems: [problem] };
      await route.fulfill({ status: 400, contentType: "application/problem+json", body: JSON.stringify(body) });
    });
    await page
      .getByRole("button", { name: chinese ? /制作/ : /^Make/ })
      .last()
      .click();
    expect((await asked).postDataJSON()).toMatchObject({
      renditions: ["xlsx"],
      deliver: [{ copy: { renditions: ["xlsx"] } }, { mail: { renditions: ["html"] } }],
    });
    await forms.nth(0).locator(".fault").waitFor();
    const faulty = forms.nth(0).getByRole("checkbox").first();
    await expect.poll(() => forms.nth(0).locator("input:focus").count()).toBe(1);
    await expect.poll(() => faulty.getAttribute("aria-invalid")).toBe("true");
    expect(await findBarriers(page)).toEqual([]);
  },
);

test("a publication is made in words, run, paused, changed and deleted", async () => {
  const page = await studio.open("/publications");
  await page.getByText("Nothing is published yet.").waitFor();
  await page.getByRole("link", { name: "New publication" }).click();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("A name begins with a letter or digit").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("monthly");
  await page.getByRole("combobox", { name: "Template" }).selectOption("Monthly business review");
  await page.getByRole("combobox", { name: "How often" }).selectOption("once a month");
  await page.getByRole("combobox", { name: "Day of the month" }).selectOption("the last day");
  await page.getByLabel("Time", { exact: true }).fill("18:30");
  await page.getByText(/The next five: \w{3}, .*18:30/).waitFor();
  await page.getByLabel("monthly-business-review-figures").check();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "publication-form");
  await page.getByRole("combobox", { name: "Date of the report" }).selectOption("the last day of the month before");
  await page.getByRole("button", { name: "E-mail" }).click();
  await page.getByLabel("E-mail addresses").fill("board@example.org");
  await page.getByLabel("Subject").fill("{{ title }}");
  await page.getByLabel("Say what changed in the data").check();
  const forms = page.getByRole("group", { name: "Also as" });
  for (const form of ["Workbook (XLSX)", "Web page (HTML)", "Figures (ZIP)"]) await forms.getByLabel(form).check();
  await forms.getByLabel("Figures (ZIP)").uncheck();
  expect(await findBarriers(page)).toEqual([]);
  const put = page.waitForRequest((request) => request.method() === "PUT");
  await page.getByRole("button", { name: "Publish" }).click();
  expect((await put).postDataJSON()).toMatchObject({
    deliver: [
      { mail: { to: ["board@example.org"], subject: "{{ title }}", dataChanges: true, renditions: ["html", "xlsx"] } },
    ],
  });
  await page.getByRole("group", { name: "E-mail, 1" }).getByText("cannot send mail").waitFor();
  await page.getByRole("button", { name: "Remove E-mail, 1" }).click();
  await page.getByRole("button", { name: "Publish" }).click();
  await page
    .getByText("the last day of each month at 18:30, UTC; when monthly-business-review-figures changes")
    .waitFor();
  expect(await (await fetch(`${studio.url}/publications/monthly`)).json()).toMatchObject({
    date: "previous-month-end",
  });
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByText("the first edition").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: /^Latest edition: / }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "publication");
  await page.getByRole("button", { name: "Copy the link" }).click();
  expect(await page.evaluate<string>("navigator.clipboard.readText()")).toBe(
    `${studio.url}/publications/monthly/editions/latest/report.pdf`,
  );
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Resume" }).waitFor();
  await page.getByRole("link", { name: /^Latest edition: / }).click();
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
  await page.getByText("started by hand").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "edition");
  await page.reload();
  await page.getByText("started by hand").waitFor();
  await page.waitForLoadState("networkidle");
  expect(await shiftOf(page)).toBeLessThan(0.05);
  await page.getByRole("link", { name: "All editions of monthly" }).click();
  await page.getByRole("link", { name: "Change" }).click();
  await page.getByLabel("How many editions are kept").fill("many");
  await page.getByRole("button", { name: "Store the changes" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByLabel("How many editions are kept").fill("12");
  await page.getByRole("button", { name: "Store the changes" }).click();
  await page.getByText("12 editions").waitFor();
  await page
    .getByRole("navigation", { name: "Parts of the studio" })
    .getByRole("link", { name: "Publications" })
    .click();
  const entry = page.getByRole("link", { name: "monthly", exact: true });
  await entry.waitFor();
  await expectPicture(page, "publications");
  await entry.click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Type monthly to confirm").fill("monthly");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("Nothing is published yet.").waitFor();
}, 150_000);

test("a draft is promoted, an earlier version gone back to with a reason, and their difference shown", async () => {
  const { versions } = (await (await fetch(`${studio.url}/templates/country-profile/versions`)).json()) as {
    versions: { version: string }[];
  };
  const { unzipSync, zipSync } = await import("fflate");
  const files = unzipSync(
    new Uint8Array(
      await (
        await fetch(`${studio.url}/templates/country-profile/versions/${versions[0]!.version}/template.zip`)
      ).arrayBuffer(),
    ),
  );
  const report = new TextDecoder().decode(files["report.md"]);
  await call(
    "PUT",
    "/templates/country-profile",
    "application/zip",
    zipSync({
      ...files,
      "report.md": new TextEncoder().encode(`${report}\nA last sentence.\n`),
    }) as Uint8Array<ArrayBuffer>,
  );
  const page = await studio.open("/templates");
  const entry = page.getByRole("link", { name: "country-profile", exact: true });
  await entry.waitFor();
  await expectPicture(page, "templates");
  await entry.click();
  const difference = page.getByRole("region", { name: "report.md" });
  await difference.getByText("A last sentence.").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "template");
  await page.getByRole("button", { name: /^Promote / }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("Adds a sentence");
  await page.getByRole("dialog").getByRole("button", { name: "Promote" }).click();
  await page.getByText("Adds a sentence").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: /^Go back to / }).click();
  const back = page.getByRole("dialog").getByRole("button", { name: "Go back" });
  await expect.poll(() => back.isDisabled()).toBe(true);
  // Somebody else is quicker.
  const listed = await fetch(`${studio.url}/templates/country-profile/versions`);
  await call(
    "POST",
    "/templates/country-profile/rollback",
    "application/json",
    JSON.stringify({ to: versions[0]!.version }),
    { "if-match": listed.headers.get("etag")! },
  );
  await page.getByRole("dialog").getByLabel("Why").fill("Too long");
  await back.click();
  await page.getByText("Somebody else has published or unpublished a version meanwhile.").waitFor();
  expect(await findBarriers(page)).toEqual([]);
}, 90_000);

test("the form of a new publication asks for nothing that is not there", async () => {
  const page = await studio.open("/");
  const refused: string[] = [];
  page.on("response", (response) => void (response.status() >= 400 && refused.push(response.url())));
  await page.goto(`${studio.url}/studio/publications/new`);
  await page.getByLabel("Name", { exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(refused).toEqual([]);
});

test.each([
  ["narrow", "dark", "zh", "/batches/new"],
  ["narrow", "light", "en", "/publications/new"],
  ["wide", "dark", "zh", "/publications/~new"],
  ["narrow", "dark", "zh", "/templates/country-profile"],
] as const)("no barriers, and nothing wider than the window: %s, %s, %s, %s", async (width, scheme, language, path) => {
  const page = await studio.open(path, { width, scheme, language });
  await page.getByRole("main").getByRole("combobox").first().waitFor();
  await page.waitForLoadState("networkidle");
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(await shiftOf(page)).toBeLessThan(0.05);
});

test("the words that remove a schedule stay in its box on a phone", async () => {
  const page = await studio.open("/publications/new", { width: "narrow" });
  await page.getByRole("combobox", { name: "How often" }).selectOption("once a month");
  await page.getByRole("combobox", { name: "Day of the month" }).selectOption("the last day");
  const button = page.getByRole("button", { name: "Remove the last day of each month at" });
  const [words, box] = await Promise.all([button.boundingBox(), page.locator(".plan").boundingBox()]);
  expect(words!.x + words!.width).toBeLessThanOrEqual(box!.x + box!.width);
});
