import { Component, type ReactNode } from "react";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../words/use-words.tsx";
import { appWords } from "./words.ts";

interface CrashGuardProps {
  readonly children: ReactNode;
}

/** Keeps the shell alive when a page fails, and shows why. */
export class CrashGuard extends Component<CrashGuardProps, { readonly error: Error | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Crash error={this.state.error} />;
  }
}

function Crash({ error }: { readonly error: Error }) {
  const words = useWords(appWords);
  return (
    <div className="page">
      <Notice kind="bad" title={words.crashed}>
        <p>{words.crashedLead}</p>
        <pre>{error.message}</pre>
        <div>
          <Button onClick={() => location.reload()}>{words.reload}</Button>
        </div>
      </Notice>
    </div>
  );
}
