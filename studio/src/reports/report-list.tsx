import { keys } from "../api/query-keys.ts";
import { shownText } from "../words/shown-text.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Link, useSearchParams } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { isPending, type Report } from "../api/report.ts";
import { useReport } from "../api/use-report.ts";
import { useTemplates } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { LoadedList } from "../design/loaded-list.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useFormats } from "../words/use-formats.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import "./reports.css";
import { reportWords } from "./words.ts";

const states = ["queued", "rendering", "ready", "failed"] as const;
type State = (typeof states)[number];

const kinds = { queued: "idle", rendering: "busy", ready: "good", failed: "bad" } as const;

/** All reports, by state, template and title. Filters are in the address, so that it can be passed on. */
export function ReportList({ comparing }: { readonly comparing: string | undefined }) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const { moment, number } = useFormats();
  const [search, setSearch] = useSearchParams();
  const { data: templates } = useTemplates();
  const { data: first } = useReport(comparing);
  const wanted = useDeferredValue({
    search: search.get("search") ?? "",
    status: search.get("status") ?? "",
    template: search.get("template") ?? "",
  });
  const query = {
    ...(wanted.search === "" ? {} : { search: wanted.search }),
    ...(wanted.status === "" ? {} : { status: wanted.status as State }),
    ...(wanted.template === "" ? {} : { template: wanted.template }),
  };
  const listed = useInfiniteQuery({
    queryKey: keys.reports(query),
    queryFn: ({ pageParam }) =>
      take(api.GET("/reports", { params: { query: { ...query, ...(pageParam === "" ? {} : { after: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.reports.some(isPending)) === true ? 1_000 : false,
  });
  const filtered = Object.keys(query).length > 0;
  return (
    <div className="page">
      <PageHead title={words.reports} lead={words.reportsLead}>
        <Link href="/" className="button primary">
          {words.makeOne}
        </Link>
      </PageHead>
      {first !== undefined && comparing !== undefined && (
        <Notice title={words.chooseFor(first.title ?? words.untitled)}>
          <p>{words.compareTwo}</p>
          <div>
            <Button onClick={() => change("compare", "")}>{common.cancel}</Button>
          </div>
        </Notice>
      )}
      <div className="filters">
        <Field label={words.search}>
          {(links) => (
            <input
              {...links}
              className="input"
              type="search"
              value={search.get("search") ?? ""}
              maxLength={100}
              onChange={(event) => change("search", event.target.value)}
            />
          )}
        </Field>
        <Field label={words.state}>
          {(links) => (
            <select
              {...links}
              className="input"
              value={wanted.status}
              onChange={(event) => change("status", event.target.value)}
            >
              <option value="">{words.anyState}</option>
              {states.map((state) => (
                <option key={state} value={state}>
                  {words[state]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.template}>
          {(links) => (
            <select
              {...links}
              className="input"
              value={wanted.template}
              onChange={(event) => change("template", event.target.value)}
            >
              <option value="">{words.anyTemplate}</option>
              {templates?.pages
                .flatMap((page) => page.templates)
                .map(({ name, title }) => (
                  <OwnOption key={name} value={name}>
                    {textOf(title, language)}
                  </OwnOption>
                ))}
            </select>
          )}
        </Field>
      </div>
      <LoadedList query={listed} items={(page) => page.reports} empty={filtered ? words.noneMatch : words.none}>
        {(reports) => (
          <Table caption={words.reports} rows={reports} rowKey={({ id }) => id} cards columns={columns()} />
        )}
      </LoadedList>
    </div>
  );

  function change(name: string, value: string): void {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  function columns() {
    return [
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
  }
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
