import { BroadsheetError, type Problem } from "../../../errors.ts";
import { type JsonSchema, schemaValidator } from "../../../json/json-schema.ts";
import { bodyProblem } from "../../../json/violation.ts";
import { languages } from "../../../report/locale/languages.ts";
import { datasetEventTypes } from "../../event/match-event.ts";
import { addressKey, faultOfAddress } from "../mail/mail-address.ts";
import type { NoticeList } from "./notice-list.ts";

/** Most addresses of a dataset: more readers are those of a publication. */
const mostAddresses = 20;

/** What a list may ask for. */
export const noticePatterns: readonly string[] = ["dataset.*", "source.*", "view.*", ...datasetEventTypes];

/** The body of `PUT /notices/{name}`. */
export const noticeListSchema = {
  type: "object",
  properties: {
    to: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 500 },
      minItems: 1,
      maxItems: mostAddresses,
      description: "Addresses, each of which gets a letter of its own.",
      examples: [["anna@example.org"]],
    },
    events: {
      type: "array",
      items: { type: "string", enum: noticePatterns },
      minItems: 1,
      maxItems: noticePatterns.length,
      uniqueItems: true,
      default: ["dataset.*", "source.*", "view.*"],
      description: "What they hear of: a kind, a dot, an end or `*`.",
      examples: [["dataset.*", "source.failed"]],
    },
    language: {
      type: "string",
      enum: Object.keys(languages),
      default: "en",
      description: "Language of the letters. What is wrong is said in English.",
      examples: ["de"],
    },
  },
  required: ["to"],
  additionalProperties: false,
} as const satisfies JsonSchema;

const validate = schemaValidator(noticeListSchema);

/**
 * Reads who gets letters about a dataset.
 *
 * @param sendsMail whether this host can send any
 * @throws BroadsheetError `invalid-request` with a problem for each fault, by JSON pointer
 */
export function parseNoticeList(
  body: unknown,
  { sendsMail, now }: { readonly sendsMail: boolean; readonly now: number },
): NoticeList {
  const violations = validate(body).map(bodyProblem);
  if (violations.length > 0) throw new BroadsheetError("invalid-request", violations);
  const {
    to,
    events = noticeListSchema.properties.events.default,
    language = "en",
  } = body as Pick<NoticeList, "to"> & Partial<NoticeList>;
  const faults = [...to.flatMap((_, index) => faultsAt(to, index)), ...(sendsMail ? [] : [noMail])];
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  return { to, events, language, changed: now };
}

const noMail: Problem = {
  code: "no-mail",
  message: "this server cannot send mail",
  where: { pointer: "/to" },
  hint: "a server on a laptop sends with --smtp, a stack with the setting mailFrom",
};

function faultsAt(to: readonly string[], index: number): readonly Problem[] {
  const address = to[index]!;
  const where = { pointer: `/to/${index}` };
  const message = faultOfAddress(address);
  if (message !== undefined)
    return [
      {
        code: "invalid-address",
        message,
        where,
        seen: address,
        allowed: "an e-mail address, such as anna@example.org",
      },
    ];
  const first = to.findIndex((one) => addressKey(one) === addressKey(address));
  return first === index
    ? []
    : [{ code: "repeated-address", message: `"${address}" is there twice: see /to/${first}`, where, seen: address }];
}
