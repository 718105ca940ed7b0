import { expect, test } from "vitest";
import { parseDeliver } from "../../../../functions/core/service/delivery/deliver-schema.ts";
import { putWebhook } from "../../../../functions/core/service/delivery/webhook/store-webhook.ts";
import { faultOfLine, faultOfNames } from "../../../../functions/core/service/delivery/door/write-letter.ts";
import { openLab } from "./delivery-fakes.ts";

const lab = openLab();
await putWebhook("crm", { url: "https://example.org/" }, lab);
const check = {
  store: lab.store,
  pointer: "/deliver",
  sendsMail: true,
  copyTargets: ["/srv/copies"],
  faultOfLiquid: faultOfLine,
  faultOfNames,
};

test("a list that is right is taken as it is", async () => {
  const list = [
    { webhook: "crm" },
    {
      mail: {
        to: ["anna@example.org"],
        subject: "{{ title }}, {{ date | date }}, {{ parameters.region }}",
        attach: true,
      },
    },
    { mail: { to: "eva@example.org" } },
    { mail: { to: "eva@example.org", attach: true, renditions: ["xlsx", "html"] } },
    { copy: { to: "weekly", name: "{{ name }}.pdf", renditions: ["docx", "zip"] } },
  ];
  await expect(parseDeliver(list, check)).resolves.toEqual(list);
  await expect(parseDeliver([{ mail: { to: { column: "email" } } }], { ...check, rows: true })).resolves.toHaveLength(
    1,
  );
});

test.each<[unknown, string, string]>([
  [{}, "/deliver", "wrong-type"],
  [[{}], "/deliver/0", "invalid-value"],
  [[{ webhook: "crm", copy: { to: "x" } }], "/deliver/0", "invalid-value"],
  [[{ web: "crm" }], "/deliver/0/web", "unknown-field"],
  [[{ webhook: "crn" }], "/deliver/0/webhook", "unknown-webhook"],
  [[{ mail: {} }], "/deliver/0/mail/to", "missing-field"],
  [[{ mail: { to: ["anna@example.org", "eva"] } }], "/deliver/0/mail/to/1", "invalid-address"],
  [[{ mail: { to: "anna@example.org\nBcc: eva@example.org" } }], "/deliver/0/mail/to", "invalid-address"],
  [[{ mail: { to: { column: "email" } } }], "/deliver/0/mail/to", "no-rows"],
  [[{ mail: { to: "anna@example.org", subject: "{{ titel }}" } }], "/deliver/0/mail/subject", "invalid-liquid"],
  [[{ mail: { to: "anna@example.org", subject: "{% if %}" } }], "/deliver/0/mail/subject", "invalid-liquid"],
  [
    [{ mail: { to: "anna@example.org", subject: "Report\r\nBcc: eva@example.org" } }],
    "/deliver/0/mail/subject",
    "invalid-liquid",
  ],
  [[{ copy: { to: "../x" } }], "/deliver/0/copy/to", "invalid-target"],
  [[{ copy: { to: "x", name: "{{ nam }}" } }], "/deliver/0/copy/name", "invalid-liquid"],
  [[{ mail: { to: "anna@example.org", renditions: ["pdf"] } }], "/deliver/0/mail/renditions/0", "not-allowed"],
  [[{ mail: { to: "anna@example.org", renditions: "xlsx" } }], "/deliver/0/mail/renditions", "wrong-type"],
  [[{ copy: { to: "x", renditions: ["xlsx", "xlsx"] } }], "/deliver/0/copy/renditions", "invalid-value"],
  [[{ webhook: "crm", renditions: ["xlsx"] }], "/deliver/0/renditions", "unknown-field"],
])("a fault is named by its pointer: %j", async (list, pointer, code) => {
  await expect(parseDeliver(list, check)).rejects.toMatchObject({
    kind: "invalid-request",
    problems: expect.arrayContaining([expect.objectContaining({ code, where: { pointer } })]),
  });
});

