import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "./open-studio.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
  await fetch(`${studio.url}/datasets/few`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: "name,value\na,1\n",
  });
}, 120_000);
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** Pages, each with the answer of the API that it is about. */
const pages = [
  ["/", /\/templates$/],
  ["/make/dataset-profile", /\/templates\/dataset-profile$/],
  ["/reports", /\/reports$/],
  [`/reports/${"0".repeat(64)}`, /\/reports\/0+$/],
  ["/datasets", /\/datasets$/],
  ["/datasets/few", /\/datasets\/few$/],
  ["/batches", /\/batches$/],
  [`/batches/${"0".repeat(64)}`, /\/batches\/0+$/],
  ["/batches/new", /\/templates$/],
  ["/publications", /\/publications$/],
  ["/publications/~new", /\/templates$/],
  ["/publications/none", /\/publications\/none$/],
  ["/publications/none/change", /\/publications\/none$/],
  ["/publications/none/editions/latest", /\/editions\/latest$/],
  ["/templates", /\/templates$/],
  ["/templates/dataset-profile", /\/templates\/dataset-profile\/versions\?/],
  ["/write/dataset-profile", /\/templates\/dataset-profile/],
] as const;

const answer = (status: number) => ({
  status,
  contentType: "application/problem+json",
  body: JSON.stringify({
    type: "urn:x",
    title: "No",
    status,
    detail: `the answer ${status}`,
    problems: [{ code: "made-up", message: `the answer ${status}` }],
  }),
});

test("an outage says so in its words on every page, and the button asks again", async () => {
  const looks = pages.map(async ([path, about]) => {
    const page = await studio.open("/no/such/page");
    let outage = true;
    let asked = 0;
    await page.route(about, (route) => {
      if (route.request().resourceType() !== "fetch") return route.continue();
      asked += 1;
      return outage ? route.fulfill(answer(503)) : route.continue();
    });
    await page.goto(`${studio.url}/studio${path}`);
    const alert = page.getByRole("alert").filter({ hasText: "the answer 503" });
    await alert.first().waitFor();
    expect(await findBarriers(page), path).toEqual([]);
    expect(await overflows(page), path).toBe(false);
    outage = false;
    const before = asked;
    await alert.first().getByRole("button", { name: "Try again" }).click();
    // While the page waits for its answer the alert is gone, and the question may not have come here yet.
    await expect.poll(() => asked, { message: `${path} asks again` }).toBeGreaterThan(before);
    await alert.first().waitFor({ state: "detached" });
  });
  const ends = await Promise.allSettled(looks);
  expect(
    ends.flatMap((end, index) =>
      end.status === "fulfilled" ? [] : [`${pages[index]![0]}: ${String(end.reason).split("\n")[0]}`],
    ),
  ).toEqual([]);
}, 240_000);

test("a refusal is final: it says why, and nothing asks again", async () => {
  const page = await studio.open("/datasets/nowhere");
  await page.getByText(/no dataset .*nowhere/).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Try again" }).count()).toBe(0);
});

test("what is shown stays while the server is away", async () => {
  const page = await studio.open("/datasets");
  await page.getByRole("link", { name: "few" }).waitFor();
  await page.route(/\/datasets$/, (route) =>
    route.request().resourceType() === "fetch" ? route.fulfill(answer(503)) : route.continue(),
  );
  // Five seconds later an answer is old, and a reader who comes back asks again.
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  await page.getByRole("heading", { name: "Reports", level: 1 }).waitFor();
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 5_100))");
  await page.getByRole("link", { name: "Datasets", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "the answer 503" }).waitFor();
  await page.getByRole("link", { name: "few" }).waitFor();
});
