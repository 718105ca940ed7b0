import { Route, Switch } from "wouter";
import "../datasets/datasets.css";
import { NewSourcePage, SourcePage } from "./source-page.tsx";
import { SourcesPage } from "./sources-page.tsx";

/** The room of the sources: all of them; one with its state and definition. No source can be named `~new`. */
export default function Sources() {
  return (
    <Switch>
      <Route path="/datasets/~sources/~new">
        <NewSourcePage />
      </Route>
      <Route path="/datasets/~sources/:name">{({ name }) => <SourcePage key={name} name={name} />}</Route>
      <Route>
        <SourcesPage />
      </Route>
    </Switch>
  );
}
