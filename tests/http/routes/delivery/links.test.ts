import { beforeAll, expect, test } from "vitest";
import { mediaTypes, renditionForms } from "../../../../functions/core/rendition-form.ts";
import { signToken } from "../../../../functions/core/service/delivery/link/sign-token.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp, testDelivery } from "../../open-test-app.ts";

const delivery = testDelivery();
let app: TestApp;
beforeAll(async () => {
  // With tokens: what letters link to needs none.
  app = await openTestApp({
    change: { delivery },
    guards: { tokens: (given) => (given === "t" ? { role: "admin" } : undefined) },
  });
  await app.services.store.put("reports/9f/1/report.pdf", new TextEncoder().encode("%PDF-1.7"), "application/pdf");
});
const link = async (expires: number, key = "reports/9f/1/report.pdf"): Promise<string> =>
  `/links/${await signToken({ kind: "file", key, name: "weekly.pdf", expires }, delivery.secrets)}`;
const unsubscribe = async (): Promise<string> =>
  `/unsubscribe/${await signToken({ kind: "unsubscribe", address: "anna@example.org", list: "weekly" }, delivery.secrets)}`;
const admin = { headers: { authorization: "Bearer t" } };

test("a link gives the PDF until it expires, to anyone who has it", async () => {
  const answer = await app.call(await link(Date.now() + 3_600_000));
  expect([
    answer.status,
    answer.headers.get("content-type"),
    answer.headers.get("cache-control"),
    await answer.text(),
  ]).toEqual([200, "application/pdf", "no-store", "%PDF-1.7"]);
  for (const path of [
    await link(Date.now() - 3_600_000),
    await link(Date.now() + 3_600_000, "reports/9f/2/report.pdf"),
    "/links/x.y",
    `${await link(Date.now() + 3_600_000)}x`,
    (await unsubscribe()).replace("unsubscribe", "links"),
  ])
    expect((await problemFrom(await app.call(path))).problems).toMatchObject([{ code: "unknown-link" }]);
});

test("its description names every form that a letter may bring", async () => {
  const { paths } = await bodyOf<{
    paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
  }>(app.call("/openapi.json", admin));
  const types = Object.keys(paths["/links/{token}"]!.get.responses["200"]!.content);
  expect(types).toEqual(expect.arrayContaining(renditionForms.map((form) => mediaTypes[form].replace(/;.*/, ""))));
});

test("where the store signs addresses, a link leads to one", async () => {
  const signing = await openTestApp({
    change: { delivery, signFileUrl: async (key, name) => `https://store.example/${key}?${name}` },
  });
  await signing.services.store.put("reports/9f/1/report.pdf", new Uint8Array(1), "application/pdf");
  const answer = await signing.call(await link(Date.now() + 3_600_000));
  expect([answer.status, answer.headers.get("location")]).toEqual([
    302,
    "https://store.example/reports/9f/1/report.pdf?weekly.pdf",
  ]);
});

test("a look at the page unsubscribes nobody, one click does, and an author can undo it", async () => {
  const path = await unsubscribe();
  const shown = await app.call(path);
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
  expect(shown.headers.get("content-security-policy")).toContain("form-action 'self'");
  expect(await bodyOf(app.call("/unsubscribed", admin))).toEqual({ unsubscribed: [] });
  const clicked = await app.call(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(clicked.status).toBe(200);
  expect(await bodyOf(app.call("/unsubscribed", admin))).toEqual({
    unsubscribed: [{ address: "anna@example.org", list: "weekly", at: expect.any(String) }],
  });
  expect(await bodyOf(app.call("/unsubscribed?list=monthly", admin))).toEqual({ unsubscribed: [] });
  expect(await bodyOf(app.call("/unsubscribed?list=weekly", admin))).toMatchObject({
    unsubscribed: [{ address: "anna@example.org" }],
  });
  const again = (): Promise<Response> =>
    app.call("/unsubscribed/weekly/anna@example.org", { method: "DELETE", ...admin });
  expect([(await again()).status, (await again()).status]).toEqual([204, 404]);
  expect((await app.call("/unsubscribe/x.y", { method: "POST" })).status).toBe(404);
});

test("everything else still needs a token", async () => {
  for (const path of ["/unsubscribed", "/deliveries/mail", "/webhooks", "/links", "/linksx"])
    expect((await app.call(path)).status, path).toBe(401);
  expect(await bodyOf(app.call("/deliveries/mail", admin))).toEqual({ deliveries: [] });
  expect((await problemFrom(await app.call("/deliveries/fax", admin))).problems).toMatchObject([
    { code: "unknown-channel" },
  ]);
  expect(
    (
      await problemFrom(
        await app.call(`/deliveries/mail/${"1".repeat(13)}-${"0".repeat(32)}/retry`, { method: "POST", ...admin }),
      )
    ).problems,
  ).toMatchObject([{ code: "unknown-delivery" }]);
});
