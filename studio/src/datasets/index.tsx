import { Route, Switch } from "wouter";
import "./datasets.css";
import { DatasetPage } from "./dataset-page.tsx";
import { DiffPage } from "./diff/diff-page.tsx";
import { NewViewPage, ViewPage } from "./views/view-page.tsx";
import { RecipePage } from "./recipe/recipe-page.tsx";
import { DatasetsPage } from "./datasets-page.tsx";

/** The room of the data: all datasets; one with its columns, rows, versions, users and changes; its recipe or view. */
export default function Datasets() {
  return (
    <Switch>
      <Route path="/datasets/~view">
        <NewViewPage />
      </Route>
      <Route path="/datasets/:name/view">{({ name }) => <ViewPage key={name} name={name} />}</Route>
      <Route path="/datasets/:name/recipe">{({ name }) => <RecipePage key={name} name={name} />}</Route>
      <Route path="/datasets/:name/diff/:version">
        {({ name, version }) => <DiffPage key={`${name} ${version}`} name={name} version={version} />}
      </Route>
      <Route path="/datasets/:name/diff">{({ name }) => <DiffPage key={name} name={name} />}</Route>
      <Route path="/datasets/:name">{({ name }) => <DatasetPage key={name} name={name} />}</Route>
      <Route>
        <DatasetsPage />
      </Route>
    </Switch>
  );
}
