import { Link } from "wouter";
import { LoadedList } from "../design/loaded-list.tsx";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { useFormats } from "../words/use-formats.ts";
import { failureText, useProblemText } from "../words/use-problem-text.ts";
import { useWords } from "../words/use-words.tsx";
import { EditionChooser } from "./edition-chooser.tsx";
import { EditionDeliveries } from "./edition-deliveries.tsx";
import { FigureChart } from "./figure-chart.tsx";
import {
  type Edition,
  type Publication,
  routesOf,
  sentFor,
  useChanges,
  useDeliveries,
  useEditions,
} from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** The editions, newest first: what changed in each, and where it went. */
export function EditionTable({ publication }: { readonly publication: Publication }) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const query = useEditions(publication.name);
  const { webhooks, channels } = routesOf(publication);
  const latest = query.data?.pages.flatMap((page) => page.editions).find(({ status }) => status === "ready");
  const { data: sent } = useDeliveries(webhooks, channels, latest?.id);
  return (
    <LoadedList query={query} items={(page) => page.editions} empty={words.noEditions}>
      {(editions) => (
        <>
          <FigureChart publication={publication.name} editions={editions} />
          <Table<Edition>
            caption={words.editions}
            rows={editions}
            rowKey={({ id }) => id}
            cards
            columns={[
              {
                key: "edition",
                label: words.edition,
                cell: ({ id, instant, status }) => (
                  <Link
                    className={status === "skipped" ? "nowrap muted" : "nowrap"}
                    href={`/publications/${publication.name}/editions/${id}`}
                  >
                    {formats.moment(instant)}
                  </Link>
                ),
              },
              { key: "changed", label: words.changed, cell: (edition) => <WhatChanged edition={edition} /> },
              {
                key: "pages",
                label: words.pages,
                number: true,
                cell: ({ pages }) => (pages === undefined ? "" : formats.number(pages)),
              },
              ...(webhooks.length + channels.length > 0
                ? [
                    {
                      key: "delivered",
                      label: words.delivered,
                      cell: (edition: Edition) => <EditionDeliveries sent={sentFor(sent, edition)} />,
                    },
                  ]
                : []),
            ]}
          />
          <EditionChooser publication={publication.name} editions={editions} />
        </>
      )}
    </LoadedList>
  );
}

/** Changes that are shown in a row. */
const shown = 2;

function WhatChanged({ edition }: { readonly edition: Edition }) {
  const words = useWords(publicationsWords);
  const say = useProblemText();
  const { data } = useChanges(edition);
  if (edition.status === "making") return <Status kind="busy">{words.making}</Status>;
  if (edition.status === "skipped") return <span className="muted">{words.skipped}</span>;
  if (edition.status === "failed")
    return (
      <span className="failure">
        {words.failedFor(edition.failure === undefined ? "" : failureText(edition.failure, say))}
      </span>
    );
  // A line, so that nothing moves when the words come.
  if (data === undefined) return "\u00a0";
  if (data.before === undefined) return <span className="muted">{words.firstEdition}</span>;
  if (data.words.length === 0) return <span className="muted">{words.noChange}</span>;
  const more = data.words.length - shown;
  return <>{[...data.words.slice(0, shown), ...(more > 0 ? [words.moreChanges(more)] : [])].join("; ")}</>;
}
