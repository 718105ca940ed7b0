import { keys } from "../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { Button } from "../design/button.tsx";
import { useWords } from "../words/use-words.tsx";
import "./deliver.css";
import { type DeliverDraft, emptyDeliveries, type RenditionForm } from "./delivering.ts";
import { CopyFields, WebhookFields } from "./entry-fields.tsx";
import { MailFields } from "./mail-fields.tsx";
import { deliverWords } from "./words.ts";

interface DeliverFieldsProps {
  readonly entries: readonly DeliverDraft[];
  /** Columns of the rows of a batch, empty if they are not known yet; absent if there are no rows. */
  readonly columns?: readonly string[] | undefined;
  /** Of a batch: the forms in which it makes its reports, and whether they are copied one by one. */
  readonly made?: { readonly renditions: readonly RenditionForm[]; readonly single: boolean } | undefined;
  /** What is wrong at a pointer below `/deliver`. */
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onChange: (entries: readonly DeliverDraft[]) => void;
}

/** Where each end goes: letters, copies, webhooks, as many as there are. */
export function DeliverFields({ entries, columns, made, faultOf, onChange }: DeliverFieldsProps) {
  const words = useWords(deliverWords);
  const { data } = useQuery({
    queryKey: keys.webhooks(),
    queryFn: () => take(api.GET("/webhooks", { params: { query: { limit: 500 } } })),
  });
  const webhooks = data?.webhooks.map(({ name }) => name) ?? [];
  const kinds = (["mail", "copy", "webhook"] as const).filter((kind) => kind !== "webhook" || webhooks.length > 0);
  return (
    <>
      {entries.length === 0 && <p className="muted">{words.nowhere}</p>}
      {entries.map((entry, index) => {
        const fault = faultOf(`/deliver/${index}`);
        const title = words.entry(words[entry.kind], index + 1);
        const change = (changed: DeliverDraft): void => onChange(entries.with(index, changed));
        return (
          // Two entries may be the same; each is its place.
          <div key={`${index}`} className="deliver-entry" role="group" aria-label={title}>
            <div className="deliver-head">
              <strong>{words[entry.kind]}</strong>
              <Button
                kind="plain"
                className="inline"
                aria-label={words.removeOf(words[entry.kind], index + 1)}
                onClick={() => onChange(entries.toSpliced(index, 1))}
              >
                {words.remove}
              </Button>
            </div>
            <EntryFields
              entry={entry}
              columns={columns}
              made={made}
              webhooks={webhooks}
              fault={fault}
              onChange={change}
            />
          </div>
        );
      })}
      <div className="deliver-add">
        <span className="muted">{words.add}</span>
        {kinds.map((kind) => (
          <Button
            key={kind}
            onClick={() =>
              onChange([...entries, kind === "webhook" ? { kind, name: webhooks[0]! } : emptyDeliveries[kind]])
            }
          >
            {words[kind]}
          </Button>
        ))}
      </div>
    </>
  );
}

interface EntryFieldsProps extends Pick<DeliverFieldsProps, "columns" | "made"> {
  readonly entry: DeliverDraft;
  readonly webhooks: readonly string[];
  readonly fault: string | undefined;
  readonly onChange: (changed: DeliverDraft) => void;
}

/** The fields of one letter, copy or webhook. */
function EntryFields({ entry, columns, made, webhooks, fault, onChange }: EntryFieldsProps) {
  switch (entry.kind) {
    case "mail": {
      const forms = made && (entry.perRow ? made.renditions : []);
      return <MailFields entry={entry} columns={columns} forms={forms} fault={fault} onChange={onChange} />;
    }
    case "copy": {
      const forms = made && (made.single ? made.renditions : []);
      return <CopyFields entry={entry} forms={forms} fault={fault} onChange={onChange} />;
    }
    case "webhook":
      return <WebhookFields entry={entry} webhooks={webhooks} fault={fault} onChange={onChange} />;
  }
}
