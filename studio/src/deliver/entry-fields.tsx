import { Field } from "../design/field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useWords } from "../words/use-words.tsx";
import type { DeliverDraft } from "./delivering.ts";
import { deliverWords } from "./words.ts";

interface EntryProps<Kind extends DeliverDraft["kind"]> {
  readonly entry: Extract<DeliverDraft, { readonly kind: Kind }>;
  readonly fault: string | undefined;
  readonly onChange: (changed: Extract<DeliverDraft, { readonly kind: Kind }>) => void;
}

/** A letter: to addresses or to the readers of a batch's rows. */
export function MailFields({
  entry,
  columns,
  fault,
  onChange,
}: EntryProps<"mail"> & { readonly columns: readonly string[] | undefined }) {
  const words = useWords(deliverWords);
  return (
    <>
      {columns !== undefined && (
        <Field label={words.whom}>
          {(links) => (
            <select
              {...links}
              className="input"
              value={entry.perRow ? "rows" : "addresses"}
              onChange={(event) => onChange({ ...entry, perRow: event.target.value === "rows" })}
            >
              <option value="addresses">{words.toAddresses}</option>
              <option value="rows">{words.toRows}</option>
            </select>
          )}
        </Field>
      )}
      {entry.perRow ? (
        <Field label={words.column} fault={fault}>
          {(links) =>
            columns === undefined || columns.length === 0 ? (
              <input
                {...links}
                className="input code"
                spellCheck={false}
                value={entry.column}
                onChange={(event) => onChange({ ...entry, column: event.target.value })}
              />
            ) : (
              <select
                {...links}
                className="input"
                value={entry.column}
                onChange={(event) => onChange({ ...entry, column: event.target.value })}
              >
                <option value="" disabled>
                  {words.chooseColumn}
                </option>
                {[...new Set([...columns, ...(entry.column === "" ? [] : [entry.column])])].map((column) => (
                  <OwnOption key={column} value={column}>
                    {column}
                  </OwnOption>
                ))}
              </select>
            )
          }
        </Field>
      ) : (
        <Field
          label={words.addresses}
          help={columns === undefined ? words.addressesHelp : words.addressesOfBatch}
          fault={fault}
        >
          {(links) => (
            <textarea
              {...links}
              className="input"
              rows={3}
              spellCheck={false}
              autoComplete="off"
              value={entry.to}
              onChange={(event) => onChange({ ...entry, to: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={words.subject} help={words.subjectHelp}>
        {(links) => (
          <input
            {...links}
            className="input"
            maxLength={500}
            value={entry.subject}
            onChange={(event) => onChange({ ...entry, subject: event.target.value })}
          />
        )}
      </Field>
      {(columns === undefined || entry.perRow || entry.attach) && (
        <div>
          <label className="choice">
            <input
              type="checkbox"
              checked={entry.attach}
              onChange={(event) => onChange({ ...entry, attach: event.target.checked })}
            />
            {words.attach}
          </label>
          <p className="small muted">{words.attachHelp}</p>
        </div>
      )}
    </>
  );
}

/** A copy of the file in a folder. */
export function CopyFields({ entry, fault, onChange }: EntryProps<"copy">) {
  const words = useWords(deliverWords);
  return (
    <>
      <Field label={words.copyTo} help={words.copyToHelp} fault={fault}>
        {(links) => (
          <input
            {...links}
            className="input code"
            spellCheck={false}
            autoComplete="off"
            value={entry.to}
            onChange={(event) => onChange({ ...entry, to: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.copyName} help={words.copyNameHelp}>
        {(links) => (
          <input
            {...links}
            className="input code"
            spellCheck={false}
            autoComplete="off"
            value={entry.name}
            onChange={(event) => onChange({ ...entry, name: event.target.value })}
          />
        )}
      </Field>
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
