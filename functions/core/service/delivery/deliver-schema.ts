import { BroadsheetError, type Problem } from "../../errors.ts";
import { type JsonSchema, schemaValidator } from "../../json/json-schema.ts";
import { bodyProblem } from "../../json/violation.ts";
import { namePattern } from "../../names/name.ts";
import type { ObjectStore } from "../../ports.ts";
import { type RenditionForm, renditionForms } from "../../rendition-form.ts";
import { faultOfAddress } from "./mail/mail-address.ts";
import { faultOfTarget } from "./copy/copy-target.ts";
import { findWebhook } from "./webhook/store-webhook.ts";

/** One way in which an end is delivered. */
export type DeliverEntry =
  /** To a webhook, ready or failed, whatever its own list of events. */
  { readonly webhook: string } | { readonly mail: MailEntry } | { readonly copy: CopyEntry };

export interface MailEntry {
  /** Addresses; each gets a letter of its own. In a batch also `{column}`: each row's own address. */
  readonly to: string | readonly string[] | { readonly column: string };
  /** Liquid. @default that of the template's `mail.md`, else the title */
  readonly subject?: string;
  /** Whether the PDF is attached; otherwise the letter has a link. @default false */
  readonly attach?: boolean;
  /** Forms of an edition, or of a batch's item, that go with its PDF, attached or linked as it is. @default none */
  readonly renditions?: readonly RenditionForm[];
  /** Whether letters say what changed in the data since the edition before. @default false */
  readonly dataChanges?: boolean;
}

export interface CopyEntry {
  /** `s3://bucket/prefix`, or a folder. */
  readonly to: string;
  /** Liquid. @default "{{ name }}-{{ date }}.pdf"; of a batch "{{ name }}-{{ date }}/{{ file }}" */
  readonly name?: string;
  /** Forms of an edition, or of a batch's items, that are copied beside its PDF. @default none */
  readonly renditions?: readonly RenditionForm[];
}

const text = { type: "string", minLength: 1, maxLength: 500 } as const;

const renditions = {
  type: "array",
  items: { type: "string", enum: renditionForms },
  uniqueItems: true,
  examples: [["xlsx", "html"]],
} as const;

/** The member `deliver` of publications and batches: what becomes of each end. */
export const deliverSchema = {
  type: "array",
  maxItems: 20,
  items: {
    type: "object",
    properties: {
      webhook: {
        type: "string",
        pattern: namePattern.source,
        description:
          "Name of a webhook. It is notified when the result is ready or has failed, even if its own `events` leave that out.",
      },
      mail: {
        type: "object",
        properties: {
          to: {
            description:
              "Addresses, each of which gets a letter of its own; in a batch also the column of the rows that holds each one's address.",
            anyOf: [
              text,
              { type: "array", items: text, minItems: 1, maxItems: 500, uniqueItems: true },
              { type: "object", properties: { column: text }, required: ["column"], additionalProperties: false },
            ],
          },
          subject: {
            ...text,
            description: "Liquid. By default that of the template's mail.md, else the title.",
            examples: ["{{ title }}"],
          },
          attach: {
            type: "boolean",
            default: false,
            description: "Attach the PDF. Otherwise the letter has a link to it, valid for thirty days.",
          },
          renditions: {
            ...renditions,
            description:
              "Other forms that go with the PDF, attached or linked as it is. Letters to a batch's rows take along those that the batch makes; letters about a whole batch take none.",
          },
          dataChanges: {
            type: "boolean",
            default: false,
            description:
              "Say what changed in the data since the edition before: rows, columns, types, ranges, values and keys. Those of a batch's rows do not.",
          },
        },
        required: ["to"],
        additionalProperties: false,
      },
      copy: {
        type: "object",
        properties: {
          to: { ...text, description: "`s3://bucket/prefix` on AWS, a folder below `--copies` on a laptop." },
          name: {
            ...text,
            default: "{{ name }}-{{ date }}.pdf",
            description:
              "Name of the file, or its path below `to`, in Liquid. For a batch it must end with `/{{ file }}`, the name of each file; the default is then `{{ name }}-{{ date }}/{{ file }}`.",
          },
          renditions: {
            ...renditions,
            description:
              "Other forms that are copied beside the PDF, under its name with their own ending. Of a batch, those that it makes, where the output is `files`.",
          },
        },
        required: ["to"],
        additionalProperties: false,
      },
    },
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  },
  description: "Where each ready edition or batch goes. Named webhooks are notified of failures too.",
  examples: [
    [
      { webhook: "crm" },
      { mail: { to: ["board@example.org"], attach: true } },
      { copy: { to: "weekly", name: "{{ date }}.pdf" } },
    ],
  ],
} as const satisfies JsonSchema;

