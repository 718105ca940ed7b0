import { Route, Switch } from "wouter";
import { TemplatePage } from "./template-page.tsx";
import "./templates.css";
import { TemplatesPage } from "./templates-page.tsx";

/** The room of the templates' versions: which one counts, who decided it, and what differs. */
export default function Templates() {
  return (
    <Switch>
      <Route path="/templates/:name">{({ name }) => <TemplatePage key={name} name={name} />}</Route>
      <Route>
        <TemplatesPage />
      </Route>
    </Switch>
  );
}
