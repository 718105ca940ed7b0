import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useWords } from "../words/use-words.tsx";
import type { EntryProps, FormsOffered } from "./entry-fields.tsx";
import { RenditionsField } from "./renditions-field.tsx";
import { deliverWords } from "./words.ts";

interface MailFieldsProps extends EntryProps<"mail">, FormsOffered {
  /** Of the rows of a batch, empty if they are not known yet; absent if there are no rows. */
  readonly columns: readonly string[] | undefined;
}

/** A letter: to addresses or to the readers of a batch's rows. */
export function MailFields({ entry, columns, forms, fault, onChange }: MailFieldsProps) {
  const words = useWords(deliverWords);
  return (
    <>
      {columns !== undefined && <WhomField entry={entry} onChange={onChange} />}
      {entry.perRow ? (
        <ColumnField entry={entry} columns={columns} fault={fault} onChange={onChange} />
      ) : (
        <AddressesField entry={entry} columns={columns} fault={fault} onChange={onChange} />
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
        <Tick entry={entry} member="attach" onChange={onChange} />
      )}
      {!entry.perRow && <Tick entry={entry} member="dataChanges" onChange={onChange} />}
      <RenditionsField
        chosen={entry.renditions}
        offered={forms}
        help={entry.perRow ? words.renditionsOfRow : words.renditionsOfMail}
        onChange={(renditions) => onChange({ ...entry, renditions })}
      />
    </>
  );
}

/** Whether it goes to addresses or to the readers of the rows. */
function WhomField({ entry, onChange }: Omit<EntryProps<"mail">, "fault">) {
  const words = useWords(deliverWords);
  return (
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
  );
}

/** The column in which each row has its reader's address. */
function ColumnField({ entry, columns, fault, onChange }: Omit<MailFieldsProps, "forms">) {
  const words = useWords(deliverWords);
  return (
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
  );
}

/** The addresses that get all. */
function AddressesField({ entry, columns, fault, onChange }: Omit<MailFieldsProps, "forms">) {
  const words = useWords(deliverWords);
  return (
    <ExactField
      label={words.addresses}
      help={columns === undefined ? words.addressesHelp : words.addressesOfBatch}
      fault={fault}
      rows={3}
      value={entry.to}
      onChange={(text) => onChange({ ...entry, to: text })}
    />
  );
}

/** A tick of a letter, with what it does. */
function Tick({
  entry,
  member,
  onChange,
}: Omit<EntryProps<"mail">, "fault"> & { readonly member: "attach" | "dataChanges" }) {
  const words = useWords(deliverWords);
  return (
    <div>
      <label className="choice">
        <input
          type="checkbox"
          checked={entry[member]}
          onChange={(event) => onChange({ ...entry, [member]: event.target.checked })}
        />
        {words[member]}
      </label>
      <p className="small muted">{words[`${member}Help`]}</p>
    </div>
  );
}
