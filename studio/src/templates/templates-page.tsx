import { Link } from "wouter";
import { useTemplates } from "../api/use-template.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { Unpublished } from "./unpublished.tsx";
import { templatesWords } from "./words.ts";

/** The published templates. */
export function TemplatesPage() {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const query = useTemplates();
  return (
    <div className="page">
      <PageHead title={words.templates} lead={words.lead}>
        <Link href="/new" className="button">
          {words.newTemplate}
        </Link>
      </PageHead>
      <LoadedList query={query} items={(page) => page.templates} empty={words.none}>
        {(templates) => (
          <Table
            caption={words.templates}
            rows={templates}
            rowKey={({ name }) => name}
            cards
            columns={[
              { key: "name", label: common.name, cell: ({ name }) => <Link href={`/templates/${name}`}>{name}</Link> },
              { key: "title", label: words.title, cell: ({ title }) => textOf(title, language) },
              { key: "languages", label: words.languages, cell: ({ languages }) => languages.join(words.listed) },
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
      <Unpublished />
    </div>
  );
}
