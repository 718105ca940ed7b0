import { Route, Switch, useSearchParams } from "wouter";
import { ComparePage } from "./compare-page.tsx";
import { ReportList } from "./report-list.tsx";
import { ReportPage } from "./report-page.tsx";

/** The room of reports: the list, one report, two compared. */
export default function Reports() {
  const [search] = useSearchParams();
  return (
    <Switch>
      <Route path="/reports/compare/:before/:after">
        {({ before, after }) => <ComparePage before={before} after={after} />}
      </Route>
      <Route path="/reports/:id">{({ id }) => <ReportPage key={id} id={id} />}</Route>
      <Route>
        <ReportList comparing={search.get("compare") ?? undefined} />
      </Route>
    </Switch>
  );
}
