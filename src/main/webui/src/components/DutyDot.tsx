import type { Duty } from "../api/types";

/** Green: at work. Whoever is at work and not there is shown hollow, like somebody who is off. */
export function DutyDot({ duty, connected }: Pick<Duty, "duty" | "connected">) {
  return <span className={`duty-dot duty-dot-${duty} ${connected ? "" : "duty-dot-gone"}`} aria-hidden="true" />;
}
