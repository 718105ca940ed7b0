import { Route, Switch } from "wouter";
import { EditionPage } from "./edition-page.tsx";
import { PublicationFormPage } from "./publication-form-page.tsx";
import { PublicationPage } from "./publication-page.tsx";
import "./publications.css";
import { PublicationsPage } from "./publications-page.tsx";

/** The room of the reports that come by themselves. No publication can be named `~new`. */
export default function Publications() {
  return (
    <Switch>
      <Route path="/publications/~new">
        <PublicationFormPage />
      </Route>
      <Route path="/publications/:name/change">{({ name }) => <PublicationFormPage key={name} name={name} />}</Route>
      <Route path="/publications/:name/editions/:edition">{({ name, edition }) => <EditionPage key={`${name}/${edition}`} name={name} id={edition} />}</Route>
      <Route path="/publications/:name">{({ name }) => <PublicationPage key={name} name={name} />}</Route>
      <Route>
        <PublicationsPage />
      </Route>
    </Switch>
  );
}
