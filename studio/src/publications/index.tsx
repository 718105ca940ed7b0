import { Redirect, Route, Switch } from "wouter";
import { CompareEditions } from "./compare-editions.tsx";
import { EditionPage } from "./edition-page.tsx";
import { PublicationFormPage } from "./publication-form-page.tsx";
import { PublicationPage } from "./publication-page.tsx";
import "./publications.css";
import { PublicationsPage } from "./publications-page.tsx";
import { useIsPublication } from "./use-publication.ts";

/** The room of the reports that come by themselves. No publication can be named `~new`. */
export default function Publications() {
  return (
    <Switch>
      <Route path="/publications/~new">
        <PublicationFormPage />
      </Route>
      <Route path="/publications/new">
        <New />
      </Route>
      <Route path="/publications/:name/change">{({ name }) => <PublicationFormPage key={name} name={name} />}</Route>
      <Route path="/publications/:name/compare/:before/:after">
        {({ name, before, after }) => (
          <CompareEditions key={`${before}/${after}`} name={name} before={before} after={after} />
        )}
      </Route>
      <Route path="/publications/:name/editions/:edition">
        {({ name, edition }) => <EditionPage key={`${name}/${edition}`} name={name} id={edition} />}
      </Route>
      <Route path="/publications/:name">{({ name }) => <PublicationPage key={name} name={name} />}</Route>
      <Route>
        <PublicationsPage />
      </Route>
    </Switch>
  );
}

/** Where a reader would look for the form; but a publication may be called `new`. */
function New() {
  const { data, error } = useIsPublication("new");
  if (data === true) return <PublicationPage name="new" />;
  return data === undefined && error === null ? null : <Redirect to="/publications/~new" replace />;
}
