import { Link } from "wouter";
import type { Report } from "../api/report.ts";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { shownText } from "../words/shown-text.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

const kinds = { queued: "idle", rendering: "busy", ready: "good", failed: "bad" } as const;

interface ReportTableProps {
  readonly reports: readonly Report[];
  /** The report for which another one is chosen to compare it with. */
  readonly comparing: string | undefined;
}

/** Reports, a row each. */
export function ReportTable({ reports, comparing }: ReportTableProps) {
  const words = useWords(reportWords);
  const { moment, number } = useFormats();
  const columns = [
    {
      key: "title",
      label: words.title,
      cell: (report: Report) => <TitleCell report={report} untitled={words.untitled} />,
    },
    { key: "template", label: words.template, cell: ({ template }: Report) => template.name },
    {
      key: "state",
      label: words.state,
      cell: ({ status }: Report) => <Status kind={kinds[status]}>{words[status]}</Status>,
    },
    {
      key: "pages",
      label: words.pages,
      number: true,
      cell: ({ pages }: Report) => (pages === undefined ? "–" : number(pages)),
    },
    {
      key: "requested",
      label: words.requested,
      cell: ({ created }: Report) => <span className="nowrap">{moment(created)}</span>,
    },
    {
      key: "compare",
      label: <span className="unseen">{words.compare}</span>,
      cell: ({ id, status, title }: Report) =>
        status === "ready" &&
        id !== comparing && (
          <Link
            href={comparing === undefined ? `/reports?compare=${id}` : `/reports/compare/${comparing}/${id}`}
            aria-label={words.chooseFor(title ?? words.untitled)}
          >
            {words.compare}
          </Link>
        ),
    },
  ];
  return <Table caption={words.reports} rows={reports} rowKey={({ id }) => id} cards columns={columns} />;
}

/** The title with the values that tell one report of a template from the next. */
function TitleCell({
  report: { id, title, parameters },
  untitled,
}: {
  readonly report: Report;
  readonly untitled: string;
}) {
  const values = Object.values(parameters).filter((value) => typeof value !== "object" && value !== "");
  return (
    <>
      <Link href={`/reports/${id}`} dir="auto">
        {shownText(title ?? untitled)}
      </Link>
      <div className="small muted" dir="auto">
        {shownText(values.map(String).join(" · "))}
      </div>
    </>
  );
}
