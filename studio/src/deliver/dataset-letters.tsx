import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../api/query-keys.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { own } from "../design/own.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import {
  type NoticeList,
  type NoticeType,
  offeredTypes,
  patternsOf,
  readNotices,
  type SeenList,
  storeNotices,
  typesOf,
} from "./notices.ts";
import { noticesWords } from "./notices-words.ts";

/** The languages of letters, by the keys of the API, each in its own words. */
const languages: Readonly<Record<NoticeList["language"], string>> = {
  ar: "العربية",
  cs: "Čeština",
  da: "Dansk",
  de: "Deutsch",
  en: "English",
  es: "Español",
  fi: "Suomi",
  fr: "Français",
  he: "עברית",
  hi: "हिन्दी",
  it: "Italiano",
  ja: "日本語",
  ko: "한국어",
  nl: "Nederlands",
  pl: "Polski",
  pt: "Português",
  ru: "Русский",
  sv: "Svenska",
  th: "ไทย",
  tr: "Türkçe",
  uk: "Українська",
  vi: "Tiếng Việt",
  zh: "简体中文",
  "zh-Hant": "繁體中文",
};

/** Who gets letters about what happens to a dataset, its source or its view; nothing for those who may not see it. */
export function DatasetLetters({ name }: { readonly name: string }) {
  const words = useWords(noticesWords);
  const [changing, setChanging] = useState(false);
  const { data, error } = useQuery({
    queryKey: keys.dataset(name, "notices"),
    queryFn: () => readNotices(name),
  });
  if (error !== null) return <ProblemList title={words.notRead} error={error} />;
  if (data === null) return null;
  // Its place is kept while it loads, so that nothing below it moves.
  if (data === undefined)
    return (
      <section className="stack" aria-busy>
        <h2>{words.letters}</h2>
        <p aria-hidden>{"\u00a0"}</p>
        <div className="buttons">
          <Button disabled>{words.begin}</Button>
        </div>
      </section>
    );
  const { to, events, sent } = data;
  const offered = offeredTypes(data);
  return (
    <section className="stack" aria-labelledby="letters">
      <h2 id="letters">{words.letters}</h2>
      {to.length === 0 ? (
        <p className="muted">{sent ? words.nobody : words.noMail}</p>
      ) : (
        <ul className="lines">
          {to.map((address) => (
            <li key={address}>{own(address)}</li>
          ))}
          <li className="small muted">
            {typesOf(events)
              .filter((type) => offered.includes(type))
              .map((type) => words[type])
              .join(" · ")}
          </li>
          {!sent && <li className="small">{words.noMail}</li>}
        </ul>
      )}
      {(sent || to.length > 0) && (
        <div className="buttons">
          <Button onClick={() => setChanging(true)}>{to.length === 0 ? words.begin : words.change}</Button>
        </div>
      )}
      {changing && <ChangeLetters list={data} onClose={() => setChanging(false)} />}
    </section>
  );
}

function ChangeLetters({ list, onClose }: { readonly list: SeenList; readonly onClose: () => void }) {
  const words = useWords(noticesWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const [text, setText] = useState(list.to.join("\n"));
  const [types, setTypes] = useState(typesOf(list.events));
  const [language, setLanguage] = useState(list.language);
  const [isTried, setTried] = useState(false);
  const offered = offeredTypes(list);
  const isNone = !types.some((type) => offered.includes(type));
  const to = text.split(/[\s,;]+/).filter((one) => one !== "");
  const store = useMutation({
    mutationFn: storeNotices,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.dataset(list.name, "notices") });
      onClose();
    },
  });
  return (
    <Dialog title={words.title(list.name)} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (to.length > 0 && !isNone) store.mutate({ ...list, to, events: patternsOf(types), language });
        }}
      >
        <p>{words.lead}</p>
        <AddressesField text={text} fault={isTried && to.length === 0} onChange={setText} />
        <TypesField offered={offered} types={types} fault={isTried && isNone} onChange={setTypes} />
        <LanguageField language={language} onChange={setLanguage} />
        {store.error !== null && <ProblemList title={words.notStored} error={store.error} />}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={store.isPending || !list.sent}>
            {common.save}
          </Button>
          {list.to.length > 0 && (
            <Button kind="danger" disabled={store.isPending} onClick={() => store.mutate({ ...list, to: [] })}>
              {words.end}
            </Button>
          )}
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

interface AddressesFieldProps {
  readonly text: string;
  readonly fault: boolean;
  readonly onChange: (text: string) => void;
}

/** Who gets the letters. */
function AddressesField({ text, fault, onChange }: AddressesFieldProps) {
  const words = useWords(noticesWords);
  return (
    <ExactField
      label={words.addresses}
      help={words.addressesHelp}
      fault={fault ? words.noAddress : undefined}
      rows={3}
      value={text}
      onChange={onChange}
    />
  );
}

interface LanguageFieldProps {
  readonly language: NoticeList["language"];
  readonly onChange: (language: NoticeList["language"]) => void;
}

/** The language of the letters. */
function LanguageField({ language, onChange }: LanguageFieldProps) {
  const words = useWords(noticesWords);
  return (
    <Field label={words.language}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={language}
          onChange={(event) => onChange(event.target.value as NoticeList["language"])}
        >
          {Object.entries(languages).map(([key, called]) => (
            <option key={key} value={key} lang={key === "zh" ? "zh-Hans" : key}>
              {called}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface TypesFieldProps {
  /** What can happen; what else the list names stays in it. */
  readonly offered: readonly NoticeType[];
  readonly types: readonly NoticeType[];
  readonly fault: boolean;
  readonly onChange: (types: readonly NoticeType[]) => void;
}

/** What the letters are about. */
function TypesField({ offered, types, fault, onChange }: TypesFieldProps) {
  const words = useWords(noticesWords);
  return (
    <fieldset className="field">
      <legend>{words.about}</legend>
      {offered.map((type) => (
        <label key={type} className="choice">
          <input
            type="checkbox"
            checked={types.includes(type)}
            onChange={(event) =>
              onChange(event.target.checked ? [...types, type] : types.filter((other) => other !== type))
            }
          />
          {words[type]}
        </label>
      ))}
      <div aria-live="polite">{fault && <p className="fault">{words.noneChosen}</p>}</div>
    </fieldset>
  );
}
