import { useUnpublished } from "../api/use-template.ts";
import { LoadedList } from "../design/loaded-list.tsx";
import { Table } from "../design/table.tsx";
import { useWords } from "../words/use-words.tsx";
import { useTemplateColumns } from "./template-columns.tsx";
import { templatesWords } from "./words.ts";

/** The templates that have drafts or earlier versions, and none that is current; nothing if there are none. */
export function Unpublished() {
  const words = useWords(templatesWords);
  const columns = useTemplateColumns();
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
            columns={[columns.name, columns.title, columns.version, columns.do]}
          />
        )}
      </LoadedList>
    </section>
  );
}
