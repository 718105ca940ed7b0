import { useQueries } from "@tanstack/react-query";
import { Link } from "wouter";
import { useFile } from "../api/use-file.ts";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Table } from "../design/table.tsx";
import { usePdf } from "../pages/use-pdf.ts";
import { together } from "../reports/together.ts";
import { PageDifferences } from "../reports/page-differences.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type FigurePoint, figureSeries } from "./figure-series.ts";
import { changesQuery, useEdition, useEditions } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

interface CompareEditionsProps {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Two editions of a publication: the key figures that moved, and the pages that differ. */
export function CompareEditions({ name, before, after }: CompareEditionsProps) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const [a, b] = [useEdition(name, before), useEdition(name, after)];
  const [first, second] = [useFile(a.data?.pdf, a.data?.sha256), useFile(b.data?.pdf, b.data?.sha256)];
  const [left, right] = [usePdf(first.data), usePdf(second.data)];
  const { data: listed } = useEditions(name);
  const ready = listed?.pages.flatMap(({ editions }) => editions).filter(({ status }) => status === "ready") ?? [];
  const answers = useQueries({ queries: ready.map(changesQuery) });
  const series = figureSeries(ready.map((edition, index) => ({ edition, changes: answers[index]?.data })));
  const moved = [...series]
    .map(([label, points]) => ({ label, from: textIn(points, a.data?.id), to: textIn(points, b.data?.id) }))
    .filter(({ from, to }) => from !== to);
  const both = together([a, b, first, second], left, right);
  return (
    <div className="page">
      <PageHead kicker={<Link href={`/publications/${name}`}>{words.back(name)}</Link>} title={words.compareTitle}>
        <Link className="button" href={`/publications/${name}/compare/${after}/${before}`}>
          {words.swap}
        </Link>
      </PageHead>
      {a.data !== undefined && b.data !== undefined && (
        <p className="edition-pair">
          {[a.data, b.data].map(({ id, instant, title }) => (
            <Link key={id} href={`/publications/${name}/editions/${id}`}>
              {[formats.moment(instant), title].filter(Boolean).join(" · ")}
            </Link>
          ))}
        </p>
      )}
      {moved.length > 0 && (
        <Table
          caption={words.figures}
          rows={moved}
          rowKey={({ label }) => label}
          columns={[
            { key: "label", label: words.figure, cell: ({ label }) => (label === "" ? words.nameless : label) },
            { key: "from", label: words.before, number: true, cell: ({ from }) => from ?? "–" },
            { key: "to", label: words.after, number: true, cell: ({ to }) => to ?? "–" },
          ]}
        />
      )}
      <Loaded query={both}>{(pair) => <PageDifferences {...pair} />}</Loaded>
    </div>
  );
}

function textIn(points: readonly FigurePoint[], id: string | undefined): string | undefined {
  return points.find(({ edition }) => edition.id === id)?.text;
}
