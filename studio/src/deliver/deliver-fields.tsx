import { keys } from "../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { Button } from "../design/button.tsx";
import { useWords } from "../words/use-words.tsx";
import "./deliver.css";
import { type DeliverDraft, emptyDeliveries } from "./delivering.ts";
import { CopyFields, WebhookFields } from "./entry-fields.tsx";
import { MailFields } from "./mail-fields.tsx";
import { deliverWords } from "./words.ts";

interface DeliverFieldsProps {
  readonly entries: readonly DeliverDraft[];
  /** Columns of the rows of a batch, empty if they are not known yet; absent if there are no rows. */
  readonly columns?: readonly string[];
  /** What is wrong at a pointer below `/deliver`. */
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onChange: (entries: readonly DeliverDraft[]) => void;
}

/** Where each end goes: letters, copies, webhooks, as many as there are. */
export function DeliverFields({ entries, columns, faultOf, onChange }: DeliverFieldsProps) {
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
            {entry.kind === "mail" ? (
              <MailFields entry={entry} columns={columns} fault={fault} onChange={change} />
            ) : entry.kind === "copy" ? (
              <CopyFields entry={entry} rows={columns !== undefined} fault={fault} onChange={change} />
            ) : (
              <WebhookFields entry={entry} webhooks={webhooks} fault={fault} onChange={change} />
            )}
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
