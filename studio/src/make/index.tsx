import { lazy } from "react";
import { Route, Switch } from "wouter";
import { Gallery } from "./gallery.tsx";

/** Loaded when a template is chosen: the first page of the studio needs neither form nor viewer. */
const MakePage = lazy(async () => ({ default: (await import("./make-page.tsx")).MakePage }));

/** The room in which reports are made: the gallery of templates, and the form of one. */
export default function Make() {
  return (
    <Switch>
      <Route path="/make/:template">{({ template }) => <MakePage key={template} name={template} />}</Route>
      <Route>
        <Gallery />
      </Route>
    </Switch>
  );
}
