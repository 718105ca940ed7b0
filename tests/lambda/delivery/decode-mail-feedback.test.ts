import { expect, test } from "vitest";
import { decodeMailFeedback } from "../../../functions/lambda/delivery/decode-mail-feedback.ts";

/** A message of SES's topic, in the form of its documentation. */
const bounce = (bounceType: string, bouncedRecipients: unknown, bounceSubType = "General"): string =>
  JSON.stringify({
    eventType: "Bounce",
    bounce: { bounceType, bounceSubType, bouncedRecipients, timestamp: "2026-01-05T08:00:00.000Z", feedbackId: "1" },
    mail: { destination: ["anna@example.org"], source: "reports@example.org" },
  });
const complaint = (members: object): string => JSON.stringify({ eventType: "Complaint", complaint: members, mail: {} });
const anna = { emailAddress: "anna@example.org" };

test("a permanent bounce suppresses its addresses, with what the mail server said", () => {
  const diagnosticCode = "smtp; 550 5.1.1 user unknown";
  expect(
    decodeMailFeedback(
      bounce("Permanent", [
        { ...anna, action: "failed", status: "5.1.1", diagnosticCode },
        { emailAddress: "Ben <ben@example.org>" },
      ]),
    ),
  ).toEqual([
    { address: "anna@example.org", reason: "bounced", detail: `Permanent, General: ${diagnosticCode}` },
    { address: "ben@example.org", reason: "bounced", detail: "Permanent, General" },
  ]);
});

test("a bounce that may pass suppresses nobody", () => {
  for (const type of ["Transient", "Undetermined"]) expect(decodeMailFeedback(bounce(type, [anna]))).toEqual([]);
});

test("a complaint suppresses, unless the reader says that it is no spam", () => {
  const complainedRecipients = [anna];
  expect(decodeMailFeedback(complaint({ complainedRecipients, complaintFeedbackType: "abuse" }))).toEqual([
    { address: "anna@example.org", reason: "complained", detail: "abuse" },
  ]);
  expect(decodeMailFeedback(complaint({ complainedRecipients }))).toMatchObject([{ reason: "complained" }]);
  expect(decodeMailFeedback(complaint({ complainedRecipients, complaintFeedbackType: "not-spam" }))).toEqual([]);
});

test("the greeting of SES is no error; what has another form is one, and what is no address is left out", () => {
  const greeting = "Successfully validated SNS topic for Amazon SES event publishing.";
  expect(decodeMailFeedback(greeting)).toEqual([]);
  for (const body of [
    "",
    "null",
    "[]",
    "{}",
    "5",
    JSON.stringify({ eventType: "Delivery" }),
    JSON.stringify({ eventType: "Bounce" }),
    JSON.stringify({ eventType: "Bounce", bounce: "Permanent" }),
    complaint({ complainedRecipients: "anna@example.org" }),
  ])
    expect(decodeMailFeedback(body), body).toBeUndefined();
  expect(
    decodeMailFeedback(bounce("Permanent", [null, 5, {}, { emailAddress: "../../x" }, { emailAddress: 7 }])),
  ).toEqual([]);
});
