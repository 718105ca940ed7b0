import { useState } from "react";
import type { Report } from "../../api/report.ts";
import { Loaded } from "../../design/loaded.tsx";
import { useFiles } from "../../templates/use-versions.ts";
import { useWords } from "../../words/use-words.tsx";
import { askWords } from "./words.ts";

interface QuerySqlProps {
  readonly report: Report;
  readonly query: string;
}

/** A query's SQL, fetched with its template's version once somebody wants to see it. */
export function QuerySql({ report: { template }, query }: QuerySqlProps) {
  const words = useWords(askWords);
  const [opened, setOpened] = useState(false);
  const files = useFiles(template.name, opened ? template.version : undefined);
  return (
    <details onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{words.sqlOf(query)}</summary>
      {opened && (
        <Loaded query={files}>
          {(found) => {
            const file = found.get(`queries/${query}.sql`);
            if (file === undefined) return <p className="muted">{words.noSql(query)}</p>;
            return (
              <pre className="asked-sql" role="region" tabIndex={0} aria-label={words.sqlOf(query)} dir="ltr">
                <code>{new TextDecoder().decode(file)}</code>
              </pre>
            );
          }}
        </Loaded>
      )}
    </details>
  );
}
