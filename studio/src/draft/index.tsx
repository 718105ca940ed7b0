import { Route, Switch } from "wouter";
import "../datasets/datasets.css";
import { DraftPage } from "./draft-page.tsx";
import "./draft.css";
import { NewPage } from "./new-page.tsx";

/** The room of new reports: from a table, whose draft is shown while it is questioned, or from nothing. */
export default function Draft() {
  return (
    <Switch>
      <Route path="/new/:dataset">{({ dataset }) => <DraftPage key={dataset} dataset={dataset} />}</Route>
      <Route>
        <NewPage />
      </Route>
    </Switch>
  );
}
