import { Link } from "wouter";
import { useTemplates } from "../api/use-template.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Table } from "../design/table.tsx";
import { useWords } from "../words/use-words.tsx";
import { useTemplateColumns } from "./template-columns.tsx";
import { Unpublished } from "./unpublished.tsx";
import { templatesWords } from "./words.ts";

/** The published templates. */
export function TemplatesPage() {
  const words = useWords(templatesWords);
  const columns = useTemplateColumns();
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
              columns.name,
              columns.title,
              { key: "languages", label: words.languages, cell: ({ languages }) => languages.join(words.listed) },
              columns.version,
              columns.do,
            ]}
          />
        )}
      </LoadedList>
      <Unpublished />
    </div>
  );
}
