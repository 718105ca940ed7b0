import { Link } from "wouter";
import { useUnpublished } from "../api/use-template.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { templatesWords } from "./words.ts";

/** The templates that have drafts or earlier versions, and none that is current; nothing if there are none. */
export function Unpublished() {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const query = useUnpublished();
  if (query.data?.pages.every(({ templates }) => templates.length === 0) === true) return null;
  return (
    <section className="stack">
      <h2>{words.notPublished}</h2>
      <LoadedList query={query} items={(page) => page.templates} empty="">
        {(templates) => (
          <Table
            caption={words.notPublished}
            rows={templates}
            rowKey={({ name }) => name}
            cards
            columns={[
              { key: "name", label: common.name, cell: ({ name }) => <Link href={`/templates/${name}`}>{name}</Link> },
              { key: "title", label: words.title, cell: ({ title }) => textOf(title, language) },
              { key: "version", label: words.version, cell: ({ version }) => <code>{version.slice(0, 8)}</code> },
              {
                key: "do",
                label: <span className="unseen">{words.write}</span>,
                cell: ({ name }) => (
                  <Link href={`/write/${name}`} aria-label={`${words.write}: ${name}`}>
                    {words.write}
                  </Link>
                ),
              },
            ]}
          />
        )}
      </LoadedList>
    </section>
  );
}
