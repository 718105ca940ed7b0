import { BroadsheetError, type Problem } from "../../../errors.ts";
import { eventPatterns, usualPatterns } from "../../event/match-event.ts";
import { type JsonSchema, schemaValidator } from "../../../json/json-schema.ts";
import { bodyProblem } from "../../../json/violation.ts";
import type { Webhook } from "./webhook.ts";

/** Longest address. */
const longestUrl = 2000;

/** What a caller sets: the body of `PUT /webhooks/{name}`. */
export const webhookSchema = {
  type: "object",
  properties: {
    url: {
      type: "string",
      maxLength: longestUrl,
      description: "Where events are posted: https.",
      examples: ["https://example.org/hooks/broadsheet"],
    },
    events: {
      type: "array",
      items: { type: "string", enum: eventPatterns },
      maxItems: eventPatterns.length,
      uniqueItems: true,
      description:
        "Types of the events to send: a kind or `*`, a dot, an end or `*`. Empty: only what a `deliver` list names this webhook for.",
      default: usualPatterns,
      examples: [["report.ready", "*.failed"]],
    },
    description: { type: "string", maxLength: 500 },
  },
  required: ["url"],
  additionalProperties: false,
} as const satisfies JsonSchema;

const validate = schemaValidator(webhookSchema);

export type WebhookSettings = Pick<Webhook, "url" | "events" | "description">;

/** @throws BroadsheetError `invalid-request` with a problem for each fault, by JSON pointer */
export function parseWebhook(
  body: unknown,
  { allowLocal, usual }: { readonly allowLocal: boolean; readonly usual: readonly string[] },
): WebhookSettings {
  const faults: Problem[] = validate(body).map(bodyProblem);
  const {
    url,
    events = usual,
    description,
  } = (typeof body === "object" && body !== null ? body : {}) as {
    url?: unknown;
    events?: readonly string[];
    description?: string;
  };
  if (typeof url === "string") {
    const fault = faultOfUrl(url, allowLocal);
    if (fault !== undefined) faults.push(fault);
  }
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  return { url: url as string, events, ...(description !== undefined && { description }) };
}

function faultOfUrl(text: string, allowLocal: boolean): Problem | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const schemes = allowLocal ? ["https:", "http:"] : ["https:"];
  const where = { pointer: "/url" };
  if (url === undefined || !schemes.includes(url.protocol)) {
    return {
      code: "invalid-url",
      message: '"url" must be a complete https address',
      where,
      seen: text.slice(0, 200),
      allowed: schemes.map((scheme) => `${scheme}//…`),
      ...(url?.protocol === "http:" && { hint: "a server on a laptop accepts http with --allow-local-webhooks" }),
    };
  }
  if (url.username !== "" || url.password !== "")
    return {
      code: "invalid-url",
      message: '"url" must not hold a user or a password; the signature proves who sends',
      where,
    };
  return url.hash === ""
    ? undefined
    : { code: "invalid-url", message: '"url" must not have a fragment', where, seen: url.hash };
}
