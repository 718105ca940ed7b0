import { keys } from "../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { actionOf, keyOf } from "../actions/actions.ts";
import { ariaKey, isMac, keyText } from "../actions/keys.ts";
import { perform, useActions } from "../actions/use-actions.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { Dialog } from "../design/dialog.tsx";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { rooms } from "./rooms.ts";
import { appWords } from "./words.ts";

/** Most results of each kind. */
const most = 6;

interface Found {
  readonly href: string;
  readonly kind: string;
  readonly title: string;
}

/** Finds templates, datasets and reports by their names, from everywhere: a click, Ctrl+K or ⌘K opens it. */
export function Search() {
  const words = useWords(appWords);
  const [open, setOpen] = useState(false);
  useActions({ search: () => setOpen(true) });
  const mac = isMac();
  const key = keyOf(actionOf("search"), mac)!;
  return (
    <>
      <button
        type="button"
        className="search-button"
        aria-keyshortcuts={ariaKey(key, mac)}
        onClick={() => perform("search")}
      >
        <span>{words.search}</span>
        <kbd aria-hidden="true">{keyText(key, mac)}</kbd>
      </button>
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(appWords);
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(text.trim());
  const found = useFound(wanted);
  useEffect(() => input.current?.focus(), []);
  return (
    <Dialog title={words.searchTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found?.[0] === undefined) return;
          onClose();
          navigate(found[0].href);
        }}
      >
        <input
          ref={input}
          className="input"
          type="text"
          aria-label={words.search}
          placeholder={words.search}
          maxLength={60}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      <p role="status" className={found !== undefined && found.length === 0 ? "muted" : "unseen"}>
        {found === undefined ? "" : found.length === 0 ? words.searchNothing : words.searchFound(found.length)}
      </p>
      <ul className="search-results">
        {found?.map(({ href, kind, title }) => (
          <li key={href}>
            <Link href={href} onClick={onClose}>
              <span>{title}</span>
              <span className="muted small">{kind}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** @returns `undefined` before anything was typed, and until the first answer */
function useFound(text: string): readonly Found[] | undefined {
  const words = useWords(appWords);
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: keys.search(text, language),
    enabled: text !== "",
    placeholderData: (before) => before,
    async queryFn(): Promise<readonly Found[]> {
      const lower = text.toLowerCase();
      const hasDatasets = rooms.some(({ name }) => name === "datasets");
      const [{ templates }, datasets, { reports }] = await Promise.all([
        take(api.GET("/templates", { params: { query: { limit: 500 } } })),
        hasDatasets
          ? take(api.GET("/datasets", { params: { query: { search: lower, limit: most } } }))
          : { datasets: [] },
        take(api.GET("/reports", { params: { query: { search: text, limit: most } } })),
      ]);
      return [
        ...templates
          .map(({ name, title }) => ({
            href: `/make/${name}`,
            kind: words.templates,
            title: textOf(title, language),
            name,
          }))
          .filter(({ name, title }) => name.includes(lower) || title.toLowerCase().includes(lower))
          .slice(0, most)
          .map(({ href, kind, title }) => ({ href, kind, title })),
        ...datasets.datasets.map(({ name }) => ({ href: `/datasets/${name}`, kind: words.datasets, title: name })),
        ...reports.map(({ id, title = id.slice(0, 7) }) => ({ href: `/reports/${id}`, kind: words.reports, title })),
      ];
    },
  });
  return text === "" ? undefined : data;
}
