import { Component, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { Button } from "../components/Button";
import { State } from "../components/State";
import { i18n } from "../i18n/i18n";

/** The last stop for our own mistakes: says so, instead of leaving a white page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="splash">
        <State icon={CircleAlert} title={i18n.t("state.broken")} tone="danger">
          <p>{i18n.t("state.brokenLead")}</p>
          <Button look="primary" onClick={() => window.location.reload()}>
            {i18n.t("state.reload")}
          </Button>
        </State>
      </div>
    );
  }
}