const validate = schemaValidator(deliverSchema);

export interface DeliverCheck {
  readonly store: ObjectStore;
  /** Where the list stands in its document, for pointers: `/deliver`. */
  readonly pointer: string;
  /** Whether there are rows with columns. @default false */
  readonly rows?: boolean;
  /** Of rows: the forms in which each report is made beside its PDF. @default none */
  readonly renditions?: readonly RenditionForm[];
  /** Of rows: whether the reports are copied one by one, not in an archive or volumes. @default false */
  readonly single?: boolean;
  /** Whether this host can send mail. */
  readonly sendsMail: boolean;
  /** Prefixes or folders to which it may copy; empty if it may not. */
  readonly copyTargets: readonly string[];
  /** Returns what is wrong with a text of Liquid, if anything. */
  faultOfLiquid(text: string): string | undefined;
  /** Returns what is wrong with the name of a batch's copies, if anything. */
  faultOfNames(text: string): string | undefined;
}

/**
 * Checks a list that passed `deliverSchema` against the host: webhooks exist, addresses are addresses, targets of
 * copies are allowed, Liquid can be read.
 *
 * @returns every fault by JSON pointer
 * @throws BroadsheetError `unavailable`
 */
export async function checkDeliver(entries: readonly DeliverEntry[], check: DeliverCheck): Promise<readonly Problem[]> {
  const faults = await Promise.all(
    entries.map(async (entry, index) => [
      ...(await faultsOfEntry(entry, `${check.pointer}/${index}`, check)),
      ...faultsOfRenditions(entry, `${check.pointer}/${index}`, check),
      ...faultsOfChanges(entry, `${check.pointer}/${index}`),
    ]),
  );
  return faults.flat();
}

/**
 * Reads a value as a `deliver` list and checks it.
 *
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer
 */
export async function parseDeliver(value: unknown, check: DeliverCheck): Promise<readonly DeliverEntry[]> {
  const violations = validate(value).map((violation) =>
    bodyProblem({ ...violation, pointer: `${check.pointer}${violation.pointer}` }),
  );
  const faults = violations.length > 0 ? violations : await checkDeliver(value as readonly DeliverEntry[], check);
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  return value as readonly DeliverEntry[];
}

/** The rows of a batch have no edition before. */
function faultsOfChanges(entry: DeliverEntry, pointer: string): readonly Problem[] {
  if (!("mail" in entry) || entry.mail.dataChanges !== true) return [];
  if (!isToRows(entry.mail)) return [];
  return [
    {
      code: "no-data-changes",
      message: "a letter to a row's reader cannot say what changed in all of the data",
      where: { pointer: `${pointer}/mail/dataChanges` },
      seen: true,
      allowed: [false],
      hint: "name addresses in `to`: their letters are about the whole edition",
    },
  ];
}

/** What a batch hands over in other forms are single items, in those in which it makes them. */
function faultsOfRenditions(entry: DeliverEntry, pointer: string, check: DeliverCheck): readonly Problem[] {
  if (check.rows !== true || "webhook" in entry) return [];
  const [channel, asked = []] = "mail" in entry ? ["mail", entry.mail.renditions] : ["copy", entry.copy.renditions];
  const where = { pointer: `${pointer}/${channel}/renditions` };
  if (asked.length === 0) return [];
  const whole = "mail" in entry ? !isToRows(entry.mail) : check.single !== true;
  if (whole)
    return [
      {
        code: "no-renditions",
        message:
          channel === "mail"
            ? "a letter about a whole batch takes no forms of its reports along: it links to the batch's files"
            : "the archive that is copied holds all forms of the batch, and volumes hold PDFs only",
        where,
        seen: asked,
        allowed: [],
        hint:
          channel === "mail"
            ? 'a letter to the address in each row, {"column": …}, can take them along'
            : 'with the output "files", each report is copied in the forms that the entry names',
      },
    ];
  const { renditions = [] } = check;
  const lacking = asked.filter((form) => !renditions.includes(form));
  if (lacking.length === 0) return [];
  return [
    {
      code: "no-renditions",
      message: `the batch does not make its reports in the forms ${lacking.join(", ")}`,
      where,
      seen: asked,
      allowed: renditions,
      hint: 'name them in "renditions" of the batch, too',
    },
  ];
}

