import type { Tables } from "../../functions/core/report/query/table.ts";
import type { ContentJob } from "../content/job.ts";
import { makeProse } from "../content/prose.ts";
import { makeTableRows, tableColumns } from "../content/table-rows.ts";
import type { Contender } from "../measure/contender.ts";
import { setContent } from "./set-content.ts";

/** Sets a long table from the query's rows, or a long text from its Markdown, as tagged PDF/UA-1 and PDF/A-3a. */
export async function open(job: ContentJob): Promise<Contender> {
  return {
    make: (iteration) => (job.kind === "table" ? setTable(job.rows, iteration) : setProse(job.pages, iteration)),
  };
}

function setTable(count: number, iteration: number): ReturnType<typeof setContent> {
  const rows = makeTableRows(count, iteration).map((row) => ({ ...row }));
  const tables: Tables = new Map([["rows", { name: "rows", columns: tableColumns, rows, hash: "" }]]);
  return setContent(
    {
      "template.yaml": 'title: Enterprises\ndate: "2026-01-30"\n',
      "report.md": '# Enterprises\n\n::table{data="rows" title="Every enterprise"}\n',
      "queries/rows.sql": "SELECT 1",
    },
    tables,
  );
}

/** Sets text that comes from a query, paragraph by paragraph: a template's own file may not be so large. */
function setProse(pages: number, iteration: number): ReturnType<typeof setContent> {
  const rows = makeProse(pages, iteration).flatMap(({ title, paragraphs }) => [
    { heading: true, text: title },
    ...paragraphs.map((text) => ({ heading: false, text })),
  ]);
  const columns = [
    { name: "heading", type: "boolean" },
    { name: "text", type: "text" },
  ] as const;
  return setContent(
    {
      "template.yaml": 'title: Long text\ndate: "2026-01-30"\ntheme: { align: justify }\n',
      "report.md":
        "# Long text\n\n{% for row in prose.rows %}{% if row.heading %}## {% endif %}{{ row.text }}\n\n{% endfor %}\n",
      "queries/prose.sql": "SELECT 1",
    },
    new Map([["prose", { name: "prose", columns, rows, hash: "" }]]),
  );
}
