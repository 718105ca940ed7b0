import { Link } from "wouter";
import { useTemplates } from "../api/use-template.ts";
import { Loading } from "../design/loading.tsx";
import { More } from "../design/more.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { templatesWords } from "./words.ts";

/** The published templates. */
export function TemplatesPage() {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const { data, error, hasNextPage, fetchNextPage } = useTemplates();
  const templates = data?.pages.flatMap((page) => page.templates);
  return (
    <div className="page">
      <PageHead title={words.templates} lead={words.lead} />
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      {templates === undefined && error === null && <Loading />}
      {templates?.length === 0 && !hasNextPage && <p className="empty">{words.none}</p>}
      {templates !== undefined && templates.length > 0 && (
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
      <More follows={hasNextPage} onMore={() => void fetchNextPage()} />
    </div>
  );
}
