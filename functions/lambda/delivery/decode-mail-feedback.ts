import type { SuppressedAddress } from "../../core/service/delivery/mail/suppressed-address.ts";
import { faultOfAddress } from "../../core/service/delivery/mail/mail-address.ts";

type Suppressed = Omit<SuppressedAddress, "at">;

/** What SES publishes once, as text, when the topic is set up. */
const greeting = "Successfully validated SNS topic";

/**
 * Decodes what SES says of a letter that it had taken: a message of its topic of bounces and complaints.
 *
 * A bounce suppresses an address if it is permanent; after others, such as that of a full mailbox, the next letter may
 * arrive. A complaint suppresses it unless the reader took it back (`not-spam`).
 *
 * @returns the addresses to which no letter may go any more; `undefined` for any other message
 */
export function decodeMailFeedback(body: string): readonly Suppressed[] | undefined {
  if (body.startsWith(greeting)) return [];
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return undefined;
  }
  const { eventType, bounce, complaint } = objectOf(message);
  if (eventType === "Bounce") return decodeBounce(objectOf(bounce));
  if (eventType === "Complaint") return decodeComplaint(objectOf(complaint));
  return undefined;
}

function decodeBounce({ bounceType, bounceSubType, bouncedRecipients }: Fields): readonly Suppressed[] | undefined {
  if (typeof bounceType !== "string" || !Array.isArray(bouncedRecipients)) return undefined;
  if (bounceType !== "Permanent") return [];
  const type = [bounceType, bounceSubType].filter((part) => typeof part === "string").join(", ");
  return addressesOf(bouncedRecipients).map(({ address, diagnosticCode }) => ({
    address,
    reason: "bounced",
    detail: typeof diagnosticCode === "string" ? `${type}: ${diagnosticCode}` : type,
  }));
}

function decodeComplaint({ complainedRecipients, complaintFeedbackType }: Fields): readonly Suppressed[] | undefined {
  if (!Array.isArray(complainedRecipients)) return undefined;
  if (complaintFeedbackType === "not-spam") return [];
  const detail = typeof complaintFeedbackType === "string" ? complaintFeedbackType : "complaint";
  return addressesOf(complainedRecipients).map(({ address }) => ({ address, reason: "complained", detail }));
}

type Fields = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** The recipients whose address is one to which we could have written; a display name is left out. */
function addressesOf(recipients: readonly unknown[]): readonly (Fields & { readonly address: string })[] {
  return recipients.flatMap((recipient) => {
    const fields = objectOf(recipient);
    const text = typeof fields["emailAddress"] === "string" ? fields["emailAddress"] : "";
    const address = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();
    return faultOfAddress(address) === undefined ? [{ ...fields, address }] : [];
  });
}
