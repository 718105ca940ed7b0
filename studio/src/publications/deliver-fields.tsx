import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { Field } from "../design/field.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Draft } from "./configuration.ts";
import { publicationsWords } from "./words.ts";

interface DeliverFieldsProps {
  readonly draft: Draft;
  readonly fault: string | undefined;
  readonly onChange: (changed: Partial<Draft>) => void;
}

/** Where each edition goes: addresses, webhooks, copies. */
export function DeliverFields({ draft: { mail, attach, webhooks, copies }, fault, onChange }: DeliverFieldsProps) {
  const words = useWords(publicationsWords);
  const { data } = useQuery({ queryKey: ["webhooks"], queryFn: () => take(api.GET("/webhooks", { params: { query: { limit: 500 } } })) });
  const known = [...new Set([...webhooks, ...(data?.webhooks.map(({ name }) => name) ?? [])])];
  return (
    <fieldset>
      <legend>{words.deliver}</legend>
      <Field label={words.mailTo} help={words.mailToHelp}>
        {(links) => <textarea {...links} className="input" rows={3} spellCheck={false} value={mail} onChange={(event) => onChange({ mail: event.target.value })} />}
      </Field>
      {mail.trim() !== "" && (
        <label className="choice">
          <input type="checkbox" checked={attach} onChange={(event) => onChange({ attach: event.target.checked })} />
          {words.attach}
        </label>
      )}
      {known.length > 0 && (
        <fieldset className="bare">
          <legend className="field-label">{words.webhooks}</legend>
          <div className="data-choices">
            {known.map((name) => (
              <label key={name} className="choice">
                <input type="checkbox" checked={webhooks.includes(name)} onChange={(event) => onChange({ webhooks: event.target.checked ? [...webhooks, name] : webhooks.filter((other) => other !== name) })} />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <Field label={words.copyTo} help={words.copyToHelp}>
        {(links) => <textarea {...links} className="input" rows={2} spellCheck={false} value={copies} onChange={(event) => onChange({ copies: event.target.value })} />}
      </Field>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
