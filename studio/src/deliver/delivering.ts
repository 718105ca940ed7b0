import type { components } from "../../../functions/client/schema.ts";

/** Where an edition or a batch goes, as the API writes it. */
export type DeliverEntry = NonNullable<components["schemas"]["BatchRequest"]["deliver"]>[number];

/** A form of a report beside its PDF, as the API writes it. */
export type RenditionForm = NonNullable<NonNullable<DeliverEntry["copy"]>["renditions"]>[number];

/** The forms that can be ticked, in the order in which they are asked for: every one that the API takes. */
export const renditionForms = Object.keys({
  html: true,
  "html-fonts": true,
  xlsx: true,
  docx: true,
  pptx: true,
  zip: true,
  png: true,
} satisfies Readonly<Record<RenditionForm, true>>) as readonly RenditionForm[];

/** The same as the form shows it. */
export type DeliverDraft =
  | {
      readonly kind: "mail";
      readonly perRow: boolean;
      /** Addresses, one on each line. */ readonly to: string;
      readonly column: string;
      readonly subject: string;
      readonly attach: boolean;
      /** Whether it says what changed in the data since the edition before. */ readonly dataChanges: boolean;
      readonly renditions: readonly RenditionForm[];
    }
  | {
      readonly kind: "copy";
      readonly to: string;
      readonly name: string;
      readonly renditions: readonly RenditionForm[];
    }
  | { readonly kind: "webhook"; readonly name: string };

/** What a new entry begins with. */
export const emptyDeliveries = {
  mail: {
    kind: "mail",
    perRow: false,
    to: "",
    column: "",
    subject: "",
    attach: false,
    dataChanges: false,
    renditions: [],
  },
  copy: { kind: "copy", to: "", name: "", renditions: [] },
  webhook: { kind: "webhook", name: "" },
} as const satisfies Readonly<Record<DeliverDraft["kind"], DeliverDraft>>;

/** A list of the API for the form. */
export function readDeliver(entries: readonly DeliverEntry[]): readonly DeliverDraft[] {
  return entries.map(({ mail, copy, webhook = "" }): DeliverDraft => {
    if (mail !== undefined) {
      const { to, subject = "", attach = false, dataChanges = false, renditions = [] } = mail;
      const perRow = typeof to === "object" && !Array.isArray(to);
      return {
        kind: "mail",
        perRow,
        to: perRow ? "" : [to].flat().join("\n"),
        column: perRow ? to.column : "",
        subject,
        attach,
        dataChanges,
        renditions,
      };
    }
    return copy === undefined
      ? { kind: "webhook", name: webhook }
      : { kind: "copy", to: copy.to, name: copy.name ?? "", renditions: copy.renditions ?? [] };
  });
}

/** The form's list for the API, entry by entry, so that a fault's place is that of its entry. */
export function writeDeliver(drafts: readonly DeliverDraft[]): DeliverEntry[] {
  return drafts.map((draft): DeliverEntry => {
    if (draft.kind === "webhook") return { webhook: draft.name };
    const renditions = draft.renditions.length > 0 && { renditions: [...draft.renditions] };
    if (draft.kind === "copy")
      return {
        copy: { to: draft.to.trim(), ...(draft.name.trim() !== "" && { name: draft.name.trim() }), ...renditions },
      };
    const addresses = draft.to
      .split(/[\n,;]/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
    const to = draft.perRow ? { column: draft.column } : addresses.length === 0 ? "" : addresses;
    return {
      mail: {
        to,
        ...(draft.subject.trim() !== "" && { subject: draft.subject.trim() }),
        ...(draft.attach && { attach: true }),
        ...(draft.dataChanges && !draft.perRow && { dataChanges: true }),
        ...renditions,
      },
    };
  });
}