/** Whether a letter goes to the reader of each row. */
function isToRows({ to }: MailEntry): boolean {
  return typeof to !== "string" && "column" in to;
}

async function faultsOfEntry(entry: DeliverEntry, pointer: string, check: DeliverCheck): Promise<readonly Problem[]> {
  if ("webhook" in entry) return faultsOfWebhook(entry.webhook, `${pointer}/webhook`, check.store);
  if ("copy" in entry) {
    const { to, name } = entry.copy;
    const fault = faultOfTarget(to, check.copyTargets);
    return [
      ...(fault === undefined ? [] : [{ ...fault, where: { pointer: `${pointer}/copy/to` } }]),
      ...faultsOfText(name, `${pointer}/copy/name`, check),
      ...(check.rows === true ? faultsOfText(name, `${pointer}/copy/name`, { faultOfLiquid: check.faultOfNames }) : []),
    ];
  }
  const { to, subject, attach } = entry.mail;
  const faults: Problem[] = [...faultsOfText(subject, `${pointer}/mail/subject`, check)];
  if (!check.sendsMail)
    faults.push({
      code: "no-mail",
      message: "this server cannot send mail",
      where: { pointer: `${pointer}/mail` },
      hint: "a server on a laptop sends with --smtp, a stack with the setting mailFrom",
    });
  if (typeof to === "object" && "column" in to) {
    if (check.rows !== true)
      faults.push({
        code: "no-rows",
        message: "only a batch has rows with a column for the address",
        where: { pointer: `${pointer}/mail/to` },
        seen: to,
        allowed: "an address, or a list of them",
      });
    return faults;
  }
  if (check.rows === true && attach === true)
    faults.push({
      code: "nothing-to-attach",
      message: "a letter about a whole batch has no PDF to attach: it links to the batch's files",
      where: { pointer: `${pointer}/mail/attach` },
      seen: true,
      allowed: [false],
      hint: 'a letter to the address in each row, {"column": …}, can attach the row\'s PDF',
    });
  const addresses = typeof to === "string" ? [to] : to;
  for (const [index, address] of addresses.entries()) {
    const message = faultOfAddress(address);
    if (message !== undefined)
      faults.push({
        code: "invalid-address",
        message,
        where: { pointer: `${pointer}/mail/to${typeof to === "string" ? "" : `/${index}`}` },
        seen: address,
        allowed: "an e-mail address, such as anna@example.org",
      });
  }
  return faults;
}

async function faultsOfWebhook(name: string, pointer: string, store: ObjectStore): Promise<readonly Problem[]> {
  try {
    await findWebhook(name, store, pointer);
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "invalid-request") return error.problems;
    throw error;
  }
}

function faultsOfText(
  liquid: string | undefined,
  pointer: string,
  check: Pick<DeliverCheck, "faultOfLiquid">,
): readonly Problem[] {
  const message = liquid === undefined ? undefined : check.faultOfLiquid(liquid);
  return message === undefined ? [] : [{ code: "invalid-liquid", message, where: { pointer }, seen: liquid }];
}

/** The columns of addresses that entries name, by JSON pointer. @param pointer of the list */
export function columnsOf(entries: readonly DeliverEntry[], pointer: string): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap((entry, index) =>
      "mail" in entry && typeof entry.mail.to === "object" && "column" in entry.mail.to
        ? [[`${pointer}/${index}/mail/to/column`, entry.mail.to.column] as const]
        : [],
    ),
  );
}
