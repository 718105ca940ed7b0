import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useWords } from "../words/use-words.tsx";
import type { DeliverDraft, RenditionForm } from "./delivering.ts";
import { RenditionsField } from "./renditions-field.tsx";
import { deliverWords } from "./words.ts";

export interface EntryProps<Kind extends DeliverDraft["kind"]> {
  readonly entry: Extract<DeliverDraft, { readonly kind: Kind }>;
  readonly fault: string | undefined;
  readonly onChange: (changed: Extract<DeliverDraft, { readonly kind: Kind }>) => void;
}

export interface FormsOffered {
  /** The other forms that can go along. @default every one */
  readonly forms: readonly RenditionForm[] | undefined;
}

/** A copy of the file in a folder. */
export function CopyFields({ entry, forms, fault, onChange }: EntryProps<"copy"> & FormsOffered) {
  const words = useWords(deliverWords);
  return (
    <>
      <ExactField
        label={words.copyTo}
        help={words.copyToHelp}
        fault={fault}
        code
        value={entry.to}
        onChange={(text) => onChange({ ...entry, to: text })}
      />
      <ExactField
        label={words.copyName}
        help={words.copyNameHelp}
        code
        value={entry.name}
        onChange={(text) => onChange({ ...entry, name: text })}
      />
      <RenditionsField
        chosen={entry.renditions}
        offered={forms}
        help={words.renditionsOfCopy}
        onChange={(renditions) => onChange({ ...entry, renditions })}
      />
    </>
  );
}

/** A webhook that is notified of the end. */
export function WebhookFields({
  entry,
  webhooks,
  fault,
  onChange,
}: EntryProps<"webhook"> & { readonly webhooks: readonly string[] }) {
  const words = useWords(deliverWords);
  return (
    <Field label={words.whichWebhook} fault={fault}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={entry.name}
          onChange={(event) => onChange({ kind: "webhook", name: event.target.value })}
        >
          {[...new Set([...webhooks, entry.name])].map((name) => (
            <OwnOption key={name} value={name}>
              {name}
            </OwnOption>
          ))}
        </select>
      )}
    </Field>
  );
}