test("an entry that is no way or two ways is told which ways there are", async () => {
  const message = 'must have one of the members "webhook", "mail", "copy", and no other';
  const allowed = ["webhook", "mail", "copy"];
  await expect(parseDeliver([{}, { webhook: "crm", copy: { to: "x" } }], check)).rejects.toMatchObject({
    problems: [
      { message: `"deliver/0" ${message}`, seen: [], allowed },
      { message: `"deliver/1" ${message}`, seen: ["webhook", "copy"], allowed },
    ],
  });
});

test.each([
  ["{{ date }}/{{ parameters.region }}/{{ file }}", undefined],
  ["{{ file }}", undefined],
  ["{{ item }}.pdf", "invalid-liquid"],
  ["{{ file }}.bak", "invalid-liquid"],
])("copies of a batch have names of their own: %s", async (name, code) => {
  const parsing = parseDeliver([{ copy: { to: "x", name } }], { ...check, rows: true });
  if (code === undefined) await expect(parsing).resolves.toHaveLength(1);
  else
    await expect(parsing).rejects.toMatchObject({
      problems: [{ code, where: { pointer: "/deliver/0/copy/name" }, message: expect.stringContaining("{{ file }}") }],
    });
});

test("a letter about a whole batch has nothing to attach, one to a row has", async () => {
  await expect(
    parseDeliver([{ mail: { to: "anna@example.org", attach: true } }], { ...check, rows: true }),
  ).rejects.toMatchObject({ problems: [{ code: "nothing-to-attach", where: { pointer: "/deliver/0/mail/attach" } }] });
  await expect(
    parseDeliver([{ mail: { to: { column: "email" }, attach: true } }], { ...check, rows: true }),
  ).resolves.toHaveLength(1);
});

test("what a batch hands over one by one goes in the forms that the batch makes, and in no other", async () => {
  const rows = { ...check, rows: true, single: true, renditions: ["html", "xlsx"] as const };
  const right = [
    { mail: { to: { column: "email" }, renditions: ["xlsx"] } },
    { copy: { to: "weekly", renditions: ["html", "xlsx"] } },
    { copy: { to: "weekly", renditions: [] } },
    { webhook: "crm" },
  ];
  await expect(parseDeliver(right, rows)).resolves.toEqual(right);
  const wrong = [
    { mail: { to: { column: "email" }, renditions: ["docx", "xlsx"] } },
    { mail: { to: "print@example.org", renditions: ["html"] } },
    { copy: { to: "weekly", renditions: ["docx"] } },
  ];
  await expect(parseDeliver(wrong, rows)).rejects.toMatchObject({
    problems: [
      ["/deliver/0/mail/renditions", ["docx", "xlsx"], ["html", "xlsx"], "in the forms docx"],
      ["/deliver/1/mail/renditions", ["html"], [], "links to the batch's files"],
      ["/deliver/2/copy/renditions", ["docx"], ["html", "xlsx"], "in the forms docx"],
    ].map(([pointer, seen, allowed, words]) => ({
      code: "no-renditions",
      message: expect.stringContaining(words as string),
      where: { pointer },
      seen,
      allowed,
    })),
  });
  // An archive holds the forms, and volumes cannot.
  await expect(parseDeliver(right, { ...rows, single: false })).rejects.toMatchObject({
    problems: [{ code: "no-renditions", where: { pointer: "/deliver/1/copy/renditions" }, allowed: [] }],
  });
});

test("what this server cannot do is refused", async () => {
  await expect(
    parseDeliver([{ mail: { to: "anna@example.org" } }], { ...check, sendsMail: false }),
  ).rejects.toMatchObject({ problems: [{ code: "no-mail" }] });
  await expect(parseDeliver([{ copy: { to: "x" } }], { ...check, copyTargets: [] })).rejects.toMatchObject({
    problems: [{ code: "no-copies" }],
  });
});
