import { BroadsheetError, type Problem } from "../../../errors.ts";
import { type JsonSchema, schemaValidator } from "../../../json/json-schema.ts";
import { bodyProblem } from "../../../json/violation.ts";
import { languages } from "../../../report/locale/languages.ts";
import { datasetEventTypes, matchEvent } from "../../event/match-event.ts";
import { addressKey, faultOfAddress } from "../mail/mail-address.ts";
import type { NoticeList } from "./notice-list.ts";

/** Most addresses of a dataset: more readers are those of a publication. */
const mostAddresses = 20;

/** What a list may ask for. */
export const noticePatterns: readonly string[] = ["dataset.*", "source.*", "view.*", ...datasetEventTypes];

/** Types of events. */
export type PossibleNotices = readonly (typeof datasetEventTypes)[number][];

/**
 * What can happen to a name as it is: a view alone makes its table, so no file of it is refused or held, and only a
 * source fails to be fetched.
 */
export function possibleNotices(is: { readonly view: boolean; readonly source: boolean }): PossibleNotices {
  const kinds = is.view ? ["view"] : is.source ? ["dataset", "source"] : ["dataset"];
  return datasetEventTypes.filter((type) => kinds.includes(type.split(".")[0]!));
}

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
 * @param possible what can happen to the dataset
 * @throws BroadsheetError `invalid-request` with a problem for each fault, by JSON pointer
 */
export function parseNoticeList(
  body: unknown,
  {
    sendsMail,
    possible,
    now,
  }: { readonly sendsMail: boolean; readonly possible: PossibleNotices; readonly now: number },
): NoticeList {
  const violations = validate(body).map(bodyProblem);
  if (violations.length > 0) throw new BroadsheetError("invalid-request", violations);
  const {
    to,
    events = noticeListSchema.properties.events.default,
    language = "en",
  } = body as Pick<NoticeList, "to"> & Partial<NoticeList>;
  const faults = [
    ...to.flatMap((_, index) => faultsAt(to, index)),
    ...faultOfEvents(events, possible),
    ...(sendsMail ? [] : [noMail]),
  ];
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  return { to, events, language, changed: now };
}

const noMail: Problem = {
  code: "no-mail",
  message: "this server cannot send mail",
  where: { pointer: "/to" },
  hint: "a server on a laptop sends with --smtp, a stack with the setting mailFrom",
};

/** A list that asks for nothing that can happen would send no letter, without a word. */
function faultOfEvents(events: readonly string[], possible: PossibleNotices): readonly Problem[] {
  if (possible.some((type) => matchEvent(type, events))) return [];
  return [
    {
      code: "impossible-events",
      message: "None of these can happen to this dataset as it is",
      where: { pointer: "/events" },
      seen: events,
      allowed: possible,
    },
  ];
}

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
