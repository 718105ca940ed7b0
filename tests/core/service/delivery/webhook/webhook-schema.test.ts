import { expect, test } from "vitest";
import { parseWebhook } from "../../../../../functions/core/service/delivery/webhook/webhook-schema.ts";
import { problemsOf } from "../../../report/dataset/catch-problems.ts";

const usual = ["*.ready"];
const url = "https://example.org/hook";
const refusalOf = (body: unknown, allowLocal = false) =>
  problemsOf("invalid-request", () => parseWebhook(body, { allowLocal, usual }));

test("a webhook has what was set and nothing else", () => {
  const whole = { url, events: ["report.ready"], description: "CRM" };
  expect(parseWebhook(whole, { allowLocal: false, usual })).toStrictEqual(whole);
  expect(parseWebhook({ url }, { allowLocal: false, usual })).toStrictEqual({ url, events: usual });
  expect(parseWebhook({ url, events: [], description: "" }, { allowLocal: false, usual })).toStrictEqual({
    url,
    events: [],
    description: "",
  });
});

test("where local addresses are allowed, so are https ones", () => {
  for (const address of [url, "http://127.0.0.1:9/"])
    expect(parseWebhook({ url: address }, { allowLocal: true, usual }).url).toBe(address);
});

test.each([
  [
    "http://example.org/",
    false,
    {
      seen: "http://example.org/",
      allowed: ["https://…"],
      hint: "a server on a laptop accepts http with --allow-local-webhooks",
    },
  ],
  ["ftp://example.org/", true, { seen: "ftp://example.org/", allowed: ["https://…", "http://…"] }],
  ["example.org", false, { seen: "example.org", allowed: ["https://…"] }],
])("an address of another kind is answered with those that are allowed: %s", (address, allowLocal, problem) => {
  expect(refusalOf({ url: address }, allowLocal)).toStrictEqual([
    { code: "invalid-url", message: '"url" must be a complete https address', where: { pointer: "/url" }, ...problem },
  ]);
});

test("a password is not repeated, and a fragment is", () => {
  for (const address of ["https://anna:pw@example.org/", "https://anna@example.org/", "https://:pw@example.org/"]) {
    expect(refusalOf({ url: address })).toStrictEqual([
      {
        code: "invalid-url",
        message: '"url" must not hold a user or a password; the signature proves who sends',
        where: { pointer: "/url" },
      },
    ]);
  }
  expect(refusalOf({ url: `${url}#top` })).toStrictEqual([
    { code: "invalid-url", message: '"url" must not have a fragment', where: { pointer: "/url" }, seen: "#top" },
  ]);
});

test("all faults of a body are told at once", () => {
  expect(
    refusalOf({ url: "x", events: ["report.redy"], name: "crm" })
      .map(({ where }) => where?.pointer)
      .toSorted(),
  ).toEqual(["/events/0", "/name", "/url"]);
});
