import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Front, startFront } from "./aws/start-front.ts";
import { type Issuer, startIssuer } from "./aws/start-issuer.ts";
import { findBarriers, openStudio, type Studio } from "./open-studio.ts";
import { expectPicture } from "./pictures/expect-picture.ts";

/** The studio as it is deployed: behind one address with the API, which wants a token of an issuer. */
const client = { clientId: "broadsheet-studio", audience: "desk" };
let issuer: Issuer;
let front: Front;
let studio: Studio;

beforeAll(async () => {
  issuer = await startIssuer(client);
  studio = await openStudio({
    behind: async (server) => {
      front = await startFront({ server, issuer: issuer.url, ...client });
      return { ...front, origins: [issuer.url] };
    },
  });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio?.close();
  await issuer?.close();
});

async function signIn(page: Page): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Continue as Ada" }).click();
}

const tokenIn = (page: Page): Promise<string | null> =>
  page.evaluate<string | null>('sessionStorage.getItem("broadsheet-token")');

test("who signs in comes back to where they were and makes a report; the token is in no address and outlives no tab", async () => {
  const addresses: string[] = [];
  const page = await studio.open("/make/high-tech-industries");
  page.on("request", (request) => addresses.push(request.url()));
  await page.getByRole("dialog").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "sign-in");
  await signIn(page);
  await page.getByRole("button", { name: "Make report" }).click();
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
  expect(page.url()).toMatch(/\/studio\/make\/high-tech-industries\?report=[0-9a-f]{64}$/);

  const token = (await tokenIn(page))!;
  expect(token.split(".")).toHaveLength(3);
  expect(addresses.filter((address) => address.includes(token))).toEqual([]);
  expect(await page.evaluate("Object.values({ ...localStorage }).join()")).not.toContain(token);
  expect(await page.evaluate("document.cookie")).toBe("");
  expect(await page.evaluate("location.search")).not.toContain("code=");
  const other = await studio.open("/");
  await other.getByRole("dialog").getByRole("button", { name: "Sign in" }).waitFor();
});

test("an answer that this tab did not ask for gives no token", async () => {
  const before = issuer.exchanges;
  for (const query of ["?code=stolen&state=wrong", "?code=stolen"]) {
    const page = await studio.open(`/signed-in${query}`);
    await page.getByText("this answer belongs to no sign-in of this tab").waitFor();
    expect(new URL(page.url()).search, "the code leaves the address").toBe("");
    expect(await tokenIn(page)).toBeNull();
  }
  // Begun here, but answered with another state.
  const page = await studio.open("/");
  await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
  const back = new URL((await page.getByRole("link", { name: "Continue as Ada" }).getAttribute("href"))!);
  back.searchParams.set("state", "another");
  await page.goto(back.href);
  await page.getByText("this answer belongs to no sign-in of this tab").waitFor();
  expect(issuer.exchanges).toBe(before);
});

test("a token that has ended leads to sign-in again, and the form keeps what was filled in", async () => {
  const page = await studio.open("/make/high-tech-industries");
  await signIn(page);
  await page.getByLabel("Last year to show").fill("2023");
  await page.getByRole("radio", { name: "USD" }).check();
  front.endTokens();
  await page.getByRole("button", { name: "Make report" }).click();
  await signIn(page);
  await page.getByLabel("Last year to show").waitFor();
  await expect.poll(() => page.getByLabel("Last year to show").inputValue()).toBe("2023");
  await expect.poll(() => page.getByRole("radio", { name: "USD" }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "Make report" }).click();
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
  expect(front.calls).toContain("POST /reports 401");
  await page.reload();
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
});

test.each([
  ["/batches/new", "Name of each"],
  ["/publications/new", "Name"],
])("the form at %s keeps what was filled in, too", async (path, field) => {
  const page = await studio.open(path);
  await signIn(page);
  await page.getByLabel(field, { exact: true }).fill("monthly");
  front.endTokens();
  await page.getByRole("combobox", { name: "Template" }).selectOption("high-tech-industries");
  await signIn(page);
  await page.getByLabel(field, { exact: true }).waitFor();
  await expect.poll(() => page.getByLabel(field, { exact: true }).inputValue()).toBe("monthly");
  // The templates among which it is chosen come a moment later.
  await expect
    .poll(() => page.getByRole("combobox", { name: "Template" }).inputValue(), { timeout: 30_000 })
    .toBe("high-tech-industries");
});

test("without folders on a disk, Write edits stored versions, and asks for nothing that AWS does not have", async () => {
  const page = await studio.open("/write/high-tech-industries");
  await signIn(page);
  await page.locator('.write-page [role="img"]').first().waitFor();
  await page.getByRole("region", { name: "Pages" }).waitFor();
  expect(front.calls.filter((call) => call.startsWith("POST /previews"))).toContain("POST /previews 200");
  expect(front.calls.filter((call) => call.endsWith(" 404"))).toEqual([]);
});
