import { Component, type ReactNode } from "react";
import { useLocation } from "wouter";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../words/use-words.tsx";
import { appWords } from "./words.ts";

interface CrashGuardProps {
  readonly children: ReactNode;
}

/** Keeps the shell alive when a page fails, and shows why; another address is tried anew. */
export function CrashGuard({ children }: CrashGuardProps) {
  const [address] = useLocation();
  return <Guard address={address}>{children}</Guard>;
}

class Guard extends Component<CrashGuardProps & { readonly address: string }, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override componentDidUpdate(before: { readonly address: string }): void {
    if (before.address !== this.props.address && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Crash error={this.state.error} />;
  }
}

/**
 * What Chromium, Firefox and Safari say, and Vite of a style sheet, when a room's program cannot be fetched: after an
 * update its file has another name.
 */
const partMissing = /dynamically imported module|Importing a module script failed|Unable to preload CSS|MIME type/iu;

function Crash({ error }: { readonly error: Error }) {
  const words = useWords(appWords);
  const missing = partMissing.test(error.message);
  return (
    <div className="page">
      <Notice kind="bad" title={missing ? words.partMissing : words.crashed}>
        <p>{missing ? words.partMissingLead : words.crashedLead}</p>
        <pre>{error.message}</pre>
        <div>
          <Button onClick={() => location.reload()}>{words.reload}</Button>
        </div>
      </Notice>
    </div>
  );
}
