import { Route, Switch } from "wouter";
import { BatchFormPage } from "./batch-form-page.tsx";
import { BatchPage } from "./batch-page.tsx";
import "./batches.css";
import { BatchesPage } from "./batches-page.tsx";

/** The room of the batches: a report for each row. */
export default function Batches() {
  return (
    <Switch>
      <Route path="/batches/new">
        <BatchFormPage />
      </Route>
      <Route path="/batches/:id">{({ id }) => <BatchPage key={id} id={id} />}</Route>
      <Route>
        <BatchesPage />
      </Route>
    </Switch>
  );
}
